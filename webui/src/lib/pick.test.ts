import { expect, test } from 'vitest';
import { foundNames, isNewName } from './pick';

const NAMES = ['Films', 'films/old', 'Music'];

test('what is typed is found anywhere, in either case', () => {
  expect(foundNames(NAMES, ' FILM ')).toEqual(['Films', 'films/old']);
  expect(foundNames(NAMES, '')).toEqual(NAMES);
  expect(foundNames(NAMES, 'x')).toEqual([]);
});

test('only another name is a new one', () => {
  expect(isNewName(NAMES, ' Music ')).toBe(false);
  expect(isNewName(NAMES, 'music')).toBe(true);
  expect(isNewName(NAMES, '  ')).toBe(false);
});
