// Merging the answers of `sync/maindata` into one state. The same vectors (`fixtures/maindata`)
// hold for the server that writes deltas and the page that reads them.
//
// The rules:
// - a full update replaces everything; a member it leaves out is empty;
// - torrents, categories and the server state merge key by key; a value is replaced as a whole
//   (objects and arrays too), and `null` is a value;
// - `trackers` carries complete lists of ids; tags are a set;
// - in one answer, removals are applied last: removal wins over an update of the same id.
//
// The map of torrents is changed in place: copying it would cost what there is, not what changed.
// A row itself never changes; a changed one is another object. Whoever wants to know what happened
// gets it with the new state: the touched ids with their rows before.
//
// Names come from torrents, so collections are Maps: `__proto__` is a fine name for a category.

import type { Category, MaindataReply, ServerState, Torrent } from './types';

export interface Maindata {
  readonly rid: number;
  readonly serverState: Readonly<Partial<ServerState>>;
  /** The same map as long as no full update comes. */
  readonly torrents: ReadonlyMap<string, Torrent>;
  readonly categories: ReadonlyMap<string, Category>;
  readonly tags: ReadonlySet<string>;
  readonly trackers: ReadonlyMap<string, readonly string[]>;
}

/** What an answer did to the rows. */
export interface Changes {
  /** All rows are others. */
  readonly full: boolean;
  /** Touched ids with the row before; undefined for new ones. After a full update it is empty. */
  readonly torrents: ReadonlyMap<string, Torrent | undefined>;
  readonly trackers: boolean;
}

/** Rows by id, complete or only what changed. */
export type Rows = Record<string, Partial<Torrent>>;

/** What is known before the first answer; its `rid` asks for a full update. */
export function noMaindata(): Maindata {
  return {
    rid: 0,
    serverState: {},
    torrents: new Map(),
    categories: new Map(),
    tags: new Set(),
    trackers: new Map(),
  };
}

/**
 * The state after `reply`. `rows` are those of the answer that were read ahead of the rest of it.
 * The reply stays as it is; of the state before, only the torrents change.
 */
export function applyDelta(
  state: Maindata,
  reply: MaindataReply,
  rows: readonly Rows[] = [],
): { state: Maindata; changes: Changes } {
  const full = reply.full_update === true;
  const base = full ? noMaindata() : state;
  const touched = new Map<string, Torrent | undefined>();
  const torrents = base.torrents as Map<string, Torrent>;
  for (const part of rows) mergeInPlace(torrents, part, undefined, touched);
  mergeInPlace(torrents, reply.torrents, reply.torrents_removed, touched);
  return {
    state: {
      rid: reply.rid,
      serverState:
        reply.server_state === undefined
          ? base.serverState
          : { ...base.serverState, ...reply.server_state },
      torrents,
      categories: mergeRows(base.categories, reply.categories, reply.categories_removed),
      tags: mergeTags(base.tags, reply.tags, reply.tags_removed),
      trackers: mergeTrackers(base.trackers, reply.trackers, reply.trackers_removed),
    },
    changes: {
      full,
      torrents: full ? new Map() : touched,
      trackers: full || reply.trackers !== undefined || reply.trackers_removed !== undefined,
    },
  };
}

function mergeInPlace<Row extends object>(
  rows: Map<string, Row>,
  changed: Record<string, Partial<Row>> | undefined,
  removed: readonly string[] | undefined,
  touched: Map<string, Row | undefined>,
): void {
  for (const key of Object.keys(changed ?? {})) {
    const fields = changed?.[key];
    const old = rows.get(key);
    if (!touched.has(key)) touched.set(key, old);
    // A row that is new comes complete: that is the protocol's promise, not checked here.
    rows.set(key, (old === undefined ? fields : { ...old, ...fields }) as Row);
  }
  for (const key of removed ?? []) {
    const old = rows.get(key);
    if (old === undefined) continue;
    if (!touched.has(key)) touched.set(key, old);
    rows.delete(key);
  }
}

function mergeRows<Row extends object>(
  old: ReadonlyMap<string, Row>,
  changed: Record<string, Partial<Row>> | undefined,
  removed: readonly string[] | undefined,
): ReadonlyMap<string, Row> {
  if (changed === undefined && removed === undefined) return old;
  const rows = new Map(old);
  mergeInPlace(rows, changed, removed, new Map());
  return rows;
}

function mergeTags(
  old: ReadonlySet<string>,
  added: readonly string[] | undefined,
  removed: readonly string[] | undefined,
): ReadonlySet<string> {
  if (added === undefined && removed === undefined) return old;
  const tags = new Set([...old, ...(added ?? [])]);
  for (const tag of removed ?? []) tags.delete(tag);
  return tags;
}

function mergeTrackers(
  old: ReadonlyMap<string, readonly string[]>,
  changed: Record<string, string[]> | undefined,
  removed: readonly string[] | undefined,
): ReadonlyMap<string, readonly string[]> {
  if (changed === undefined && removed === undefined) return old;
  const trackers = new Map([...old, ...Object.entries(changed ?? {})]);
  for (const url of removed ?? []) trackers.delete(url);
  return trackers;
}
