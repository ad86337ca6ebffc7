// The tabs of the details, in their order; each is loaded when it is first shown. A tab's words are
// `t.details.tabs[id]`; its component gets the `id` of one torrent that is in the list.

import type { Component } from 'svelte';

export type Tab = Component<{ id: string }>;

export const tabs = {
  general: () => import('./General.svelte'),
  trackers: () => import('./Trackers.svelte'),
  peers: () => import('./Nodes.svelte'),
  webSeeds: () => import('./WebSeeds.svelte'),
  content: () => import('./Content.svelte'),
  codex: () => import('./Codex.svelte'),
  speed: () => import('./Speed.svelte'),
} as const satisfies Record<string, () => Promise<{ default: Tab }>>;

export type TabId = keyof typeof tabs;
export const TAB_IDS = Object.keys(tabs) as TabId[];
