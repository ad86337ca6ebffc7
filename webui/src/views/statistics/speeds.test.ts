import { describe, expect, test } from 'vitest';
import { measured, noSpeeds, SPAN_S, sum } from './speeds';

describe('the speeds of the last minutes', () => {
  test('grow at the end and end at the span', () => {
    let speeds = noSpeeds;
    for (let at = 0; at <= SPAN_S + 20; at += 10) speeds = measured(speeds, at, at, 2 * at);
    expect(speeds.time[0]).toBe(20);
    expect(speeds.time.at(-1)).toBe(SPAN_S + 20);
    expect(speeds.down.at(-1)).toBe(SPAN_S + 20);
    expect(speeds.up).toHaveLength(speeds.time.length);
  });

  test('show a gap as one', () => {
    const speeds = measured(measured(noSpeeds, 100, 5, 6), 160, 7, 8);
    expect(speeds).toEqual({ time: [100, 101, 160], down: [5, null, 7], up: [6, null, 8] });
  });

  test('take one of two answers that came at once', () => {
    const once = measured(noSpeeds, 100, 5, 6);
    expect(measured(once, 100.1, 7, 8)).toBe(once);
  });
});

test('a sum is of what is known', () => {
  expect(sum([1, null, 2])).toBe(3);
  expect(sum([null, null])).toBe(null);
});
