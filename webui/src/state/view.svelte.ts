// What of the list is shown: search, filter and order. The order of sorting is remembered by the browser.

import type { Torrent } from '../api/types';
import { arrange } from '../lib/sort';
import { FILTERS, matches, type Filter } from '../lib/states';
import { columnById, type ColumnId } from '../table/columns';
import { live } from './maindata.svelte';

const STORE = 'qcodex.sort';

class View {
  search = $state('');
  filter = $state<Filter>('all');
  sort = $state<ColumnId>('added');
  descending = $state(true);

  /** The order last shown, from which the next one starts; not a state of its own. */
  #previous: string[] = [];

  /** The ids on screen, in order. */
  readonly order = $derived.by(() => {
    const words = this.search.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    const filter = this.filter;
    const keep = (row: Torrent) => {
      if (!matches(filter, row)) return false;
      const name = words.length === 0 ? '' : row.name.toLocaleLowerCase();
      return words.every((word) => name.includes(word));
    };
    const { value } = columnById(this.sort);
    this.#previous = arrange(live.data.torrents, this.#previous, keep, value, this.descending);
    return this.#previous;
  });

  /** How many rows each filter has, whatever the search. */
  readonly counts = $derived.by(() => {
    const counts = Object.fromEntries(FILTERS.map((name) => [name, 0])) as Record<Filter, number>;
    for (const row of live.data.torrents.values()) {
      for (const name of FILTERS) if (matches(name, row)) counts[name] += 1;
    }
    return counts;
  });

  constructor() {
    try {
      const saved = JSON.parse(localStorage.getItem(STORE) ?? 'null') as unknown;
      if (!Array.isArray(saved)) return;
      this.sort = columnById(String(saved[0])).id;
      this.descending = saved[1] === true;
    } catch {
      // No storage, or not ours: the defaults serve.
    }
  }

  /** Sorts by a column; a second time turns the order round. */
  sortBy(id: ColumnId): void {
    this.descending = id === this.sort ? !this.descending : columnById(id).descendingFirst;
    this.sort = id;
    this.#save();
  }

  setSort(id: ColumnId, descending: boolean): void {
    this.sort = id;
    this.descending = descending;
    this.#save();
  }

  reset(): void {
    this.search = '';
    this.filter = 'all';
  }

  #save(): void {
    try {
      localStorage.setItem(STORE, JSON.stringify([this.sort, this.descending]));
    } catch {
      // Private windows may refuse; nothing is lost but the memory of it.
    }
  }
}

export const view = new View();
