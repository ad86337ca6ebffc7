import { expect, test } from 'vitest';
import { baseName, completions, cut, join } from './paths';

test('a typed path is cut at its last slash', () => {
  expect(cut('/data/tv/se')).toEqual({ head: '/data/tv/', start: 'se' });
  expect(cut('/')).toEqual({ head: '/', start: '' });
  expect(cut('films')).toEqual({ head: '', start: 'films' });
  expect(cut('')).toEqual({ head: '', start: '' });
});

test('paths are joined as the server does', () => {
  expect(join('/data', 'tv')).toBe('/data/tv');
  expect(join('/data/', 'tv')).toBe('/data/tv');
  expect(join('/data', '/tv')).toBe('/tv');
  expect(join('/data', '')).toBe('/data');
  expect(join('', 'tv')).toBe('tv');
});

test('the last name of a path', () => {
  expect(baseName('/a/b c/')).toBe('b c');
  expect(baseName('/')).toBe('');
  expect(baseName('x')).toBe('x');
});

test('what goes on from the beginning is offered, the exact ones first', () => {
  const entries = ['Films', 'films', 'fire', 'Music'].map((name) => ({ name }));
  expect(completions(entries, 'fi').map((one) => one.name)).toEqual(['films', 'fire', 'Films']);
  expect(completions(entries, '')).toHaveLength(4);
  expect(completions(entries, 'x')).toEqual([]);
});
