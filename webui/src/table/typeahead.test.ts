import { expect, test } from 'vitest';
import { TypeAhead } from './typeahead';

const NAMES = ['Alpha', 'beta', 'Äpfel', 'alto', 'Blue', '2001'];

function typist() {
  const typing = new TypeAhead();
  let now = 0;
  let at = -1;
  return (key: string, wait = 100, more: { ctrlKey?: boolean } = {}) => {
    now += wait;
    const event = { key, shiftKey: false, ctrlKey: false, metaKey: false, timeStamp: now, ...more };
    const found = typing.next(event, NAMES.length, at, (index) => NAMES[index] ?? '');
    if (found !== null && found >= 0) at = found;
    return found;
  };
}

test('a word that begins with Shift goes to its name', () => {
  const type = typist();
  expect([type('A'), type('l'), type('t')]).toEqual([0, 0, 3]);
  expect(type('x')).toBe(-1);
  // After a break a word begins anew.
  expect(type('B', 2000)).toBe(4);
  expect(type('2', 2000)).toBe(5);
  expect(type('Ä', 2000)).toBe(2);
});

test('one letter again and again goes through all that begin with it', () => {
  const type = typist();
  expect([type('B'), type('b'), type('b')]).toEqual([1, 4, 1]);
});

test('small letters, signs and commands are left alone', () => {
  const type = typist();
  expect([
    type('s'),
    type('/'),
    type('ArrowDown'),
    type(' '),
    type('A', 1, { ctrlKey: true }),
  ]).toEqual([null, null, null, null, null]);
});
