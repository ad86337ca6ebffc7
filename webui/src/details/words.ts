// Values of the details in words: what is zero is said here, where the list leaves it out.

import { t } from '../i18n/more';
import { bytes } from '../lib/format';
import { copyText } from '../lib/clipboard';
import { locale } from '../lib/locale.svelte';
import { toasts } from '../state/toasts.svelte';

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

/** Copies, and says whether it worked. */
export async function copy(text: string): Promise<void> {
  if (await copyText(text)) toasts.info(t.details.copied);
  else toasts.error(t.link.failed);
}
