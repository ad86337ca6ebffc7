import { expect, test } from 'vitest';
import type { Category } from '../api/types';
import { categoryPath } from './categoryPath';

const paths = { tv: '/media/tv', 'tv/hd': '', films: 'f', plain: '' };
const categories = new Map(
  Object.entries(paths).map(([name, savePath]) => [name, { name, savePath } as Category]),
);

test.each([
  ['', '/data'],
  ['tv', '/media/tv'],
  ['tv/hd', '/media/tv/hd'],
  ['films', '/data/f'],
  ['plain', '/data/plain'],
  ['new one', '/data/new one'],
])('%s goes to %s', (name, path) => {
  expect(categoryPath(categories, name, '/data')).toBe(path);
});
