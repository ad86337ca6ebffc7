import { expect, test } from 'vitest';
import { bestUnit, parsed, unitsOf, withUnit } from './units';

test.each([
  [0, 'bytes/s', null, '0 KiB/s'],
  [10_240, 'bytes/s', null, '10 KiB/s'],
  [5 * 1024 ** 2, 'bytes/s', null, '5 MiB/s'],
  [1536, 'bytes/s', null, '1.5 KiB/s'],
  [90, 'minutes', null, '90 min'],
  [1440, 'minutes', null, '1 d'],
  [3600, 's', null, '1 h'],
  [21_474_836_480, 'bytes', null, '20 GiB'],
  [1500, 'ms', null, '1500 ms'],
  [65, 'KiB', null, '65 KiB'],
  [-1, 's', null, '-1'],
  [7, '%', null, '7 %'],
])('%d %s are %s', (value, unit, _, text) => {
  expect(withUnit(value, unit)).toBe(text);
});

test('units in which nothing would fit are not offered', () => {
  expect(unitsOf('minutes', 59).map((one) => one.label)).toEqual(['minutes']);
  expect(unitsOf('hours', 23).map((one) => one.label)).toEqual(['hours']);
  expect(unitsOf('s', null).map((one) => one.label)).toEqual([
    'seconds',
    'minutes',
    'hours',
    'days',
  ]);
  expect(unitsOf('parsecs', null)).toEqual([{ label: 'parsecs', factor: 1 }]);
});

test('a number is written in the largest unit that leaves it whole', () => {
  const units = unitsOf('bytes', null);
  expect(bestUnit(units, 0)).toBe(0);
  expect(bestUnit(units, 1)).toBe(0);
  expect(bestUnit(units, 1024 ** 3)).toBe(3);
  expect(bestUnit(unitsOf('bytes/s', null), 1000)).toBe(0);
});

test.each([
  ['12', 1024, true, 12_288],
  [' 1.5 ', 1024, true, 1536],
  ['1,5', 1, false, 1.5],
  ['-1', 1, true, -1],
  ['', 1, true, null],
  ['1e9', 1, true, null],
  ['ten', 1, true, null],
  ['0x10', 1, true, null],
])('%j is read', (text, factor, whole, value) => {
  expect(parsed(text, factor, whole)).toBe(value);
});
