// How the filters stand beside the list: shown, how wide, what is open. The browser remembers it.

import { recall, remember } from '../lib/storage';

const STORE = 'filters';

/** Pixels. */
export const WIDTH = { least: 160, usual: 224, most: 420 };

class Sidebar {
  shown = $state(true);
  width = $state(WIDTH.usual);
  /** On a phone: open over the list; never remembered. */
  drawer = $state(false);
  /** Also the states that are seldom wanted. */
  more = $state(false);
  /** Sections that are closed. */
  closed = $state.raw<ReadonlySet<string>>(new Set());
  /** Categories whose subcategories are not shown. */
  collapsed = $state.raw<ReadonlySet<string>>(new Set());

  constructor() {
    const saved = recall(STORE);
    if (typeof saved !== 'object' || saved === null) return;
    const { shown, width, more, closed, collapsed } = saved as Record<string, unknown>;
    this.shown = shown !== false;
    this.more = more === true;
    if (typeof width === 'number') this.width = within(width);
    this.closed = setOf(closed);
    this.collapsed = setOf(collapsed);
  }

  show(shown: boolean): void {
    this.shown = shown;
    this.#save();
  }

  resize(width: number): void {
    this.width = within(width);
    this.#save();
  }

  toggleMore(): void {
    this.more = !this.more;
    this.#save();
  }

  toggleSection(name: string): void {
    this.closed = toggled(this.closed, name);
    this.#save();
  }

  toggleCategory(name: string): void {
    this.collapsed = toggled(this.collapsed, name);
    this.#save();
  }

  #save(): void {
    const { shown, width, more } = this;
    remember(STORE, {
      shown,
      width,
      more,
      closed: [...this.closed],
      collapsed: [...this.collapsed],
    });
  }
}

function within(width: number): number {
  return Math.round(Math.min(WIDTH.most, Math.max(WIDTH.least, width)));
}

function setOf(value: unknown): ReadonlySet<string> {
  return new Set(Array.isArray(value) ? value.map(String) : []);
}

function toggled(set: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(name)) next.add(name);
  return next;
}

export const sidebar = new Sidebar();
