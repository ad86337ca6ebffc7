import { expect, test } from 'vitest';
import { common, inUnit, typedNumber } from './mixed';

test('a value is common when all have it', () => {
  expect(common([2, 2, 2])).toBe(2);
  expect(common([2, 3])).toBeNull();
  expect(common([])).toBeNull();
  expect(common(['', ''])).toBe('');
});

test('a speed stands in the unit that loses nothing', () => {
  expect(inUnit(1024)).toEqual({ amount: 1, unit: 1024 });
  expect(inUnit(1536 * 1024)).toEqual({ amount: 1536, unit: 1024 });
  expect(inUnit(3 * 1024 ** 2)).toEqual({ amount: 3, unit: 1024 ** 2 });
  expect(inUnit(2 * 1024 ** 3)).toEqual({ amount: 2, unit: 1024 ** 3 });
  expect(inUnit(1000)).toEqual({ amount: 0.977, unit: 1024 });
});

test('numbers are typed with a point or a comma', () => {
  expect(typedNumber(' 1,5 ')).toBe(1.5);
  expect(typedNumber('.5')).toBe(0.5);
  expect(typedNumber('2.')).toBe(2);
  expect(['', 'zero', '1e3', '-1', '1.2.3'].map(typedNumber)).toEqual(Array(5).fill(null));
});
