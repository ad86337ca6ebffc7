// The answers of the Web API, as far as the page reads them.
// Names are the wire's; sentinels (-1, 8640000) are explained where they are turned into words.

/** Why an item is where it is, when that is not its own doing. */
export interface CodexReason {
  code: string;
  text: string;
}

/** Whether the item's content and its record are in the node. */
export type CodexPublish =
  'none' | 'waiting' | 'publishing' | 'published' | 'failed' | 'stale' | (string & {});

/** One row of `sync/maindata`; `torrents/info` has the same plus `hash`. */
export interface Torrent {
  name: string;
  /** Bytes wanted; 0 without metadata. */
  size: number;
  /** 0 to 1, of the wanted bytes; while checking, of the check. */
  progress: number;
  state: string;
  /** Bytes a second. */
  dlspeed: number;
  upspeed: number;
  /** Seconds; 8640000 and more is "unknown". */
  eta: number;
  /** -1 is infinite. */
  ratio: number;
  /** Unix seconds. */
  added_on: number;
  save_path: string;
  category: string;
  tags: string;
  magnet_uri: string;
  infohash_v1: string;
  infohash_v2: string;
  codex_publish?: CodexPublish;
  codex_record?: string;
  codex_reason?: CodexReason | null;
  codex_node?: string;
}

export interface Category {
  name: string;
  savePath: string;
}

/** The node that holds the content. */
export interface CodexNode {
  kind: string;
  state: string;
  /** Bytes; a `quota_max` of 0 or less is unknown or without limit. */
  quota_used: number;
  quota_max: number;
}

export interface ServerState {
  dl_info_speed: number;
  up_info_speed: number;
  /** Bytes; -1 until known. */
  free_space_on_disk: number;
  /** Milliseconds. */
  refresh_interval: number;
  connection_status: string;
  codex_node: CodexNode | null;
}

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
