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

test('with Ctrl and Shift a range comes to what is selected', () => {
  const s = new Selection();
  s.only('a');
  s.toggle('c');
  s.rangeTo(order, 'd', true);
  expect(s.within(order)).toEqual(['a', 'c', 'd']);
});

test('the same selection is the same list', () => {
  const s = new Selection();
  s.only('b');
  const list = s.within(order);
  expect(s.within(['d', 'b', 'a'])).toBe(list);
  s.toggle('a');
  expect(s.within(['d', 'b', 'a'])).toEqual(['b', 'a']);
});

test('where the row of the cursor has gone, the next one takes its place', () => {
  const s = new Selection();
  s.move(order, 1, 'select');
  s.move(order, 1, 'select');
  s.forget(['b']);
  expect(s.ids.size).toBe(0);
  expect(s.move(['a', 'c', 'd'], 1, 'select')).toBe('c');
  s.forget(['c']);
  expect(s.move(['a', 'd'], -1, 'select')).toBe('a');
});

test('fingers select until nothing is selected or somebody is done', () => {
  const s = new Selection();
  s.startTapping('a');
  s.toggle('b');
  expect([s.tapping, s.within(order)]).toEqual([true, ['a', 'b']]);
  s.forget(['a', 'b']);
  expect(s.tapping).toBe(false);
  s.startTapping('c');
  s.clear();
  expect([s.tapping, s.ids.size]).toEqual([false, 0]);
});
