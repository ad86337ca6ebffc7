// Which rows are selected, and on which one the keyboard stands. Rows that are gone are forgotten;
// hidden ones stay selected, but what acts takes only those that are in the order on screen.

import { live } from './maindata.svelte';

export class Selection {
  ids = $state.raw<ReadonlySet<string>>(new Set());
  cursor = $state<string | null>(null);
  /** Fingers select: a tap adds or takes away, until somebody is done. */
  tapping = $state(false);
  /** Where a range starts. */
  #anchor: string | null = null;
  /** Where the cursor was, for when its row is gone. */
  #place = 0;
  /** The last answer: every part of the page asks for the same one. */
  #within: { order: readonly string[]; ids: ReadonlySet<string>; result: string[] } | undefined;

  /** The selected ids in the order on screen; the same list as long as nothing changes in it. */
  within(order: readonly string[]): string[] {
    const { ids } = this;
    const last = this.#within;
    if (last?.order === order && last.ids === ids) return last.result;
    const found: string[] = [];
    for (const id of order) {
      if (found.length === ids.size) break;
      if (ids.has(id)) found.push(id);
    }
    const same =
      last?.result.length === found.length && found.every((id, at) => id === last.result[at]);
    const result = same ? last.result : found;
    this.#within = { order, ids, result };
    return result;
  }

  only(id: string): void {
    this.ids = new Set([id]);
    this.#anchor = this.cursor = id;
  }

  toggle(id: string): void {
    const ids = new Set(this.ids);
    if (!ids.delete(id)) ids.add(id);
    this.ids = ids;
    this.#anchor = this.cursor = id;
  }

  /** From the anchor to `id`, replacing the rest or, with `add`, besides it. */
  rangeTo(order: readonly string[], id: string, add = false): void {
    const from = this.#anchor === null ? -1 : order.indexOf(this.#anchor);
    const to = order.indexOf(id);
    if (from === -1 || to === -1) {
      if (add) this.toggle(id);
      else this.only(id);
      return;
    }
    const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
    this.ids = new Set(add ? [...this.ids, ...range] : range);
    this.cursor = id;
  }

  all(order: readonly string[]): void {
    this.ids = new Set(order);
    this.cursor ??= order[0] ?? null;
  }

  clear(): void {
    this.ids = new Set();
    this.tapping = false;
    this.#anchor = null;
  }

  /** Fingers begin to select with this row. */
  startTapping(id: string): void {
    if (!this.ids.has(id)) this.toggle(id);
    this.cursor = id;
    this.tapping = true;
  }

  /** Forgets rows that are gone. */
  forget(gone: Iterable<string>): void {
    if (this.ids.size === 0) return;
    const ids = new Set(this.ids);
    for (const id of gone) ids.delete(id);
    if (ids.size !== this.ids.size) this.ids = ids;
    if (ids.size === 0) this.tapping = false;
  }

  /** Moves the cursor by `delta` rows; returns the row it reaches. */
  move(order: readonly string[], delta: number, how: 'select' | 'extend' | 'walk'): string | null {
    const at = this.cursor === null ? -1 : order.indexOf(this.cursor);
    let from = at;
    if (at === -1) {
      // Without a cursor, down starts above the first row and up below the last; where its row has
      // gone, what came in its place is next.
      const place = Math.min(this.#place, order.length);
      if (this.cursor === null) from = delta > 0 ? -1 : order.length;
      else from = delta > 0 ? place - 1 : place;
    }
    const next = Math.min(order.length - 1, Math.max(0, from + delta));
    const id = order[next];
    if (id === undefined) return null;
    this.#place = next;
    this.#go(order, id, how);
    return id;
  }

  /** Puts the cursor on a row. */
  goTo(order: readonly string[], id: string): void {
    this.#place = Math.max(0, order.indexOf(id));
    this.#go(order, id, 'select');
  }

  #go(order: readonly string[], id: string, how: 'select' | 'extend' | 'walk'): void {
    if (how === 'select') this.only(id);
    else if (how === 'extend') this.rangeTo(order, id);
    else this.cursor = id;
  }
}

export const selection = new Selection();

live.watch((changes, { torrents }) => {
  if (changes.full) {
    selection.forget([...selection.ids].filter((id) => !torrents.has(id)));
    return;
  }
  const gone = [...changes.torrents.keys()].filter((id) => !torrents.has(id));
  if (gone.length > 0) selection.forget(gone);
});
