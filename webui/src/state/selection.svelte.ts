// Which rows are selected, and on which one the keyboard stands. Ids may outlive their rows: what
// acts takes only those that are in the order on screen.

export class Selection {
  ids = $state.raw<ReadonlySet<string>>(new Set());
  cursor = $state<string | null>(null);
  /** Where a range starts. */
  #anchor: string | null = null;

  /** The selected ids in the order on screen. */
  within(order: readonly string[]): string[] {
    return order.filter((id) => this.ids.has(id));
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

  /** From the anchor to `id`, replacing the rest. */
  rangeTo(order: readonly string[], id: string): void {
    const from = this.#anchor === null ? -1 : order.indexOf(this.#anchor);
    const to = order.indexOf(id);
    if (from === -1 || to === -1) {
      this.only(id);
      return;
    }
    this.ids = new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1));
    this.cursor = id;
  }

  all(order: readonly string[]): void {
    this.ids = new Set(order);
  }

  clear(): void {
    this.ids = new Set();
    this.#anchor = null;
  }

  /** Moves the cursor by `delta` rows; returns the row it reaches. */
  move(order: readonly string[], delta: number, how: 'select' | 'extend' | 'walk'): string | null {
    const at = this.cursor === null ? -1 : order.indexOf(this.cursor);
    // Without a cursor, down starts above the first row and up below the last.
    const from = at !== -1 ? at : delta > 0 ? -1 : order.length;
    const next = from + delta;
    const id = order[Math.min(order.length - 1, Math.max(0, next))];
    if (id === undefined) return null;
    if (how === 'select') this.only(id);
    else if (how === 'extend') this.rangeTo(order, id);
    else this.cursor = id;
    return id;
  }
}

export const selection = new Selection();
