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

/** A value of a preference or of a setting of the node, as it travels. */
export type OptionValue = boolean | number | string | readonly string[] | WatchedFolders | null;

/** Folder → 0 (the folder itself), 1 (the default save path) or a path. */
export type WatchedFolders = Record<string, number | string>;

/** `app/preferences`. */
export type Preferences = Record<string, OptionValue>;

export interface Choice {
  value: number | string | boolean;
  label: string;
}

/** What a form has to know of an option; both kinds below have it. */
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

export interface PreferenceFacts extends OptionFacts {
  class: string;
  visible: boolean;
  page: string;
  group: string;
  when: string;
}

/** `codex/capabilities`. */
export interface Capabilities {
  node: {
    kind: string;
    state: string;
    reason: string | null;
    version: string;
    generation: string;
    url: string | null;
  };
  flags: Record<string, boolean>;
  features: Record<string, boolean>;
  counts: Record<string, number>;
  preferences: Record<string, PreferenceFacts>;
}

export interface NodeSetting extends OptionFacts {
  value: OptionValue;
  /** What is used now; null when nobody knows. */
  effective: OptionValue;
  /** What has to start again before a change acts: none, node or server. */
  restart: string;
  restart_needed: boolean;
  /** The preference that stands for the same. */
  preference: string | null;
  /** The node's option with the value, quoted for a shell. */
  option: string | null;
  advanced: boolean;
  /** A fact to show: nobody sets it. */
  read_only?: boolean;
}

/** `codex/settings`. */
export interface NodeSettings {
  settings: Record<string, NodeSetting>;
  /** Options for a real node, each quoted for a shell. */
  command_line: readonly string[];
  restart_needed: boolean;
}

export interface PresetChange {
  setting: string;
  preference: string | null;
  label: string;
  unit: string;
  from: OptionValue;
  to: OptionValue;
}

export interface Preset {
  name: string;
  label: string;
  about: string;
  changes: readonly PresetChange[];
  unaffected: readonly { setting: string; reason: string }[];
}

export interface NetworkInterface {
  name: string;
  value: string;
}
