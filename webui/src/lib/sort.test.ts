import { expect, test } from 'vitest';
import { arrange, compare } from './sort';

const rows = new Map([
  ['1', { name: 'file 10', size: 5 }],
  ['2', { name: 'File 2', size: 5 }],
  ['3', { name: 'äther', size: 1 }],
]);
const all = () => true;

test('names sort naturally and without regard to case', () => {
  expect(arrange(rows, [], all, (row) => row.name, false)).toEqual(['3', '2', '1']);
  expect(arrange(rows, [], all, (row) => row.name, true)).toEqual(['1', '2', '3']);
});

test('equal rows keep the order they had, in both directions', () => {
  expect(arrange(rows, ['2', '1'], all, (row) => row.size, false)).toEqual(['3', '2', '1']);
  expect(arrange(rows, ['2', '1'], all, (row) => row.size, true)).toEqual(['2', '1', '3']);
});

test('the order before may name rows that are gone, and lack new ones', () => {
  expect(arrange(rows, ['gone', '3', '3'], all, () => 0, false)).toEqual(['3', '1', '2']);
  expect(
    arrange(
      rows,
      ['1'],
      (row) => row.size === 1,
      () => 0,
      false,
    ),
  ).toEqual(['3']);
});

test('infinite values compare', () => {
  expect(compare(Infinity, 3)).toBeGreaterThan(0);
  expect(compare(3, 4)).toBeLessThan(0);
});
