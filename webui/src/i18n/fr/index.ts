// French.
import type { Strings } from '../language.svelte';
import { actions } from './actions';
import { add } from './add';
import { commands } from './commands';
import { common } from './common';
import { content } from './content';
import { create } from './create';
import { details } from './details';
import { dialogs } from './dialogs';
import { frame } from './frame';
import { list } from './list';
import { prefs } from './prefs';
import { side } from './side';
import { views } from './views';

export const fr: Strings = {
  ...common,
  ...list,
  ...frame,
  ...side,
  ...actions,
  ...commands,
  ...details,
  ...dialogs,
  ...content,
  ...add,
  ...create,
  ...views,
  ...prefs,
};
