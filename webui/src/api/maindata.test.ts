// The vectors of `fixtures/maindata`, which the server's tests read too.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyDelta, noMaindata, type Maindata } from './maindata';
import type { MaindataReply } from './types';

interface Vector {
  name: string;
  steps: { reply: MaindataReply; state: unknown }[];
}

const folder = new URL('../../../fixtures/maindata/', import.meta.url);
const vectors = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Vector);

/** The state in the form of the vectors. */
function plain(state: Maindata): unknown {
  return {
    rid: state.rid,
    server_state: state.serverState,
    torrents: Object.fromEntries(state.torrents),
    categories: Object.fromEntries(state.categories),
    tags: [...state.tags].sort(),
    trackers: Object.fromEntries(state.trackers),
  };
}

/** Fails on any later write. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}

describe('vectors', () => {
  test('there are some', () => {
    expect(vectors.length).toBeGreaterThanOrEqual(8);
  });

  test.each(vectors)('$name', ({ steps }) => {
    let state = noMaindata();
    for (const step of steps) {
      ({ state } = applyDelta(state, freeze(step.reply)));
      expect(plain(state)).toEqual(step.state);
    }
  });

  test.each(vectors)('$name, with the rows read ahead one by one', ({ steps }) => {
    let state = noMaindata();
    for (const step of steps) {
      const { torrents, ...rest } = freeze(step.reply);
      const rows = Object.entries(torrents ?? {}).map(([id, row]) => ({ [id]: row }));
      ({ state } = applyDelta(state, rest, rows));
      expect(plain(state)).toEqual(step.state);
    }
  });
});

describe('identity', () => {
  const begin = () =>
    applyDelta(noMaindata(), {
      rid: 1,
      full_update: true,
      torrents: { a: { name: 'a' }, b: { name: 'b' } },
      tags: ['x'],
    });

  test('rows that did not change are the same objects, those that did are others', () => {
    const first = begin().state;
    const { torrents } = first;
    const [a, b] = [torrents.get('a'), torrents.get('b')];
    const next = applyDelta(first, { rid: 2, torrents: { a: { dlspeed: 7 } } }).state;
    expect(next.torrents).toBe(torrents);
    expect(next.torrents.get('b')).toBe(b);
    expect(next.torrents.get('a')).toEqual({ name: 'a', dlspeed: 7 });
    expect(a).toEqual({ name: 'a' });
    expect(next.tags).toBe(first.tags);
  });

  test('an answer without changes keeps every collection', () => {
    const first = begin().state;
    const next = applyDelta(first, { rid: 2 });
    expect({ ...next.state, rid: 1 }).toEqual(first);
    expect(next.changes).toEqual({ full: false, torrents: new Map(), trackers: false });
  });
});

test('what was touched is told with the rows before', () => {
  const all = { a: { name: 'a' }, b: { name: 'b' }, c: { name: 'c' } };
  const { state, changes } = applyDelta(noMaindata(), { rid: 1, full_update: true, torrents: all });
  expect(changes).toEqual({ full: true, torrents: new Map(), trackers: true });
  const next = applyDelta(state, {
    rid: 2,
    torrents: { a: { name: 'A' }, d: { name: 'd' }, e: { name: 'e' } },
    torrents_removed: ['b', 'e', 'never there'],
    trackers_removed: ['x'],
  });
  expect(next.changes).toEqual({
    full: false,
    torrents: new Map<string, unknown>([
      ['a', { name: 'a' }],
      ['d', undefined],
      ['e', undefined],
      ['b', { name: 'b' }],
    ]),
    trackers: true,
  });
});
