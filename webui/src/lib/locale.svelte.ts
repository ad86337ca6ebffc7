// How numbers and dates are written: as in the language that the preferences name, so that
// everything that formats is written anew when it changes. The words follow it.

import { language } from '../i18n';

const BROWSER = typeof navigator === 'undefined' ? 'en' : navigator.language;

/**
 * The language tag for a name of the settings (`de`, `pt_BR`, `sr@latin`). A language without a
 * country takes the browser's when that speaks it too; one that nobody knows is the browser's.
 */
export function languageTag(name: string, browser = BROWSER): string {
  const [base = '', script] = name.trim().split('@');
  const plain = base.replaceAll('_', '-').replace(/\..*$/, '');
  const tag = script === 'latin' ? plain.replace(/^([a-z]+)/i, '$1-Latn') : plain;
  if (tag === '' || tag === 'C' || tag === 'POSIX' || tag === 'default') return browser;
  try {
    const [known] = Intl.getCanonicalLocales(tag);
    if (known === undefined || Intl.NumberFormat.supportedLocalesOf(known).length === 0) {
      return browser;
    }
    return !known.includes('-') && browser.split('-')[0] === known ? browser : known;
  } catch {
    // Not a language at all.
    return browser;
  }
}

class Locale {
  tag = $state(BROWSER);
  readonly #numbers = $derived.by(() => {
    const tag = this.tag;
    return [0, 1, 2].map(
      (digits) =>
        new Intl.NumberFormat(tag, {
          minimumFractionDigits: digits,
          maximumFractionDigits: digits,
          useGrouping: false,
        }),
    );
  });
  readonly #moments = $derived(
    new Intl.DateTimeFormat(this.tag, { dateStyle: 'short', timeStyle: 'short' }),
  );
  readonly #times = $derived(new Intl.DateTimeFormat(this.tag, { timeStyle: 'short' }));
  readonly #stamps = $derived(
    new Intl.DateTimeFormat(this.tag, { dateStyle: 'short', timeStyle: 'medium' }),
  );

  use(name: string): void {
    this.tag = languageTag(name);
    void language.use(this.tag);
  }

  /** With so many places after the point. */
  number(value: number, digits: 0 | 1 | 2): string {
    return this.#numbers[digits]?.format(value) ?? String(value);
  }

  moment(milliseconds: number): string {
    return this.#moments.format(milliseconds);
  }

  /** The time of the day only. */
  time(milliseconds: number): string {
    return this.#times.format(milliseconds);
  }

  /** To the second, as in a log. */
  stamp(milliseconds: number): string {
    return this.#stamps.format(milliseconds);
  }
}

export const locale = new Locale();
