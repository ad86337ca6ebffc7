import { expect, test } from 'vitest';
import type { Torrent } from '../api/types';
import { isUnclear, runOf, sameTags, wayBack } from './runs';
import { splitTags } from './tags';

const row = (state: string, forced = false) => ({ state, force_start: forced }) as Torrent;

test('an item runs as its state says, or as the server says where the state hides it', () => {
  expect(runOf(row('stoppedDL'), false)).toBe('stopped');
  expect(runOf(row('pausedUP'), false)).toBe('stopped');
  expect(runOf(row('forcedDL', true), false)).toBe('forced');
  expect(runOf(row('stalledUP'), false)).toBe('free');
  expect(runOf(row('checkingUP'), true)).toBe('stopped');
  expect(runOf(row('moving'), false)).toBe('free');
  expect(
    ['checkingDL', 'moving', 'error', 'missingFiles'].map((one) => isUnclear(row(one))),
  ).toEqual([true, true, true, true]);
  expect(isUnclear(row('checkingDL', true))).toBe(false);
  expect(isUnclear(row('stoppedUP'))).toBe(false);
});

test('tags of the wire', () => {
  expect(splitTags('a, b c, d')).toEqual(['a', 'b c', 'd']);
  expect(splitTags('')).toEqual([]);
  expect(splitTags(undefined)).toEqual([]);
  expect(sameTags(['b', 'a'], ['a', 'b'])).toBe(true);
  expect(sameTags(['a'], ['a', 'b'])).toBe(false);
});

test('the way back leads each changed item to what it was', () => {
  const before = new Map([
    ['a', 'stopped'],
    ['b', 'forced'],
    ['c', 'stopped'],
  ]);
  const way = wayBack(
    before,
    () => 'free',
    () => 'free',
  );
  expect([...way.back]).toEqual([
    ['stopped', ['a', 'c']],
    ['forced', ['b']],
  ]);
  expect(way.left).toBe(0);
});

test('it leaves what is gone or was changed since, but not what the list has not heard of yet', () => {
  const before = new Map([
    ['gone', 'free'],
    ['changed', 'free'],
    ['late', 'free'],
    ['plain', 'free'],
  ]);
  const now: Record<string, string> = { changed: 'forced', late: 'free', plain: 'stopped' };
  const way = wayBack(
    before,
    () => 'stopped',
    (id) => now[id],
  );
  expect([...way.back]).toEqual([['free', ['late', 'plain']]]);
  expect(way.left).toBe(2);
});
