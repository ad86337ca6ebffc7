// The views: what loads them, and when there are any. The list is part of the page; every other one
// is loaded when it is first shown. A view that the server has nothing for is not offered.

import type { Component } from 'svelte';
import { VIEWS, type ViewName } from '../state/route.svelte';

export type Loader = () => Promise<{ default: Component }>;

export const registry: Partial<Record<ViewName, Loader>> = {
  statistics: () => import('./Statistics.svelte'),
  log: () => import('./Log.svelte'),
  about: () => import('./About.svelte'),
};

/** Views that exist only where the server says that it has this. */
const NEEDS: Partial<Record<ViewName, string>> = { rss: 'rss', search: 'search' };

/** The views to choose from, in the order of the page. */
export function offered(
  feature: (name: string) => boolean,
  loaders: Partial<Record<ViewName, Loader>> = registry,
): ViewName[] {
  return VIEWS.filter((view) => {
    const needed = NEEDS[view];
    if (needed !== undefined && !feature(needed)) return false;
    return view === 'transfers' || loaders[view] !== undefined;
  });
}
