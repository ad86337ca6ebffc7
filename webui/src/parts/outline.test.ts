import { expect, test } from 'vitest';
import { icons } from './icons';
import { outline } from './outline';

test('shapes become parts of one path', () => {
  expect(
    outline([
      ['path', { d: 'M1 2h3' }],
      ['path', { d: 'm6 5 1 1' }],
      ['polyline', { points: '3 7 12 12' }],
      ['circle', { cx: '7', cy: '8', r: '2' }],
      ['rect', { x: '1', y: '2', width: '10', height: '8', rx: '3' }],
    ]),
  ).toBe(
    'M1 2h3' +
      'M0 0m6 5 1 1' +
      'M3 7 12 12' +
      'M7 6h0a2 2 0 0 1 2 2v0a2 2 0 0 1 -2 2h-0a2 2 0 0 1 -2 -2v-0a2 2 0 0 1 2 -2z' +
      'M4 2h4a3 3 0 0 1 3 3v2a3 3 0 0 1 -3 3h-4a3 3 0 0 1 -3 -3v-2a3 3 0 0 1 3 -3z',
  );
});

test('a shape that nobody can draw is told, not left out', () => {
  expect(() => outline([['ellipse', {}]])).toThrow('ellipse');
});

test.each(Object.entries(icons))('%s has a line', (_, icon) => {
  const d = outline(icon);
  expect(d).toMatch(/^[Mm]/);
  expect(d).not.toMatch(/NaN|undefined|--/);
});
