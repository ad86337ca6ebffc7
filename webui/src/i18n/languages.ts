// The languages of the page. A further one is a folder beside `en` and a line here; the compiler
// then demands every word of it.

import type { OptionWords, Strings } from './language.svelte';

interface Known {
  /** Its own name for itself. */
  name: string;
  rtl?: boolean;
  /** English is there from the start. */
  load: () => Promise<Strings | undefined>;
  /** English ones come from the server. */
  options?: () => Promise<OptionWords>;
}

export type LanguageTag = 'de' | 'en' | 'es' | 'fr' | 'ja' | 'zh-CN';

export const languages: Record<LanguageTag, Known> = {
  de: {
    name: 'Deutsch',
    load: async () => (await import('./de')).de,
    options: async () => (await import('./de/options')).options,
  },
  en: { name: 'English', load: () => Promise.resolve(undefined) },
  es: {
    name: 'Español',
    load: async () => (await import('./es')).es,
    options: async () => (await import('./es/options')).options,
  },
  fr: {
    name: 'Français',
    load: async () => (await import('./fr')).fr,
    options: async () => (await import('./fr/options')).options,
  },
  ja: {
    name: '日本語',
    load: async () => (await import('./ja')).ja,
    options: async () => (await import('./ja/options')).options,
  },
  'zh-CN': {
    name: '简体中文',
    load: async () => (await import('./zh-CN')).zhCN,
    options: async () => (await import('./zh-CN/options')).options,
  },
};
