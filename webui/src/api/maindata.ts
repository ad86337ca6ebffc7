// Merging the answers of `sync/maindata` into one state: a pure function, so that the same
// vectors (`fixtures/maindata`) hold for the server that writes deltas and the page that reads them.
//
// The rules:
// - a full update replaces everything; a member it leaves out is empty;
// - torrents, categories and the server state merge key by key; a value is replaced as a whole
//   (objects and arrays too), and `null` is a value;
// - `trackers` carries complete lists of ids; tags are a set;
// - in one answer, removals are applied last: removal wins over an update of the same id.
//
// Names come from torrents, so collections are Maps: `__proto__` is a fine name for a category.

import type { Category, MaindataReply, ServerState, Torrent } from './types';

export interface Maindata {
  readonly rid: number;
  readonly serverState: Readonly<Partial<ServerState>>;
  readonly torrents: ReadonlyMap<string, Torrent>;
  readonly categories: ReadonlyMap<string, Category>;
  readonly tags: ReadonlySet<string>;
  readonly trackers: ReadonlyMap<string, readonly string[]>;
}

/** What is known before the first answer; its `rid` asks for a full update. */
export const emptyMaindata: Maindata = {
  rid: 0,
  serverState: {},
  torrents: new Map(),
  categories: new Map(),
  tags: new Set(),
  trackers: new Map(),
};

/**
 * The state after `reply`. Neither argument is changed; parts that did not change keep their
 * identity, so that a table redraws only the rows that did.
 */
export function applyDelta(state: Maindata, reply: MaindataReply): Maindata {
  const base = reply.full_update === true ? emptyMaindata : state;
  return {
    rid: reply.rid,
    serverState:
      reply.server_state === undefined
        ? base.serverState
        : { ...base.serverState, ...reply.server_state },
    torrents: mergeRows(base.torrents, reply.torrents, reply.torrents_removed),
    categories: mergeRows(base.categories, reply.categories, reply.categories_removed),
    tags: mergeTags(base.tags, reply.tags, reply.tags_removed),
    trackers: mergeTrackers(base.trackers, reply.trackers, reply.trackers_removed),
  };
}

function mergeRows<Row extends object>(
  old: ReadonlyMap<string, Row>,
  changed: Record<string, Partial<Row>> | undefined,
  removed: readonly string[] | undefined,
): ReadonlyMap<string, Row> {
  if (changed === undefined && removed === undefined) return old;
  const rows = new Map(old);
  for (const [key, fields] of Object.entries(changed ?? {})) {
    // A row that is new comes complete: that is the protocol's promise, not checked here.
    rows.set(key, { ...rows.get(key), ...fields } as Row);
  }
  for (const key of removed ?? []) rows.delete(key);
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
