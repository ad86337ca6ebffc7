// The selected items that are on screen, and what holds for how many of them: one pass, from which
// every command knows whether it applies.

import type { Torrent } from '../api/types';
import { codexLink } from '../lib/links';
import { live } from './maindata.svelte';
import { selection } from './selection.svelte';
import { view } from './view.svelte';

export interface Facts {
  readonly ids: readonly string[];
  /** How many of them … */
  count: number;
  stopped: number;
  forced: number;
  /** … have known files. */
  known: number;
  complete: number;
  sequential: number;
  firstLast: number;
  auto: number;
  tagged: number;
  /** … have a Codex link. */
  linked: number;
  /** … are complete and not in the node. */
  publishable: number;
  published: number;
}

const PUBLISHABLE = new Set(['none', 'failed', 'stale']);

/** Items that are gone count for nothing. */
export function factsOf(ids: readonly string[], rows: ReadonlyMap<string, Torrent>): Facts {
  const facts: Facts = {
    ids,
    count: 0,
    stopped: 0,
    forced: 0,
    known: 0,
    complete: 0,
    sequential: 0,
    firstLast: 0,
    auto: 0,
    tagged: 0,
    linked: 0,
    publishable: 0,
    published: 0,
  };
  for (const id of ids) {
    const row = rows.get(id);
    if (row === undefined) continue;
    facts.count += 1;
    if (isStopped(row)) facts.stopped += 1;
    if (row.force_start) facts.forced += 1;
    if (row.has_metadata) facts.known += 1;
    if (row.progress >= 1) facts.complete += 1;
    if (row.seq_dl) facts.sequential += 1;
    if (row.f_l_piece_prio) facts.firstLast += 1;
    if (row.auto_tmm) facts.auto += 1;
    if (row.tags !== '') facts.tagged += 1;
    if (codexLink(row.magnet_uri) !== null) facts.linked += 1;
    if (row.progress >= 1 && PUBLISHABLE.has(row.codex_publish)) facts.publishable += 1;
    if (row.codex_publish !== 'none') facts.published += 1;
  }
  return facts;
}

/** By its state word; what is busy otherwise (being checked, moved) does not show it. */
export function isStopped(row: Torrent): boolean {
  return /^(?:stopped|paused)/.test(row.state);
}

/** A check mark for what holds for `some` of `all`. */
export function tri(some: number, all: number): boolean | 'mixed' {
  return some === 0 ? false : some === all ? true : 'mixed';
}

class Chosen {
  readonly ids = $derived(selection.within(view.order));
  readonly facts = $derived(factsOf(this.ids, live.data.torrents));
}

export const chosen = new Chosen();
