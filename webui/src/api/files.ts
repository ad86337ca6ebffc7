// The endpoints of the files of one torrent, and of its side in Codex.

import { addressOf, answer, get, getStart, post } from './client';
import type { File, ItemSources } from './types.gen';
import type { TreeFile } from '../lib/tree';

export const files = {
  /** All files, or those with the given numbers. */
  async list(
    hash: string,
    indexes: readonly number[] = [],
    signal?: AbortSignal,
  ): Promise<TreeFile[]> {
    const asked = indexes.length === 0 ? undefined : indexes.join('|');
    const rows = answer<File[]>(await get('torrents/files', { hash, indexes: asked }, signal));
    return rows.map((row) => ({
      index: row.index,
      path: row.name,
      size: row.size,
      progress: row.progress,
      priority: row.priority,
      availability: row.availability,
      cid: row.codex_cid,
    }));
  },

  /** As they come, with both CIDs. */
  async rows(hash: string): Promise<readonly File[]> {
    return answer<File[]>(await get('torrents/files', { hash }));
  },

  async setPriority(hash: string, indexes: readonly number[], priority: number): Promise<void> {
    await post('torrents/filePrio', { hash, id: indexes.join('|'), priority });
  },

  async renameFile(hash: string, oldPath: string, newPath: string): Promise<void> {
    await post('torrents/renameFile', { hash, oldPath, newPath });
  },

  async renameFolder(hash: string, oldPath: string, newPath: string): Promise<void> {
    await post('torrents/renameFolder', { hash, oldPath, newPath });
  },

  /** Where the browser loads a file from, whole or in parts; before it is complete too. */
  address: (hash: string, file: number) => addressOf('torrents/downloadFile', { hash, file }),

  /** The first bytes of a file. */
  start: (hash: string, file: number, bytes: number) =>
    getStart('torrents/downloadFile', { hash, file }, bytes),

  /** Where an item lies in Codex, who serves it, and what is verified. */
  async sources(hash: string, signal?: AbortSignal): Promise<ItemSources> {
    return answer<ItemSources>(await get('codex/sources', { hash }, signal));
  },
};
