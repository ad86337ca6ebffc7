// How the list is laid out: which columns, in what order, how wide. What somebody chose is
// remembered by the browser; without a choice the usual columns show as far as there is room.

import { recall, remember } from '../lib/storage';
import { columnById, columns, isColumn, type Column, type ColumnId } from '../table/columns';
import { live } from './maindata.svelte';

const STORE = 'columns';

/** Pixels of the cell with the check box. */
export const CHECK_WIDTH = 40;
const LEAST_WIDTH = 36;
const MOST_WIDTH = 1600;

const ALL: readonly ColumnId[] = columns.map((column) => column.id);

export interface Laid {
  readonly column: Column;
  readonly width: number;
  /** Takes the room that is left over. */
  readonly grows: boolean;
}

export class Layout {
  /** All columns, shown or not. */
  order = $state.raw<readonly ColumnId[]>(ALL);
  /** Rows of one line. */
  compact = $state(false);
  /** How much room the table has, in pixels; told by the table. */
  room = $state(0);
  /** Null: nobody has chosen. */
  #chosen = $state.raw<ReadonlySet<ColumnId> | null>(null);
  #widths = $state.raw<Readonly<Partial<Record<ColumnId, number>>>>({});

  /** Those that say something on this server, in order. */
  readonly available = $derived(
    this.order.map(columnById).filter((column) => column.available(live.data.serverState)),
  );

  /** Those that are shown, in order. */
  readonly shown = $derived.by((): readonly Laid[] => {
    const wanted = this.#chosen ?? this.#usual();
    return this.available
      .filter((column) => wanted.has(column.id))
      .map((column) => {
        const own = this.#widths[column.id];
        return {
          column,
          width: own ?? column.width,
          grows: own === undefined && column.id === 'name',
        };
      });
  });

  /** The width of all shown columns, in pixels. */
  readonly width = $derived(this.shown.reduce((sum, one) => sum + one.width, CHECK_WIDTH));

  /** As a value for `grid-template-columns`; what is left over stays empty unless a column grows. */
  readonly tracks = $derived(
    [
      `${String(CHECK_WIDTH)}px`,
      ...this.shown.map(({ width, grows }) =>
        grows ? `minmax(${String(width)}px, 1fr)` : `${String(width)}px`,
      ),
      ...(this.shown.some((one) => one.grows) ? [] : ['1fr']),
    ].join(' '),
  );

  /** Whether anything differs from what a newcomer sees. */
  readonly changed = $derived(
    this.#chosen !== null ||
      this.compact ||
      this.order !== ALL ||
      Object.keys(this.#widths).length > 0,
  );

  constructor() {
    this.#restore(recall(STORE));
  }

  isShown(id: ColumnId): boolean {
    return this.shown.some((one) => one.column.id === id);
  }

  /** Shows or hides a column; the last one stays. */
  show(id: ColumnId, shown: boolean): void {
    const chosen = new Set(this.shown.map((one) => one.column.id));
    // What this server has no use for keeps its choice.
    for (const other of this.#chosen ?? []) {
      if (!columnById(other).available(live.data.serverState)) chosen.add(other);
    }
    if (shown) chosen.add(id);
    else if (this.shown.length > 1) chosen.delete(id);
    this.#chosen = chosen;
    this.#save();
  }

  /** Puts a column before another one; null: to the end. */
  place(id: ColumnId, before: ColumnId | null): void {
    if (id === before) return;
    const others = this.order.filter((one) => one !== id);
    const at = before === null ? others.length : others.indexOf(before);
    this.order = [...others.slice(0, at), id, ...others.slice(at)];
    this.#save();
  }

  /** One place back or on among some columns; returns its new place in them. */
  step(id: ColumnId, by: 1 | -1, among: readonly ColumnId[]): number {
    const at = among.indexOf(id);
    const to = at + by;
    if (at === -1 || to < 0 || to >= among.length) return at;
    this.place(id, among[by === 1 ? to + 1 : to] ?? after(this.order, among[to]));
    return to;
  }

  widthOf(id: ColumnId): number {
    return this.#widths[id] ?? columnById(id).width;
  }

  /** Remembered only with `save`: dragging asks for many widths. */
  resize(id: ColumnId, width: number, save = true): number {
    const least = id === 'name' ? 120 : LEAST_WIDTH;
    const pixels = Math.round(Math.min(MOST_WIDTH, Math.max(least, width)));
    this.#widths = { ...this.#widths, [id]: pixels };
    if (save) this.#save();
    return pixels;
  }

  setCompact(compact: boolean): void {
    this.compact = compact;
    this.#save();
  }

  reset(): void {
    this.order = ALL;
    this.compact = false;
    this.#chosen = null;
    this.#widths = {};
    this.#save();
  }

  /** The usual columns by their importance, until the room is used up. */
  #usual(): ReadonlySet<ColumnId> {
    const wanted = new Set<ColumnId>();
    let left = this.room - CHECK_WIDTH;
    const usual = this.available
      .filter((column) => column.usual !== null)
      .sort((a, b) => (a.usual ?? 0) - (b.usual ?? 0));
    for (const { id } of usual) {
      left -= this.widthOf(id);
      if (left < 0 && wanted.size > 0) break;
      wanted.add(id);
    }
    return wanted;
  }

  #save(): void {
    remember(
      STORE,
      this.changed
        ? {
            order: this.order === ALL ? undefined : this.order,
            shown: this.#chosen === null ? undefined : [...this.#chosen],
            widths: this.#widths,
            compact: this.compact,
          }
        : undefined,
    );
  }

  /** Takes what was saved, by this version of the page or another one. */
  #restore(saved: unknown): void {
    if (typeof saved !== 'object' || saved === null) return;
    if ('order' in saved && Array.isArray(saved.order)) {
      this.order = complete(saved.order.filter(isColumn));
    }
    if ('shown' in saved && Array.isArray(saved.shown)) {
      const shown = saved.shown.filter(isColumn);
      if (shown.length > 0) this.#chosen = new Set(shown);
    }
    if ('widths' in saved && typeof saved.widths === 'object') {
      for (const [id, width] of Object.entries(saved.widths ?? {})) {
        if (isColumn(id) && Number.isFinite(width)) this.resize(id, Number(width), false);
      }
    }
    this.compact = 'compact' in saved && saved.compact === true;
  }
}

/** Columns that came since then stand behind those they usually follow. */
function complete(order: readonly ColumnId[]): readonly ColumnId[] {
  const all = [...new Set(order)];
  for (const [at, id] of ALL.entries()) {
    if (all.includes(id)) continue;
    const before = ALL[at - 1];
    all.splice(before === undefined ? 0 : all.indexOf(before) + 1, 0, id);
  }
  return all;
}

function after(order: readonly ColumnId[], id: ColumnId | undefined): ColumnId | null {
  return id === undefined ? null : (order[order.indexOf(id) + 1] ?? null);
}

export const layout = new Layout();
