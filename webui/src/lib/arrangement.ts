// Which rows are shown, and in what order: kept up as rows change, at the cost of what changed.
//
// Every row has an entry with its sort keys. `sorted` has all entries in order, `shown` those that
// the filter lets through. A row whose sort values changed gets a new entry, and its old one is
// marked gone; then one pass over each list leaves out what is gone and slips in what is new, at
// places found by halving. So a delta of a few rows costs a copy of a list of pointers, whatever the
// order, and a change of the filter never sorts. Only another order does, in slices when there is
// much to sort; until it is done the order before stays on screen.
//
// Entries never change their keys, and no two are equal (in the end the id decides): that is what
// makes halving find the right place, and the result the same as that of sorting everything.

import type { Collation, TextKey } from './collate';
import type { SortValue } from './sort';
import { runSliced, runWhole, sorting } from './slices';

export interface SortKey<Row> {
  value: (row: Row) => SortValue;
  descending: boolean;
}

export type Keep<Row> = (row: Row, id: string) => boolean;

/** Up to so many rows are sorted at once: that takes a few milliseconds. */
const AT_ONCE = 2500;
const FILTER_STRIDE = 512;

interface Entry<Row> {
  id: string;
  row: Row;
  /** One for each sort key, made when it is first needed; null as long as none was. */
  keys: (TextKey | undefined)[] | null;
  kept: boolean;
  gone: boolean;
}

export class Arrangement<Row> {
  /** The ids that are shown, in order; another array whenever it changes. */
  ids: readonly string[] = [];

  #entries = new Map<string, Entry<Row>>();
  #sorted: Entry<Row>[] = [];
  #shown: Entry<Row>[] = [];
  #order: readonly SortKey<Row>[] = [];
  #keep: Keep<Row> = () => true;
  readonly #collation: Collation;
  readonly #changed: () => void;
  /** The work under way, and what changed meanwhile. */
  #job: { late: Set<string>; sorts: boolean } | null = null;

  /** `changed` is called after every change of `ids` or `busy`. */
  constructor(collation: Collation, changed: () => void) {
    this.#collation = collation;
    this.#changed = changed;
  }

  /** Whether another order or filter is being worked out. */
  get busy(): boolean {
    return this.#job !== null;
  }

  /** Whether a row is shown. */
  has(id: string): boolean {
    return this.#entries.get(id)?.kept ?? false;
  }

  /** Sorts all rows anew: they are others, or the order is. */
  sort(rows: ReadonlyMap<string, Row>, order: readonly SortKey<Row>[]): void {
    this.#order = order;
    this.#run(rows, true);
  }

  /** Shows others of the same rows. */
  filter(rows: ReadonlyMap<string, Row>, keep: Keep<Row>): void {
    this.#keep = keep;
    // Sorting that is under way may have asked the filter before: it begins anew.
    this.#run(rows, this.#job?.sorts === true);
  }

  /** Takes over rows that changed, came or went. */
  update(rows: ReadonlyMap<string, Row>, ids: Iterable<string>): void {
    if (this.#job !== null) {
      for (const id of ids) this.#job.late.add(id);
      return;
    }
    if (this.#update(rows, ids)) this.#publish();
  }

  #update(rows: ReadonlyMap<string, Row>, ids: Iterable<string>): boolean {
    const added: Entry<Row>[] = [];
    const appeared: Entry<Row>[] = [];
    let removed = false;
    let hidden = false;
    for (const id of ids) {
      const row = rows.get(id);
      const old = this.#entries.get(id);
      if (row === undefined) {
        if (old === undefined) continue;
        this.#entries.delete(id);
        old.gone = removed = true;
        hidden ||= old.kept;
        continue;
      }
      if (old !== undefined && this.#order.every(({ value }) => value(old.row) === value(row))) {
        old.row = row;
        const kept = this.#keep(row, id);
        if (kept === old.kept) continue;
        old.kept = kept;
        if (kept) appeared.push(old);
        else hidden = true;
        continue;
      }
      if (old !== undefined) {
        old.gone = removed = true;
        hidden ||= old.kept;
      }
      const entry = this.#entry(id, row);
      entry.kept = this.#keep(row, id);
      this.#entries.set(id, entry);
      added.push(entry);
      if (entry.kept) appeared.push(entry);
    }
    if (removed || added.length > 0) {
      added.sort(this.#compare);
      this.#sorted = this.#merge(this.#sorted, added, (one) => !one.gone);
    }
    if (!hidden && appeared.length === 0) return false;
    appeared.sort(this.#compare);
    this.#shown = this.#merge(this.#shown, appeared, (one) => !one.gone && one.kept);
    return true;
  }

  /** `list` without what is not `live`, and with `added`; both are sorted. */
  #merge(
    list: Entry<Row>[],
    added: Entry<Row>[],
    live: (one: Entry<Row>) => boolean,
  ): Entry<Row>[] {
    const merged: Entry<Row>[] = [];
    let at = 0;
    for (const entry of added) {
      const place = this.#place(list, entry, at);
      for (; at < place; at += 1) {
        const before = list[at] as Entry<Row>;
        if (live(before)) merged.push(before);
      }
      merged.push(entry);
    }
    for (; at < list.length; at += 1) {
      const after = list[at] as Entry<Row>;
      if (live(after)) merged.push(after);
    }
    return merged;
  }

  /** The first place from `low` on whose entry is not before `entry`. */
  #place(list: Entry<Row>[], entry: Entry<Row>, low: number): number {
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(list[middle] as Entry<Row>, entry) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  *#sorting(rows: ReadonlyMap<string, Row>): Generator<void, void> {
    const entries = new Map<string, Entry<Row>>();
    const list: Entry<Row>[] = [];
    for (const [id, row] of rows) {
      const entry = this.#entry(id, row);
      entries.set(id, entry);
      list.push(entry);
      if (list.length % FILTER_STRIDE === 0) yield;
    }
    const sorted = yield* sorting(list, this.#compare);
    this.#entries = entries;
    this.#sorted = sorted;
    yield* this.#filtering();
  }

  *#filtering(): Generator<void, void> {
    const shown: Entry<Row>[] = [];
    let at = 0;
    for (const entry of this.#sorted) {
      entry.kept = this.#keep(entry.row, entry.id);
      if (entry.kept) shown.push(entry);
      if (++at % FILTER_STRIDE === 0) yield;
    }
    this.#shown = shown;
  }

  #run(rows: ReadonlyMap<string, Row>, sorts: boolean): void {
    const work = sorts ? this.#sorting(rows) : this.#filtering();
    const job = { late: new Set<string>(), sorts };
    // What came late for the work before is late for this one too.
    for (const id of this.#job?.late ?? []) job.late.add(id);
    const finish = () => {
      this.#job = null;
      this.#update(rows, job.late);
      this.#publish();
    };
    if (rows.size <= AT_ONCE) {
      runWhole(work);
      this.#job = job;
      finish();
      return;
    }
    this.#job = job;
    this.#changed();
    void runSliced(work, () => this.#job === job).then(() => {
      if (this.#job === job) finish();
    });
  }

  #publish(): void {
    const ids = this.#shown.map((one) => one.id);
    const same = ids.length === this.ids.length && ids.every((id, at) => id === this.ids[at]);
    if (!same) this.ids = ids;
    this.#changed();
  }

  #entry(id: string, row: Row): Entry<Row> {
    return { id, row, keys: null, kept: false, gone: false };
  }

  #key(entry: Entry<Row>, at: number, text: string): TextKey {
    entry.keys ??= new Array<TextKey | undefined>(this.#order.length);
    const known = entry.keys[at];
    if (known !== undefined) return known;
    const key = this.#collation.key(text);
    entry.keys[at] = key;
    return key;
  }

  #compareText(a: Entry<Row>, b: Entry<Row>, at: number, u: string, v: string): number {
    const x = this.#key(a, at, u);
    const y = this.#key(b, at, v);
    if (x === null || y === null) return this.#collation.compare(u, v);
    return x < y ? -1 : x > y ? 1 : 0;
  }

  readonly #compare = (a: Entry<Row>, b: Entry<Row>): number => {
    for (let at = 0; at < this.#order.length; at += 1) {
      const { value, descending } = this.#order[at] as SortKey<Row>;
      const [u, v] = [value(a.row), value(b.row)];
      // The same text needs no key; rows of one category share it.
      if (u === v) continue;
      const result =
        typeof u === 'number' && typeof v === 'number'
          ? u - v
          : this.#compareText(a, b, at, String(u), String(v));
      if (result !== 0) return descending ? -result : result;
    }
    return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
  };
}
