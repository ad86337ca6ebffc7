import { expect, test } from 'vitest';
import { scrollToShow, slice } from './window';

test('only rows near the view', () => {
  expect(slice(0, 440, 44, 5000)).toEqual({ first: 0, end: 14 });
  expect(slice(44_000, 440, 44, 5000)).toEqual({ first: 996, end: 1014 });
});

test('the ends hold', () => {
  expect(slice(0, 440, 44, 3)).toEqual({ first: 0, end: 3 });
  expect(slice(0, 440, 44, 0)).toEqual({ first: 0, end: 0 });
  // The list shrank while the view stood far below.
  expect(slice(44_000, 440, 44, 10)).toEqual({ first: 9, end: 10 });
});

test('a row is brought into view, and no further', () => {
  expect(scrollToShow(2, 200, 500, 44, 36)).toBe(88);
  expect(scrollToShow(10, 0, 500, 44, 36)).toBe(20);
  expect(scrollToShow(5, 0, 500, 44, 36)).toBe(0);
});
