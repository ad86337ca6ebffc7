// Values of the details in words: what is zero is said here, where the list leaves it out.

import { t } from '../i18n/more';
import { bytes } from '../lib/format';
import { locale } from '../lib/locale.svelte';
import { copy as copyText } from '../state/copying';

/** A speed, also when it is none; a dash for one that nobody knows. */
export function perSecond(value: number): string {
  return value < 0 ? t.units.none : `${bytes(value)}${t.units.perSecond}`;
}

/** A limit of speed; none is unlimited. */
export function limit(value: number): string {
  return value > 0 ? perSecond(value) : t.general.unlimited;
}

/** A number of things, or a dash. */
export function count(value: number): string {
  return value < 0 ? t.units.none : locale.number(value, 0);
}

/** Copies a value that is shown. */
export function copy(text: string): Promise<void> {
  return copyText(text, t.details.copied);
}
