// Whether something is in the list already. An id is the v2 hash cut short, else the v1 hash; a
// hybrid is found by its v1 hash too, for which every row is looked at: once for many questions.

import { live } from '../../state/maindata.svelte';

/** Finds the id of the item with one of these info hashes, in the list as it is now. */
export function duplicateFinder(): (hashes: readonly string[]) => string | null {
  const { torrents } = live.data;
  let index: Map<string, string> | undefined;
  return (hashes) => {
    for (const hash of hashes) {
      const id = hash.slice(0, 40);
      if (torrents.has(id)) return id;
    }
    if (hashes.length === 0) return null;
    if (index === undefined) {
      index = new Map();
      for (const [id, row] of torrents) {
        // Items without such a hash have an empty text.
        if (row.infohash_v1 !== '') index.set(row.infohash_v1, id);
        if (row.infohash_v2 !== '') index.set(row.infohash_v2, id);
      }
    }
    for (const hash of hashes) {
      const id = index.get(hash);
      if (id !== undefined) return id;
    }
    return null;
  };
}

export function duplicateOf(hashes: readonly string[]): string | null {
  return duplicateFinder()(hashes);
}
