import { expect, test } from 'vitest';
import { ariaKeys, comboOf, isSingle, keysOf, type Pressed } from './keynames';

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

test('keys become texts, whatever the layout', () => {
  expect(comboOf(press('s'))).toBe('S');
  expect(comboOf(press('S', { shiftKey: true }))).toBe('Shift+S');
  expect(comboOf(press('?', { shiftKey: true }))).toBe('?');
  expect(comboOf(press('/', { shiftKey: true }))).toBe('/');
  expect(comboOf(press(' '))).toBe('Space');
  expect(comboOf(press('z', { metaKey: true }))).toBe('Ctrl+Z');
  expect(comboOf(press('Delete', { shiftKey: true }))).toBe('Shift+Delete');
  expect(comboOf(press('ArrowUp', { altKey: true, shiftKey: true }))).toBe('Alt+Shift+ArrowUp');
  // Option+O on a Mac, and S on a Russian keyboard.
  expect(comboOf(press('ø', { code: 'KeyO', altKey: true }))).toBe('Alt+O');
  expect(comboOf(press('ы', { code: 'KeyS' }))).toBe('S');
});

test('those of one character can be turned off', () => {
  expect(['S', '?', '/'].map(isSingle)).toEqual([true, true, true]);
  expect(['F2', 'Ctrl+C', 'Delete'].map(isSingle)).toEqual([false, false, false]);
});

test('people and screen readers read them', () => {
  expect(keysOf('Alt+Shift+ArrowUp')).toEqual(['Alt', 'Shift', '↑']);
  expect(keysOf('Ctrl+C')).toEqual(['Ctrl', 'C']);
  expect(ariaKeys(['Ctrl+C', 'F2'])).toBe('Control+C F2');
  expect(ariaKeys(undefined)).toBeUndefined();
});
