// The endpoints by which things get in: adding, looking into what is to be added, and the folders
// of the server. Where the dialects differ (5.1 answers `Ok.` and `Fails.`, 5.3 with status codes
// and JSON), both are understood here.

import { get, getBlob, json, post, RefusedError, type Params } from './client';
import type { AddOutcome as Counts, DirectoryEntry, Metadata, MetadataPending } from './types.gen';

export type { Metadata };

/** `torrents/fetchMetadata`: what was found, or what is known while it is looked for. */
export type Fetched =
  | { found: true; metadata: Metadata }
  | { found: false; infohash_v1: string; infohash_v2: string; hash: string };

/** What became of one source. */
export type AddOutcome = 'added' | 'pending' | 'refused';

/** An entry of a folder of the server. */
export interface Entry {
  name: string;
  folder: boolean;
  /** Bytes; 0 for folders. */
  size: number;
}

/**
 * Adds one link or one file. One at a time, because the 5.1 answer to several does not say which
 * of them failed.
 */
export async function addTorrent(source: string | File, options: Params): Promise<AddOutcome> {
  const form = new FormData();
  if (typeof source === 'string') form.set('urls', source);
  else form.set('torrents', source, source.name);
  for (const [name, value] of Object.entries(options)) {
    if (value !== undefined) form.set(name, String(value));
  }
  try {
    return outcome((await post('torrents/add', form)).text);
  } catch (error) {
    if (error instanceof RefusedError && error.status === 409) return 'refused';
    throw error;
  }
}

/** What an answer of `torrents/add` to one source says, in either dialect. */
export function outcome(text: string): AddOutcome {
  const body = text.trim();
  if (!body.startsWith('{')) return body === 'Fails.' ? 'refused' : 'added';
  const counts = json({ status: 200, text: body }) as Partial<Counts>;
  if ((counts.failure_count ?? 0) > 0) return 'refused';
  return (counts.pending_count ?? 0) > 0 ? 'pending' : 'added';
}

/** What is in a `.torrent` file; the server remembers it for this login. */
export async function parseMetadata(file: File): Promise<Metadata> {
  const form = new FormData();
  form.set('torrents', file, file.name);
  const [first] = Object.values(json(await post('torrents/parseMetadata', form)) as object);
  if (!isMetadata(first)) throw new RefusedError(200, '');
  return first;
}

/** What a link leads to; asked again while it is looked for. */
export async function fetchMetadata(source: string, signal?: AbortSignal): Promise<Fetched> {
  // The server decodes it once more than forms are.
  const reply = await post(
    'torrents/fetchMetadata',
    { source: encodeURIComponent(source) },
    signal,
  );
  const value = json(reply) as Metadata | MetadataPending;
  if (isMetadata(value)) return { found: true, metadata: value };
  const { infohash_v1 = '', infohash_v2 = '', hash = '' } = value;
  return { found: false, infohash_v1, infohash_v2, hash };
}

/** The `.torrent` of a link that was found. */
export function saveMetadata(source: string): Promise<Blob> {
  return getBlob('torrents/saveMetadata', { source });
}

function isMetadata(value: unknown): value is Metadata {
  return typeof value === 'object' && value !== null && 'info' in value;
}

/** The entries of a folder of the server, folders first; hidden ones are left out. */
export async function directoryContent(
  path: string,
  mode: 'dirs' | 'all',
  signal?: AbortSignal,
): Promise<readonly Entry[]> {
  const params = { dirPath: path, mode, withMetadata: true };
  const rows = json(
    await get('app/getDirectoryContent', params, signal),
  ) as readonly DirectoryEntry[];
  return rows.map((row) =>
    typeof row === 'string'
      ? // Servers before 5.2 know no details: whole paths, and folders only were asked for.
        { name: row.replace(/^.*\//, ''), folder: mode === 'dirs', size: 0 }
      : { name: row.name, folder: row.type === 'dir', size: row.size ?? 0 },
  );
}

/** Free bytes where a path lies or will lie; null when nobody knows. */
export async function freeSpace(path: string, signal?: AbortSignal): Promise<number | null> {
  const text = (await get('app/getFreeSpaceAtPath', { path }, signal)).text.trim();
  const bytes = text === '' ? Number.NaN : Number(text);
  return Number.isFinite(bytes) && bytes >= 0 ? bytes : null;
}
