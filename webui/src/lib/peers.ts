// Merging the answers of `sync/torrentPeers` into one list: a pure function. A full answer replaces
// everything; in a difference known nodes come with what changed, new ones whole.

import type { Peer, TorrentPeersReply } from '../api/types';
import { compare, type SortValue } from './sort';

export interface Peers {
  readonly rid: number;
  readonly showFlags: boolean;
  readonly rows: ReadonlyMap<string, Peer>;
}

export const noPeers: Peers = { rid: 0, showFlags: false, rows: new Map() };

/** The list after `reply`; the same object when nothing of a row changed. */
export function applyPeers(state: Peers, reply: TorrentPeersReply): Peers {
  const full = reply.full_update === true;
  const rows = new Map(full ? [] : state.rows);
  for (const [key, fields] of Object.entries(reply.peers ?? {})) {
    const known = rows.get(key);
    if (known !== undefined) rows.set(key, { ...known, ...fields });
    // A difference to something that is not known here says too little to be shown.
    else if (fields.ip !== undefined) rows.set(key, { ...UNKNOWN, ...fields });
  }
  for (const key of reply.peers_removed ?? []) rows.delete(key);
  const changed = full || reply.peers !== undefined || reply.peers_removed !== undefined;
  return {
    rid: reply.rid,
    showFlags: reply.show_flags ?? state.showFlags,
    rows: changed ? rows : state.rows,
  };
}

/** Older servers leave out what they do not know. */
const UNKNOWN: Peer = {
  client: '',
  connection: '',
  contribution: 0,
  country: null,
  country_code: null,
  dl_speed: 0,
  downloaded: 0,
  flags: '',
  flags_desc: '',
  host_name: '',
  ip: '',
  peer_id_client: '',
  port: 0,
  progress: 0,
  relevance: 0,
  up_speed: 0,
  uploaded: 0,
};

/** The columns, in their order. */
export const PEER_COLUMNS = [
  'node',
  'country',
  'connection',
  'flags',
  'progress',
  'down',
  'up',
  'downloaded',
  'uploaded',
  'relevance',
  'files',
] as const;
export type PeerColumn = (typeof PEER_COLUMNS)[number];

const VALUES: Record<PeerColumn, (peer: Peer) => SortValue> = {
  node: (peer) => peer.host_name || peer.ip,
  country: (peer) => peer.country ?? '',
  connection: (peer) => peer.connection,
  flags: (peer) => peer.flags,
  progress: (peer) => peer.progress,
  down: (peer) => peer.dl_speed,
  up: (peer) => peer.up_speed,
  downloaded: (peer) => peer.downloaded,
  uploaded: (peer) => peer.uploaded,
  relevance: (peer) => peer.relevance,
  files: (peer) => peer.files ?? '',
};

/** Numbers are first looked at from the largest. */
export function largestFirst(column: PeerColumn): boolean {
  return ['progress', 'down', 'up', 'downloaded', 'uploaded', 'relevance'].includes(column);
}

/** The keys in order; equals by their key, so that nothing jumps. */
export function sortedPeers(
  rows: ReadonlyMap<string, Peer>,
  column: PeerColumn,
  descending: boolean,
): string[] {
  const value = VALUES[column];
  const sign = descending ? -1 : 1;
  const entries = [...rows].map(([key, peer]) => ({ key, value: value(peer) }));
  entries.sort((a, b) => sign * compare(a.value, b.value) || compare(a.key, b.key));
  return entries.map((entry) => entry.key);
}

/** Only addresses can be banned; a node may also be known by a name. */
export function isAddress(host: string): boolean {
  return /^\d{1,3}(?:\.\d{1,3}){3}$/.test(host) || host.includes(':');
}
