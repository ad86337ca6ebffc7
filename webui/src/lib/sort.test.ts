import { expect, test } from 'vitest';
import { compare } from './sort';

test('text in natural order and without regard to case', () => {
  expect(['file 10', 'File 2', 'äther'].sort(compare)).toEqual(['äther', 'File 2', 'file 10']);
});

test('infinite values compare', () => {
  expect(compare(Infinity, 3)).toBeGreaterThan(0);
  expect(compare(3, 4)).toBeLessThan(0);
});
