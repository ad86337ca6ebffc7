// The answers of the Web API, as far as the page reads them. The wire's own types are generated
// (`types.gen.ts`); what is here is how they come together. Sentinels (-1, 8640000) are explained
// where they are turned into words.

import type {
  Category,
  Choice,
  OptionValue,
  Peer,
  ServerState,
  Torrent as FullTorrent,
} from './types.gen';

export type * from './types.gen';

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

/** `sync/torrentPeers`, full or delta: new peers come whole, known ones with what changed. */
export interface TorrentPeersReply {
  rid: number;
  full_update?: boolean;
  /** Whether countries are looked for. */
  show_flags?: boolean;
  /** By `ip:port`. */
  peers?: Record<string, Partial<Peer>>;
  peers_removed?: string[];
}

/** `torrents/categories`. */
export type Categories = Record<string, Category>;

/** `app/preferences`. */
export type Preferences = Record<string, OptionValue>;

/** What a form has to know of an option: what preferences and the node's settings share. */
export interface OptionFacts {
  label: string;
  /** What it does here, in one sentence. */
  effect: string;
  /** bool, int, float, text, choice, folders, password or lines; others are shown as text. */
  kind: string;
  unit: string;
  min: number | null;
  max: number | null;
  choices: readonly Choice[];
  default: OptionValue;
  /** Its place on the page; without one, the place in the answer. */
  order?: number;
  editable: boolean;
  /** Why it cannot be changed or is not shown. */
  reason: string | null;
}
