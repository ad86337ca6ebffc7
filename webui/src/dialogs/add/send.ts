// Adds one source after the other and tells what became of each.

import { addTorrent, fetchMetadata, parseMetadata } from '../../api/adding';
import { RefusedError, type Params } from '../../api/client';
import type { Source } from './sources.svelte';

export type Sent = 'added' | 'pending' | 'refused';

/** Adds one; throws when the server or the login is gone. */
export async function send(source: Source, options: Params): Promise<Sent> {
  source.refused = '';
  try {
    return await attempt(source, options);
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    source.refused = error.message;
    return 'refused';
  }
}

async function attempt(source: Source, options: Params): Promise<Sent> {
  const { priorities, metadata } = source;
  if (priorities === null || metadata === null || priorities.every((one) => one === 1)) {
    return addTorrent(source.what, options);
  }
  // Priorities are for what the server has read before: a file goes by its hash then.
  const what = typeof source.what === 'string' ? source.what : metadata.hash;
  const chosen = { ...options, filePriorities: priorities.join(',') };
  try {
    return await addTorrent(what, chosen);
  } catch (error) {
    if (!(error instanceof RefusedError) || !error.detail.includes('already been fetched'))
      throw error;
    // It has forgotten: another login, or too many since.
    if (typeof source.what === 'string') await fetchMetadata(source.what);
    else await parseMetadata(source.what);
    return await addTorrent(what, chosen);
  }
}
