import { expect, test } from 'vitest';
import { axisEnd, BINARY_STEPS, extent, PLAIN_STEPS, spread } from './chart';

test('an axis of bytes ends at a whole number of binary steps', () => {
  expect(axisEnd(3_000_000, BINARY_STEPS, 1024)).toBe(3 * 1024 * 1024);
  expect(axisEnd(0, BINARY_STEPS, 1024)).toBe(1024);
  expect(axisEnd(1024, BINARY_STEPS, 1024)).toBe(1024);
  expect(axisEnd(1025, BINARY_STEPS, 1024)).toBe(1536);
});

test('an axis of plain numbers ends at a round one', () => {
  expect(axisEnd(7, PLAIN_STEPS, 4)).toBe(8);
  expect(axisEnd(1234, PLAIN_STEPS, 4)).toBe(1500);
});

test('a table names few moments, the last among them', () => {
  expect(spread(3, 10)).toEqual([0, 1, 2]);
  expect(spread(0, 10)).toEqual([]);
  const some = spread(1000, 12);
  expect(some).toHaveLength(12);
  expect(some[0]).toBe(0);
  expect(some.at(-1)).toBe(999);
});

test('gaps count for nothing in what is said of a graph', () => {
  expect(extent([null, 2, null, 4, null])).toEqual({ last: 4, most: 4, mean: 3 });
  expect(extent([0, 0])).toEqual({ last: 0, most: 0, mean: 0 });
  expect(extent([null])).toEqual({ last: null, most: null, mean: null });
});
