// Keys as texts: `Ctrl+Shift+A`. How an event becomes one, and how people read it.

import { t } from '../i18n';
import { wordOf } from '../lib/wordOf';

/** What of a keyboard event says which keys are pressed. */
export type Pressed = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'
>;

/** The text of what is pressed; Command counts as Ctrl. */
export function comboOf(event: Pressed): string {
  const key = keyOf(event);
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  // What Shift makes of a sign key is in the sign itself.
  if (event.shiftKey && !isSign(key)) parts.push('Shift');
  return [...parts, key].join('+');
}

function keyOf({ key, code, altKey }: Pressed): string {
  if (key === ' ') return 'Space';
  if (key.length > 1) return key;
  // With Alt some layouts write another letter, and others have no Latin letters at all: there the
  // place of the key counts.
  const foreign = altKey || (key.codePointAt(0) ?? 0) > 0x7f;
  const placed = /^Key([A-Z])$/.exec(code)?.[1];
  return foreign && placed !== undefined ? placed : key.toUpperCase();
}

function isSign(key: string): boolean {
  return key.length === 1 && !/[A-Z0-9]/.test(key);
}

/** Whether it is typed by a single character, as text is: those can be turned off. */
export function isSingle(combo: string): boolean {
  return combo.length === 1;
}

const APPLE = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.userAgent);

/** The keys of a combination, each as people read it. */
export function keysOf(combo: string): string[] {
  return combo.split('+').map((key) => {
    if (APPLE && key === 'Ctrl') return '⌘';
    return wordOf(t.keys.named, key);
  });
}

export function readable(combo: string | undefined): string | undefined {
  return combo === undefined ? undefined : keysOf(combo).join('+');
}

/** As `aria-keyshortcuts` has it. */
export function ariaKeys(combos: readonly string[] | undefined): string | undefined {
  return combos?.map((combo) => combo.replace('Ctrl', APPLE ? 'Meta' : 'Control')).join(' ');
}
