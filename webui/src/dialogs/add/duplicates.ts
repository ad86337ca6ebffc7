// Whether something is in the list already. An id is the v2 hash cut short, else the v1 hash; a
// hybrid is found by its v1 hash too, which takes a look at every row and is done only when
// hashes become known.

import { live } from '../../state/maindata.svelte';

/** The id of the item with one of these info hashes, or null. */
export function duplicateOf(hashes: readonly string[]): string | null {
  for (const hash of hashes) {
    const id = hash.slice(0, 40);
    if (live.data.torrents.has(id)) return id;
  }
  if (hashes.length === 0) return null;
  for (const [id, row] of live.data.torrents) {
    // Items without such a hash have an empty text.
    if (hashes.includes(row.infohash_v1) || hashes.includes(row.infohash_v2)) return id;
  }
  return null;
}
