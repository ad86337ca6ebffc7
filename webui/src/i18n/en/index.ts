// English, which every other language follows: a section is a file, and the compiler demands each
// word. These are the words of the first moments; the others (`rest`) come with the parts that say them.
import { actions } from './actions';
import { commands } from './commands';
import { common } from './common';
import { frame } from './frame';
import { list } from './list';
import { side } from './side';

export const en = {
  ...common,
  ...list,
  ...frame,
  ...side,
  ...actions,
  ...commands,
} as const;
