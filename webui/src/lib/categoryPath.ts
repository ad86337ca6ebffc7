// Where the files of a category go, by the server's rules: a path of its own, below the default
// one when it is relative; without one a folder by its name in that of its parent.

import type { Category } from '../api/types';
import { parentOf } from './category';
import { baseName, join } from './paths';

export function categoryPath(
  categories: ReadonlyMap<string, Category>,
  name: string,
  savePath: string,
): string {
  const own = categories.get(name)?.savePath ?? '';
  if (own !== '') return join(savePath, own);
  if (name === '') return savePath;
  return join(categoryPath(categories, parentOf(name), savePath), baseName(name));
}
