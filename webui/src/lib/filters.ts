// What the filters beside the list let through, and how many items each has: pure functions, so
// that whoever keeps the rows can keep the numbers up as rows change.

import type { Maindata } from '../api/maindata';
import type { Torrent } from '../api/types';
import {
  CODEX_FILTERS,
  filterBits,
  FILTERS,
  inCodex,
  matches,
  type CodexFilter,
  type Filter,
} from './states';
import { splitTags } from './tags';

/** One choice of each kind; null is any. */
export interface Filters {
  readonly state: Filter;
  /** Empty: without one. */
  readonly category: string | null;
  /** Empty: without any. */
  readonly tag: string | null;
  /** The host of a tracker; empty: without any tracker. */
  readonly tracker: string | null;
  readonly codex: CodexFilter | null;
}
export type FilterKind = keyof Filters;

/** Everything. */
export const ANY: Filters = { state: 'all', category: null, tag: null, tracker: null, codex: null };

export const FILTER_KINDS = Object.keys(ANY) as FilterKind[];

/** The kinds that hide something. */
export function chosen(filters: Filters): FilterKind[] {
  return FILTER_KINDS.filter((kind) => filters[kind] !== ANY[kind]);
}

/** What deciding needs besides the row. */
export interface Facts {
  trackers: Maindata['trackers'];
  /** A category holds what is in its subcategories. */
  nested: boolean;
}

export type Test = (row: Torrent, id: string) => boolean;

/** The test of one kind; null where it lets everything through. */
export function testOf(kind: FilterKind, filters: Filters, facts: Facts): Test | null {
  const wanted = filters[kind];
  if (wanted === ANY[kind] || wanted === null) return null;
  switch (kind) {
    case 'state':
      return (row) => matches(wanted as Filter, row);
    case 'codex':
      return (row) => inCodex(wanted as CodexFilter, row);
    case 'category':
      return (row) => inCategory(row.category, wanted, facts.nested);
    case 'tag':
      return wanted === ''
        ? (row) => row.tags === ''
        : (row) => row.tags !== '' && splitTags(row.tags).includes(wanted);
    case 'tracker': {
      if (wanted === '') return (row) => row.trackers_count === 0;
      const ids = idsOfHost(facts.trackers, wanted);
      return (_, id) => ids.has(id);
    }
  }
}

/** What passes all of them. */
export function sieve(filters: Filters, facts: Facts): Test {
  const tests = FILTER_KINDS.map((kind) => testOf(kind, filters, facts)).filter(
    (test) => test !== null,
  );
  return (row, id) => tests.every((test) => test(row, id));
}

/** Whether a category is the wanted one or, when they nest, below it. */
export function inCategory(category: string, wanted: string, nested: boolean): boolean {
  if (category === wanted) return true;
  return nested && wanted !== '' && category.startsWith(`${wanted}/`);
}

/** The host of a tracker's address; what is no address stands for itself. */
export function hostOf(tracker: string): string {
  return (
    /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:]*)/i.exec(tracker)?.[1] || tracker
  );
}

/** The addresses of one host. */
export function urlsOfHost(trackers: Maindata['trackers'], host: string): string[] {
  return [...trackers.keys()].filter((url) => hostOf(url) === host);
}

function idsOfHost(trackers: Maindata['trackers'], host: string): ReadonlySet<string> {
  return new Set(urlsOfHost(trackers, host).flatMap((url) => trackers.get(url) ?? []));
}

/** How many items each host has; an item with two addresses of one host counts once. */
export function countHosts(trackers: Maindata['trackers']): ReadonlyMap<string, number> {
  const hosts = new Map<string, string[]>();
  for (const url of trackers.keys()) {
    const host = hostOf(url);
    hosts.set(host, [...(hosts.get(host) ?? []), url]);
  }
  return new Map(
    [...hosts].map(([host, urls]) => {
      const [only] = urls;
      const count =
        urls.length === 1 && only !== undefined
          ? (trackers.get(only)?.length ?? 0)
          : idsOfHost(trackers, host).size;
      return [host, count];
    }),
  );
}

/** How many items each filter has, whatever else is chosen. */
export interface Counts {
  readonly total: number;
  readonly state: Readonly<Record<Filter, number>>;
  readonly codex: Readonly<Record<CodexFilter, number>>;
  /** Of the category itself, without those below it; empty: without one. */
  readonly category: ReadonlyMap<string, number>;
  /** Empty: without any. */
  readonly tag: ReadonlyMap<string, number>;
  /** By host; empty: without any. */
  readonly tracker: ReadonlyMap<string, number>;
}

/** Counts that follow single rows: a poll costs what it changed, not what there is. */
export class Tally {
  total = 0;
  trackerless = 0;
  readonly state = zeros(FILTERS);
  readonly codex = zeros(CODEX_FILTERS);
  readonly category = new Map<string, number>();
  readonly tag = new Map<string, number>();

  add(row: Torrent): void {
    this.#count(row, 1);
  }

  remove(row: Torrent): void {
    this.#count(row, -1);
  }

  /** As they are now; later rows do not change it. */
  counts(hosts: ReadonlyMap<string, number>): Counts {
    return {
      total: this.total,
      state: { ...this.state },
      codex: { ...this.codex },
      category: new Map(this.category),
      tag: new Map(this.tag),
      tracker: new Map([...hosts, ['', this.trackerless]]),
    };
  }

  #count(row: Torrent, by: 1 | -1): void {
    this.total += by;
    const bits = filterBits(row);
    for (const [at, name] of FILTERS.entries())
      if ((bits & (1 << at)) !== 0) this.state[name] += by;
    for (const name of CODEX_FILTERS) if (inCodex(name, row)) this.codex[name] += by;
    bump(this.category, row.category, by);
    if (row.tags === '') bump(this.tag, '', by);
    else for (const tag of splitTags(row.tags)) bump(this.tag, tag, by);
    if (row.trackers_count === 0) this.trackerless += by;
  }
}

function zeros<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map((name) => [name, 0])) as Record<Name, number>;
}

function bump(counts: Map<string, number>, key: string, by: number): void {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
