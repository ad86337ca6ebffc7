// The answers of the Web API, as far as the page reads them. The wire's own types are generated
// (`types.gen.ts`); what is here is how they come together. Sentinels (-1, 8640000) are explained
// where they are turned into words.

import type { Category, CodexReason, ServerState, Torrent as FullTorrent } from './types.gen';

export type { Category, CodexReason, ServerState };

/** One row of `sync/maindata`; `torrents/info` has `hash` besides, and no `has_…_error`. */
export type Torrent = Omit<FullTorrent, 'hash'>;

/** `sync/maindata`, full or delta. */
export interface MaindataReply {
  rid: number;
  full_update?: boolean;
  server_state?: Partial<ServerState>;
  torrents?: Record<string, Partial<Torrent>>;
  torrents_removed?: string[];
  categories?: Record<string, Partial<Category>>;
  categories_removed?: string[];
  tags?: string[];
  tags_removed?: string[];
  trackers?: Record<string, string[]>;
  trackers_removed?: string[];
}
