import { expect, test } from 'vitest';
import { typedAhead } from './menu';

const labels = ['Start', 'Stop', 'Remove…', 'Speed limits…', 'Share limits…', 'Überall'];

test('a letter goes to the next that starts with it, round and round', () => {
  expect(typedAhead(labels, 0, 's')).toBe(1);
  expect(typedAhead(labels, 1, 's')).toBe(3);
  expect(typedAhead(labels, 4, 's')).toBe(0);
  expect(typedAhead(labels, 0, 'ss')).toBe(1);
  expect(typedAhead(labels, -1, 's')).toBe(0);
  expect(typedAhead(labels, 0, 'ü')).toBe(5);
  expect(typedAhead(labels, 0, 'x')).toBe(-1);
});

test('more letters narrow it down and stay where they fit', () => {
  expect(typedAhead(labels, 3, 'sp')).toBe(3);
  expect(typedAhead(labels, 0, 'sh')).toBe(4);
  expect(typedAhead(labels, 0, 'speed l')).toBe(3);
});
