// The languages of the page. A further one is a folder beside `en` and a line here; the compiler
// then demands every word of it.

import { en } from './en';
import type { OptionWords, Strings } from './language.svelte';

interface Known {
  /** Its own name for itself. */
  name: string;
  rtl?: boolean;
  load: () => Promise<Strings>;
  /** English ones come from the server. */
  options?: () => Promise<OptionWords>;
}

export type LanguageTag = 'en';

export const languages: Record<LanguageTag, Known> = {
  en: { name: 'English', load: () => Promise.resolve(en) },
};
