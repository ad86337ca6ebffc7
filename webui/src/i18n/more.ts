// The words for parts that are loaded later: they import `t` from here, and bring the words along.
// What is loaded at once cannot name them: its `t` does not have them.

import { rest } from './en/rest';
import { language, type Strings } from './language.svelte';

language.bring(rest);

export const t = language.words as Strings;
