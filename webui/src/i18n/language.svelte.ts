// Which language the words are in. English is part of the page; others are loaded when somebody
// wants them, and until they are there the words before stay. Nothing here fails: a language that
// cannot be loaded leaves the page in the one it has.

import { en } from './en';
import type { rest } from './en/rest';
import { languages, type LanguageTag } from './languages';
import type { OptionTexts } from './options.gen';
import type { Words } from './words';

/** What a language has to bring. */
export type Strings = Words<typeof en & typeof rest>;

/** What is there from the start. */
export type FirstStrings = Words<typeof en>;

/** The texts of the option tables, which the server sends in English. */
export type OptionWords = Words<OptionTexts>;

/** The browser remembers the last language, for the page before anybody has signed in. */
const STORE = 'qcodex.language';

class Language {
  strings = $state.raw<FirstStrings>(en);
  tag = $state<LanguageTag>('en');
  /** Null in English, and until somebody wants to see options. */
  options = $state.raw<OptionWords | null>(null);
  #withOptions = false;
  /**
   * The words, as `t.section.word`. What reads them while drawing is drawn anew when the language
   * changes, so nothing may keep them in a constant of a module.
   */
  readonly words: FirstStrings = new Proxy(en as FirstStrings, {
    get: (_, section) => Reflect.get(this.strings, section) as unknown,
  });
  #english: FirstStrings = en;
  /** The last one asked for: a slower one before it must not win. */
  #wanted: LanguageTag = 'en';

  /** Speaks the best known language for a tag such as `de-AT`; English for one nobody knows. */
  async use(tag: string): Promise<void> {
    const wanted = known(tag);
    const { load, options } = languages[wanted];
    this.#wanted = wanted;
    if (wanted !== this.tag) {
      try {
        const [strings, texts] = await Promise.all([
          load(),
          this.#withOptions ? options?.() : undefined,
        ]);
        if (this.#wanted !== wanted) return;
        this.strings = strings ?? this.#english;
        this.options = texts ?? null;
        this.tag = wanted;
        // The list has some of them too: the reasons why something waits.
        void this.useOptions();
      } catch {
        // The server is away; the next change of the preference tries again.
        return;
      }
    }
    show(wanted);
  }

  /** More English: the other languages come whole. */
  bring(words: Words<typeof rest>): void {
    this.#english = { ...en, ...words };
    if (this.tag === 'en') this.strings = this.#english;
  }

  /** Brings the words of options too, now and for every language from now on. */
  async useOptions(): Promise<void> {
    this.#withOptions = true;
    const tag = this.tag;
    if (this.options !== null) return;
    try {
      const texts = await languages[tag].options?.();
      if (this.tag === tag) this.options = texts ?? null;
    } catch {
      // They stay English, as the server sent them.
    }
  }

  /** The language of the last visit, else the browser's first that is known. */
  async start(): Promise<void> {
    await this.use(remembered() ?? navigator.languages.find(isKnown) ?? 'en');
  }
}

function known(tag: string): LanguageTag {
  const parts = tag.split('-');
  for (let length = parts.length; length > 0; length -= 1) {
    const name = parts.slice(0, length).join('-');
    if (Object.hasOwn(languages, name)) return name as LanguageTag;
  }
  // Every Chinese that is not written in traditional characters.
  if (parts[0] === 'zh' && !/-(Hant|TW|HK|MO)\b/i.test(tag) && Object.hasOwn(languages, 'zh-CN')) {
    return 'zh-CN' as LanguageTag;
  }
  return 'en';
}

function isKnown(tag: string): boolean {
  return tag.startsWith('en') || known(tag) !== 'en';
}

function show(tag: LanguageTag): void {
  if (typeof document === 'undefined') return;
  document.documentElement.lang = tag;
  document.documentElement.dir = languages[tag].rtl === true ? 'rtl' : 'ltr';
  try {
    localStorage.setItem(STORE, tag);
  } catch {
    // Private windows may refuse; nothing is lost but the memory of it.
  }
}

function remembered(): string | null {
  try {
    return localStorage.getItem(STORE);
  } catch {
    return null;
  }
}

export const language = new Language();

export const t = language.words;
