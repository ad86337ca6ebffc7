// What of the list is shown: search, filter and order. The order of sorting is remembered by the browser.

import { ANY, countHosts, sieve, Tally, type Filters } from '../lib/filters';
import { parse } from '../lib/search';
import { arrange } from '../lib/sort';
import { columnById, type ColumnId } from '../table/columns';
import { live } from './maindata.svelte';

const STORE = 'qcodex.sort';

class View {
  search = $state('');
  /** Replaced as a whole. */
  filters = $state.raw<Filters>(ANY);
  sort = $state<ColumnId>('added');
  descending = $state(true);

  /** The order last shown, from which the next one starts; not a state of its own. */
  #previous: string[] = [];

  /** The search as it was understood; one that was not hides nothing and says why. */
  readonly query = $derived(parse(this.search, live.data.trackers));

  /** The ids on screen, in order. */
  readonly order = $derived.by(() => {
    const { query } = this;
    const { torrents, trackers, serverState } = live.data;
    const passes = sieve(this.filters, {
      trackers,
      nested: serverState.use_subcategories !== false,
    });
    const { value } = columnById(this.sort);
    this.#previous = arrange(
      torrents,
      this.#previous,
      (row, id) => passes(row, id) && (!query.ok || query.matches(row, id)),
      value,
      this.descending,
    );
    return this.#previous;
  });

  readonly #hosts = $derived(countHosts(live.data.trackers));

  /** How many rows each filter has, whatever else is chosen. */
  readonly counts = $derived.by(() => {
    const tally = new Tally();
    for (const row of live.data.torrents.values()) tally.add(row);
    return tally.counts(this.#hosts);
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
    this.filters = ANY;
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
