// The vectors of `fixtures/maindata`, which the server's tests read too.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { applyDelta, emptyMaindata, type Maindata } from './maindata';
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
    let state = emptyMaindata;
    for (const step of steps) {
      state = applyDelta(state, freeze(step.reply));
      expect(plain(state)).toEqual(step.state);
    }
  });
});

describe('identity', () => {
  const first = applyDelta(emptyMaindata, {
    rid: 1,
    full_update: true,
    torrents: { a: { name: 'a' }, b: { name: 'b' } },
    tags: ['x'],
  });

  test('rows that did not change are the same objects', () => {
    const next = applyDelta(first, { rid: 2, torrents: { a: { dlspeed: 7 } } });
    expect(next.torrents.get('b')).toBe(first.torrents.get('b'));
    expect(next.torrents.get('a')).not.toBe(first.torrents.get('a'));
    expect(first.torrents.get('a')).toEqual({ name: 'a' });
    expect(next.tags).toBe(first.tags);
  });

  test('an answer without changes keeps every collection', () => {
    const next = applyDelta(first, { rid: 2 });
    expect({ ...next, rid: 1 }).toEqual(first);
    expect(next.torrents).toBe(first.torrents);
  });
});
