import { expect, test } from 'vitest';
import { Selection } from './selection.svelte';

const order = ['a', 'b', 'c', 'd'];

test('arrows select, with shift from where it began', () => {
  const s = new Selection();
  expect(s.move(order, 1, 'select')).toBe('a');
  s.move(order, 1, 'select');
  s.move(order, 1, 'extend');
  s.move(order, 1, 'extend');
  expect(s.within(order)).toEqual(['b', 'c', 'd']);
  s.move(order, -3, 'extend');
  expect(s.within(order)).toEqual(['a', 'b']);
  expect(s.cursor).toBe('a');
});

test('the ends hold, an empty list has nowhere to go', () => {
  const s = new Selection();
  expect(s.move(order, -1, 'select')).toBe('d');
  expect(s.move(order, 99, 'select')).toBe('d');
  expect(s.move([], 1, 'select')).toBeNull();
  expect(new Selection().move(order, order.length, 'select')).toBe('d');
  expect(new Selection().move(order, -order.length, 'select')).toBe('a');
});

test('walking leaves the selection, toggling changes one', () => {
  const s = new Selection();
  s.only('a');
  s.move(order, 2, 'walk');
  expect(s.within(order)).toEqual(['a']);
  s.toggle('c');
  expect(s.within(order)).toEqual(['a', 'c']);
  s.toggle('a');
  expect(s.within(order)).toEqual(['c']);
});

test('what is hidden is not acted on, and a range needs its start', () => {
  const s = new Selection();
  s.all(order);
  expect(s.within(['b', 'x'])).toEqual(['b']);
  s.only('gone');
  s.rangeTo(order, 'c');
  expect(s.within(order)).toEqual(['c']);
});
