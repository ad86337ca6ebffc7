import { describe, expect, test } from 'vitest';
import type { Torrent } from '../api/types';
import { ANY, countHosts, hostOf, sieve, Tally, type Facts, type Filters } from './filters';
import { splitTags } from './tags';

function row(fields: Partial<Torrent> = {}): Torrent {
  return {
    state: 'stalledUP',
    dlspeed: 0,
    upspeed: 0,
    category: '',
    tags: '',
    trackers_count: 0,
    codex_publish: 'published',
    codex_reason: null,
    ...fields,
  } as Torrent;
}

const trackers = new Map([
  ['udp://one.example:80/a', ['1', '2']],
  ['https://one.example/b', ['2', '3']],
  ['https://two.example/b', ['3']],
]);
const facts: Facts = { trackers, nested: true };

function passes(
  filters: Partial<Filters>,
  fields: Partial<Torrent>,
  id = '9',
  of = facts,
): boolean {
  return sieve({ ...ANY, ...filters }, of)(row(fields), id);
}

describe('lets through', () => {
  test('categories with those below them, when they nest', () => {
    expect(passes({ category: 'a' }, { category: 'a' })).toBe(true);
    expect(passes({ category: 'a' }, { category: 'a/b' })).toBe(true);
    expect(passes({ category: 'a' }, { category: 'ab' })).toBe(false);
    expect(passes({ category: 'a' }, { category: '' })).toBe(false);
    expect(passes({ category: '' }, { category: '' })).toBe(true);
    expect(passes({ category: '' }, { category: 'a' })).toBe(false);
    const flat = { trackers, nested: false };
    expect(passes({ category: 'a' }, { category: 'a/b' }, '9', flat)).toBe(false);
    expect(passes({ category: 'a' }, { category: 'a' }, '9', flat)).toBe(true);
  });

  test('tags as a whole', () => {
    expect(passes({ tag: 'b' }, { tags: 'a, b' })).toBe(true);
    expect(passes({ tag: 'b' }, { tags: 'ab, bc' })).toBe(false);
    expect(passes({ tag: '' }, { tags: '' })).toBe(true);
    expect(passes({ tag: '' }, { tags: 'a' })).toBe(false);
  });

  test('trackers by host, any of them', () => {
    expect(passes({ tracker: 'one.example' }, { trackers_count: 2 }, '3')).toBe(true);
    expect(passes({ tracker: 'two.example' }, { trackers_count: 1 }, '1')).toBe(false);
    expect(passes({ tracker: '' }, { trackers_count: 0 })).toBe(true);
    expect(passes({ tracker: '' }, { trackers_count: 1 })).toBe(false);
  });

  test('only what passes every kind', () => {
    const filters: Partial<Filters> = { state: 'seeding', tag: 'a', codex: 'published' };
    expect(passes(filters, { tags: 'a' })).toBe(true);
    expect(passes(filters, { tags: 'a', state: 'stoppedUP' })).toBe(false);
    expect(passes(filters, { tags: 'a', codex_publish: 'failed' })).toBe(false);
    expect(passes({}, { state: 'error' })).toBe(true);
  });
});

test.each([
  ['udp://tracker.example:6969/announce', 'tracker.example'],
  ['https://user:secret@tracker.example/a?b', 'tracker.example'],
  ['http://[2001:db8::1]:80/announce', '[2001:db8::1]'],
  ['nonsense', 'nonsense'],
  ['http://', 'http://'],
])('the host of %s', (url, host) => {
  expect(hostOf(url)).toBe(host);
});

test('an item with two addresses of a host counts once', () => {
  expect([...countHosts(trackers)]).toEqual([
    ['one.example', 3],
    ['two.example', 1],
  ]);
});

test('tags of the wire', () => {
  expect(splitTags('')).toEqual([]);
  expect(splitTags('a, b c')).toEqual(['a', 'b c']);
});

test('counts follow changes to what counting anew would give', () => {
  let seed = 3;
  const draw = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const pick = (words: readonly string[]) => words[draw(words.length)] ?? '';
  const any = () =>
    row({
      state: pick(['stalledUP', 'downloading', 'stoppedDL', 'error', 'moving']),
      upspeed: draw(2),
      category: pick(['', 'a', 'a/b']),
      tags: pick(['', 'x', 'x, y']),
      trackers_count: draw(3),
      codex_publish: pick(['published', 'failed', 'none', 'waiting']),
    });
  const rows = new Map<string, Torrent>();
  const followed = new Tally();
  for (let round = 0; round < 500; round += 1) {
    const id = String(draw(40));
    const old = rows.get(id);
    if (old !== undefined) followed.remove(old);
    if (draw(4) === 0) rows.delete(id);
    else {
      const now = any();
      rows.set(id, now);
      followed.add(now);
    }
  }
  const anew = new Tally();
  for (const one of rows.values()) anew.add(one);
  const hosts = countHosts(trackers);
  const sorted = (counts: ReadonlyMap<string, number>) => [...counts].sort();
  const [a, b] = [followed.counts(hosts), anew.counts(hosts)];
  expect(a.total).toBe(rows.size);
  expect(a.state).toEqual(b.state);
  expect(a.codex).toEqual(b.codex);
  expect(sorted(a.category)).toEqual(sorted(b.category));
  expect(sorted(a.tag)).toEqual(sorted(b.tag));
  expect(sorted(a.tracker)).toEqual(sorted(b.tracker));
});
