// What a menu is made of.
import type { IconName } from './icons';

export interface Item {
  /** Needed where labels repeat or change while the menu is open. */
  id?: string | undefined;
  label: string;
  icon?: IconName | undefined;
  /** The key that does the same, as people read it. */
  keys?: string | undefined;
  disabled?: boolean | undefined;
  /** A check mark; `mixed` when it holds for some. */
  checked?: boolean | 'mixed' | undefined;
  /** One of several that exclude each other. */
  radio?: boolean | undefined;
  danger?: boolean | undefined;
  /** The menu stays open when it is chosen by click or Space: more may follow. */
  stays?: boolean | undefined;
  run?: (() => void) | undefined;
  /** A submenu. */
  items?: (() => readonly Entry[]) | undefined;
}

/** An item, or a line between groups. */
export type Entry = Item | 'line';

/** What a menu opens at, in pixels of the window: the edges of a button, or a point. */
export interface Anchor {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export function pointAt(x: number, y: number): Anchor {
  return { left: x, right: x, top: y, bottom: y };
}

/** The edges of an element, `apart` from the menu. */
export function edgesOf(element: Element, apart = 0): Anchor {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return { left, right, top: top - apart, bottom: bottom + apart };
}

/** What tells items apart within their menu. */
export function keyOf(item: Item): string {
  return item.id ?? item.label;
}

/**
 * The first item after `from` whose label starts with what was typed; one letter again and again
 * goes through all that start with it.
 */
export function typedAhead(labels: readonly string[], from: number, typed: string): number {
  const wanted = typed.toLocaleLowerCase();
  const same = [...wanted].every((letter) => letter === wanted[0]);
  const text = same ? (wanted[0] ?? '') : wanted;
  // A longer text may still fit where it stands; a single letter goes on.
  const start = same ? from + 1 : from;
  for (let step = 0; step < labels.length; step += 1) {
    const at = (Math.max(0, start) + step) % labels.length;
    if (labels[at]?.toLocaleLowerCase().startsWith(text)) return at;
  }
  return -1;
}
