import { expect, test } from 'vitest';
import { FETCHING, HAVE, levels, runs, same, tally } from './pieces';

test('few pieces fill the line, each with its share of pixels', () => {
  const states = Uint8Array.from([HAVE, 0, FETCHING]);
  expect(runs(states, 9)).toEqual([
    { from: 0, to: 3, have: 1, fetching: 0 },
    { from: 3, to: 6, have: 0, fetching: 0 },
    { from: 6, to: 9, have: 0, fetching: 1 },
  ]);
});

test('the line is filled without gaps whatever the numbers are', () => {
  for (const count of [1, 7, 640, 641, 5000]) {
    const states = Uint8Array.from({ length: count }, (_, at) => (at * 7919) % 3);
    const drawn = runs(states, 640);
    expect(drawn[0]?.from).toBe(0);
    expect(drawn.at(-1)?.to).toBe(640);
    drawn.slice(1).forEach((run, at) => {
      expect(run.from).toBe(drawn[at]?.to);
    });
  }
});

test('one missing piece among a million is never drawn as complete, nor one there as nothing', () => {
  const states = new Uint8Array(1_000_000).fill(HAVE);
  states[123_456] = 0;
  const partly = runs(states, 800).filter((run) => run.have < 1);
  expect(partly).toHaveLength(1);
  expect(partly[0]?.have).toBeGreaterThan(0.9);

  const nearlyNone = new Uint8Array(1_000_000);
  nearlyNone[5] = HAVE;
  expect(runs(nearlyNone, 800).filter((run) => run.have > 0)).toHaveLength(1);
});

test('nothing is drawn of no pieces', () => {
  expect(runs(new Uint8Array(), 500)).toEqual([]);
  expect(levels(new Uint8Array(), 500)).toEqual([]);
});

test('a piece that nobody has is seen among those that somebody has', () => {
  const counts = new Uint8Array(1000).fill(3);
  counts[500] = 0;
  const drawn = levels(counts, 100);
  expect(drawn.map((level) => level.least)).toEqual([3, 0, 3]);
});

test('counted in words', () => {
  expect(tally(Uint8Array.from([2, 2, 1, 0, 0, 0]))).toEqual({ have: 2, fetching: 1, missing: 3 });
});

test('the same answer is known as the same', () => {
  expect(same(Uint8Array.from([1, 2]), Uint8Array.from([1, 2]))).toBe(true);
  expect(same(Uint8Array.from([1, 2]), Uint8Array.from([1, 1]))).toBe(false);
  expect(same(Uint8Array.from([1]), Uint8Array.from([1, 1]))).toBe(false);
});
