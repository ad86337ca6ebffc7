// The words of what is loaded when it is first opened.
import { add } from './add';
import { content } from './content';
import { create } from './create';
import { details } from './details';
import { dialogs } from './dialogs';
import { prefs } from './prefs';
import { views } from './views';

export const rest = {
  ...details,
  ...dialogs,
  ...content,
  ...add,
  ...create,
  ...views,
  ...prefs,
} as const;
