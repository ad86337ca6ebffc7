// Items as they are now. The list on screen may not have heard of the last action yet, and whoever
// acts twice in a second would build on what is no longer so.

import { torrents } from '../api';
import type { Torrent } from '../api/types';
import { live } from './maindata.svelte';

/** So many the server is asked about; of more, the list is good enough and asking takes long. */
const ASKED = 50;

/** Those that are gone are not in it. */
export async function current(ids: readonly string[]): Promise<ReadonlyMap<string, Torrent>> {
  if (ids.length <= ASKED) return torrents.rows(ids);
  return new Map(
    ids.flatMap((id) => {
      const row = live.data.torrents.get(id);
      return row === undefined ? [] : [[id, row] as const];
    }),
  );
}
