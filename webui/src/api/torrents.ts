// The endpoints of `torrents/`. Ids travel joined by bars.

import { answer, getBlob, post, type Params } from './client';
import type { Torrent } from './types';
import type { File as FileRow } from './types.gen';

type Ids = readonly string[];

export type QueueMove = 'increasePrio' | 'decreasePrio' | 'topPrio' | 'bottomPrio';

/** As `torrents/setShareLimits` takes them: −2 as above it, −1 none. */
export interface ShareLimits {
  ratioLimit?: number | undefined;
  seedingTimeLimit?: number | undefined;
  inactiveSeedingTimeLimit?: number | undefined;
  shareLimitAction?: string | undefined;
  shareLimitsMode?: string | undefined;
}

async function change(endpoint: string, ids: Ids, params: Params = {}): Promise<void> {
  await post(`torrents/${endpoint}`, { hashes: ids.join('|'), ...params });
}

export const torrents = {
  start: (ids: Ids) => change('start', ids),
  stop: (ids: Ids) => change('stop', ids),
  delete: (ids: Ids, deleteFiles: boolean) => change('delete', ids, { deleteFiles }),
  recheck: (ids: Ids) => change('recheck', ids),
  /** Asks Codex for their content again, now. */
  reannounce: (ids: Ids) => change('reannounce', ids),
  /** Starts them in either case; `true` outside the queue. */
  setForceStart: (ids: Ids, value: boolean) => change('setForceStart', ids, { value }),
  setAutoManagement: (ids: Ids, enable: boolean) => change('setAutoManagement', ids, { enable }),
  /** Turns each of them round, whatever it was. */
  toggleSequential: (ids: Ids) => change('toggleSequentialDownload', ids),
  toggleFirstLast: (ids: Ids) => change('toggleFirstLastPiecePrio', ids),

  /** Places in the queue; refused as long as there is no queue. */
  move: (ids: Ids, where: QueueMove) => change(where, ids),

  setCategory: (ids: Ids, category: string) => change('setCategory', ids, { category }),
  /** New tags are made. */
  addTags: (ids: Ids, tags: readonly string[]) => change('addTags', ids, { tags: tags.join(',') }),
  removeTags: (ids: Ids, tags: readonly string[]) =>
    change('removeTags', ids, { tags: tags.join(',') }),
  /** Replaces the tags that they have. */
  setTags: (ids: Ids, tags: readonly string[]) => change('setTags', ids, { tags: tags.join(',') }),

  setComment: (ids: Ids, comment: string) => change('setComment', ids, { comment }),
  /** Ends automatic management and moves the files. */
  setLocation: (ids: Ids, location: string) => change('setLocation', ids, { location }),
  /** Where they lie while incomplete; empty for nowhere else. Automatic ones are left alone. */
  async setDownloadPath(ids: Ids, path: string): Promise<void> {
    await post('torrents/setDownloadPath', { id: ids.join('|'), path });
  },

  /** Bytes per second; 0 for no limit. */
  setDownloadLimit: (ids: Ids, limit: number) => change('setDownloadLimit', ids, { limit }),
  setUploadLimit: (ids: Ids, limit: number) => change('setUploadLimit', ids, { limit }),
  /** What is left out stays as it is. */
  setShareLimits: (ids: Ids, limits: ShareLimits) => change('setShareLimits', ids, { ...limits }),

  async rename(id: string, name: string): Promise<void> {
    await post('torrents/rename', { hash: id, name });
  },

  /** The files of each of them that has metadata. */
  async filesOf(ids: Ids): Promise<readonly (readonly FileRow[])[]> {
    const asked = { includeFiles: true, hashes: ids.join('|') };
    const rows = answer<{ files?: FileRow[] }[]>(await post('torrents/info', asked));
    return rows.map((row) => row.files ?? []);
  },

  /** As they are now, by id. */
  async rows(ids: Ids): Promise<ReadonlyMap<string, Torrent>> {
    // No id at all would mean every torrent.
    if (ids.length === 0) return new Map();
    const asked = post('torrents/info', { hashes: ids.join('|') });
    const rows = answer<(Torrent & { hash: string })[]>(await asked);
    return new Map(rows.map((row) => [row.hash, row]));
  },

  /** Those that somebody has stopped, whatever they are busy with at the moment. */
  async stoppedAmong(ids: Ids): Promise<ReadonlySet<string>> {
    const asked = { filter: 'stopped', hashes: ids.join('|') };
    const rows = answer<{ hash: string }[]>(await post('torrents/info', asked));
    return new Set(rows.map((row) => row.hash));
  },

  /** The .torrent with its placement in Codex. */
  async export(id: string): Promise<Blob> {
    return getBlob('torrents/export', { hash: id });
  },

  async removeTrackerFromAll(url: string): Promise<void> {
    // The server splits at bars and decodes each part.
    await post('torrents/removeTrackers', { hash: '*', urls: encodeURIComponent(url) });
  },
};
