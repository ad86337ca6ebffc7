// The sections of filters: which there are, what is in each and how it is called.

import { t } from '../../i18n';
import { categoryTree, sorted } from '../../lib/category';
import type { FilterKind } from '../../lib/filters';
import { CODEX_FILTERS, FILTERS, type CodexFilter, type Filter } from '../../lib/states';
import { nested } from '../../state/labels';
import { live } from '../../state/maindata.svelte';
import { sidebar } from '../../state/sidebar.svelte';
import { view } from '../../state/view.svelte';

export interface FilterItem {
  /** Null is any, empty is none. */
  value: string | null;
  label: string;
  count: number;
  /** From 1; only in trees. */
  level?: number;
  /** Undefined for what has nothing below it. */
  expanded?: boolean;
}

/** The states that everybody looks for. */
const USUAL: ReadonlySet<Filter> = new Set([
  'all',
  'downloading',
  'seeding',
  'completed',
  'stopped',
  'active',
]);
/** Those that show by themselves as soon as an item is in them. */
const TELLING: ReadonlySet<Filter> = new Set(['checking', 'moving', 'errored']);
/** The same of Codex. */
const TELLING_CODEX: ReadonlySet<CodexFilter> = new Set(['failed', 'stale', 'waiting']);

/** The states; without `all` only those that are wanted now. */
export function states(all: boolean): FilterItem[] {
  const { state } = view.counts;
  const shown = FILTERS.filter(
    (name) =>
      all ||
      USUAL.has(name) ||
      view.filters.state === name ||
      (TELLING.has(name) && state[name] > 0),
  );
  return shown.map((name) => ({ value: name, label: t.filters.states[name], count: state[name] }));
}

export function codex(): FilterItem[] {
  const { codex: counts, total } = view.counts;
  const shown = CODEX_FILTERS.filter(
    (name) => !TELLING_CODEX.has(name) || counts[name] > 0 || view.filters.codex === name,
  );
  return [
    { value: null, label: t.filters.any, count: total },
    ...shown.map((name) => ({ value: name, label: t.filters.codex[name], count: counts[name] })),
  ];
}

export function categories(): FilterItem[] {
  const { category: counts, total } = view.counts;
  const nodes = categoryTree(live.data.categories.keys(), counts, sidebar.collapsed, nested());
  return [
    { value: null, label: t.filters.any, count: total, level: 1 },
    { value: '', label: t.filters.uncategorised, count: counts.get('') ?? 0, level: 1 },
    ...nodes.map(({ name, ...node }) => ({ value: name, ...node })),
  ];
}

export function tags(): FilterItem[] {
  const { tag: counts, total } = view.counts;
  return [
    { value: null, label: t.filters.any, count: total },
    { value: '', label: t.filters.untagged, count: counts.get('') ?? 0 },
    ...sorted(live.data.tags).map((tag) => ({
      value: tag,
      label: tag,
      count: counts.get(tag) ?? 0,
    })),
  ];
}

/** Empty when no item has a tracker. */
export function trackers(): FilterItem[] {
  if (live.data.trackers.size === 0) return [];
  const { tracker: counts, total } = view.counts;
  return [
    { value: null, label: t.filters.any, count: total },
    { value: '', label: t.filters.trackerless, count: counts.get('') ?? 0 },
    ...sorted(counts.keys())
      .filter((host) => host !== '')
      .map((host) => ({ value: host, label: host, count: counts.get(host) ?? 0 })),
  ];
}

/** What a choice is called where it stands alone. */
export function labelOf(kind: FilterKind): string {
  const value = view.filters[kind];
  if (value === null) return t.filters.any;
  switch (kind) {
    case 'state':
      return t.filters.states[value as Filter];
    case 'codex':
      return t.filters.codex[value as CodexFilter];
    case 'category':
      return value || t.filters.uncategorised;
    case 'tag':
      return value || t.filters.untagged;
    case 'tracker':
      return value || t.filters.trackerless;
  }
}
