// Where the files of a category go, by the server's rules: a path of its own, below the default
// one when it is relative; without one a folder by its name in that of its parent.

import type { Category } from '../api/types';
import { join } from './paths';

export function categoryPath(
  categories: ReadonlyMap<string, Category>,
  name: string,
  savePath: string,
): string {
  const at = name.lastIndexOf('/');
  const own = categories.get(name)?.savePath ?? '';
  if (own !== '') return join(savePath, own);
  if (name === '') return savePath;
  const above = at === -1 ? savePath : categoryPath(categories, name.slice(0, at), savePath);
  return join(above, name.slice(at + 1));
}
