// What of the list is shown: search, filters and order, and how many rows each filter has. Both are
// kept up from change to change: nothing here walks all rows because some of them changed.

import type { Changes, Maindata } from '../api/maindata';
import type { Torrent } from '../api/types';
import { Arrangement, type SortKey } from '../lib/arrangement';
import { Collation } from '../lib/collate';
import { ANY, countHosts, sieve, Tally, type Counts, type Filters } from '../lib/filters';
import { parse, type Search } from '../lib/search';
import { recall, remember } from '../lib/storage';
import { columnById, isColumn, type ColumnId } from '../table/columns';
import { live } from './maindata.svelte';

const STORE = 'sort';

export interface Sort {
  readonly id: ColumnId;
  readonly descending: boolean;
}

const DEFAULT: readonly Sort[] = [{ id: 'added', descending: true }];

/** Among equals the name decides, as people expect of every list. */
const LAST: Sort = { id: 'name', descending: false };

/** More than so many columns nobody sorts by. */
const MOST_SORTS = 3;

class View {
  /** The ids on screen, in order; another array whenever it changes. */
  order = $state.raw<readonly string[]>([]);
  /** Whether another order or filter is being worked out; until then the one before stays. */
  busy = $state(false);
  /** How many rows each filter has, whatever else is chosen. */
  counts = $state.raw<Counts>(new Tally().counts(new Map()));

  #search = $state('');
  #filters = $state.raw<Filters>(ANY);
  /** The first is what the list is sorted by, the others decide among equals. */
  #sorts = $state.raw<readonly Sort[]>(DEFAULT);

  /** The search as it was understood; one that was not hides nothing and says why. */
  readonly query = $derived(parse(this.#search, live.data.trackers));

  readonly #arrangement = new Arrangement<Torrent>(new Collation(), () => {
    this.order = this.#arrangement.ids;
    this.busy = this.#arrangement.busy;
  });
  #tally = new Tally();
  #hosts: ReadonlyMap<string, number> = new Map();
  #nested = true;

  constructor() {
    const saved = recall(STORE);
    if (Array.isArray(saved)) {
      const sorts = saved.flatMap((one: unknown) => sortOf(one) ?? []).slice(0, MOST_SORTS);
      if (sorts.length > 0) this.#sorts = sorts;
    }
    this.#arrangement.sort(live.data.torrents, keysOf(this.#sorts));
    live.watch((changes, data) => {
      this.#follow(changes, data);
    });
  }

  get search(): string {
    return this.#search;
  }

  set search(text: string) {
    if (text === this.#search) return;
    this.#search = text;
    this.#filter();
  }

  get filters(): Filters {
    return this.#filters;
  }

  /** Replaced as a whole. */
  set filters(filters: Filters) {
    this.#filters = filters;
    this.#filter();
  }

  get sorts(): readonly Sort[] {
    return this.#sorts;
  }

  get sort(): ColumnId {
    return this.#sorts[0]?.id ?? LAST.id;
  }

  get descending(): boolean {
    return this.#sorts[0]?.descending ?? LAST.descending;
  }

  /** Whether a row is on screen, or would be by scrolling. */
  has(id: string): boolean {
    return this.#arrangement.has(id);
  }

  /** Sorts by a column; a second time turns the order round. */
  sortBy(id: ColumnId): void {
    this.setSort(id, id === this.sort ? !this.descending : columnById(id).descendingFirst);
  }

  /** Sorts equals by one more column; a second time turns its order round. */
  sortAlsoBy(id: ColumnId): void {
    if (id === this.sort) {
      this.sortBy(id);
      return;
    }
    const [first, ...rest] = this.#sorts;
    const known = rest.find((one) => one.id === id);
    const one =
      known === undefined
        ? { id, descending: columnById(id).descendingFirst }
        : { id, descending: !known.descending };
    const others =
      known === undefined ? rest : rest.map((other) => (other === known ? one : other));
    this.#order([first ?? LAST, ...others, ...(known === undefined ? [one] : [])]);
  }

  setSort(id: ColumnId, descending: boolean): void {
    this.#order([{ id, descending }]);
  }

  reset(): void {
    this.search = '';
    this.filters = ANY;
  }

  #order(sorts: readonly Sort[]): void {
    this.#sorts =
      sorts.length > MOST_SORTS ? [...sorts.slice(0, MOST_SORTS - 1), ...sorts.slice(-1)] : sorts;
    remember(
      STORE,
      this.#sorts.map(({ id, descending }) => [id, descending]),
    );
    this.#arrangement.sort(live.data.torrents, keysOf(this.#sorts));
  }

  #filter(): void {
    const { torrents, trackers, serverState } = live.data;
    this.#nested = serverState.use_subcategories !== false;
    const passes = sieve(this.#filters, { trackers, nested: this.#nested });
    const query: Search = this.query;
    this.#arrangement.filter(
      torrents,
      query.ok ? (row, id) => passes(row, id) && query.matches(row, id) : passes,
    );
  }

  #follow(changes: Changes, { torrents, trackers, serverState }: Maindata): void {
    if (changes.trackers) this.#hosts = countHosts(trackers);
    if (changes.full) {
      this.#tally = new Tally();
      for (const row of torrents.values()) this.#tally.add(row);
      this.#arrangement.sort(torrents, keysOf(this.#sorts));
    } else {
      for (const [id, before] of changes.torrents) {
        const row = torrents.get(id);
        if (before !== undefined) this.#tally.remove(before);
        if (row !== undefined) this.#tally.add(row);
      }
      if (changes.torrents.size > 0) this.#arrangement.update(torrents, changes.torrents.keys());
    }
    if (changes.full || changes.trackers || changes.torrents.size > 0) {
      this.counts = this.#tally.counts(this.#hosts);
    }
    // What decides besides the rows.
    const nested = serverState.use_subcategories !== false;
    const byTracker = this.#filters.tracker !== null || this.#search !== '';
    if (nested !== this.#nested || (changes.trackers && byTracker)) this.#filter();
  }
}

function sortOf(saved: unknown): Sort | undefined {
  if (!Array.isArray(saved) || !isColumn(saved[0])) return undefined;
  return { id: saved[0], descending: saved[1] === true };
}

function keysOf(sorts: readonly Sort[]): SortKey<Torrent>[] {
  const all = sorts.some((one) => one.id === LAST.id) ? sorts : [...sorts, LAST];
  return all.map(({ id, descending }) => ({ value: columnById(id).value, descending }));
}

export const view = new View();
