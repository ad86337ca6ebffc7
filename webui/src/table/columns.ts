// All columns, once: what they are called, how they sort and what they say. The names and their
// order are those of qBittorrent's own page; what only Codex has stands beside what it belongs to.

import type { ServerState, Torrent } from '../api/types';
import { t } from '../i18n';
import { bytes, duration, moment, ratio, speed } from '../lib/format';
import type { SortValue } from '../lib/sort';
import { publishText, reasonText, shownState, stateRank } from '../lib/states';

export type ColumnId = keyof typeof t.columns;

export interface Column {
  readonly id: ColumnId;
  readonly label: string;
  /** More than the label says, where it has to. */
  readonly hint: string | undefined;
  /** The cell's text; columns with marks of their own are drawn by the cell. */
  text: (row: Torrent) => string;
  value: (row: Torrent) => SortValue;
  numeric: boolean;
  /** Whether the first click on the head shows the largest first. */
  descendingFirst: boolean;
  /** Pixels, as long as nobody chose another width. */
  width: number;
  /**
   * Its place among those that are shown without anybody's choice, as far as there is room; null:
   * only when chosen.
   */
  usual: number | null;
  /** Whether it says anything here. */
  available: (server: Readonly<Partial<ServerState>>) => boolean;
}

type Options = Partial<Pick<Column, 'usual' | 'descendingFirst' | 'available' | 'value'>>;

/** The widest to the narrowest thing that cells hold. */
const W = { path: 220, hash: 320, words: 130, moment: 136, size: 88, speed: 92, short: 74 };

const finite = (value: number) => (value < 0 ? Infinity : value);
const size = (value: number) => (value > 0 ? bytes(value) : '');
const limit = (value: number) => (value > 0 ? speed(value) : '∞');
const copies = (row: Torrent) => (row.availability < 0 ? '' : ratio(row.availability));

export const columns: readonly Column[] = [
  number('queue', 44, (row) => (row.priority > 0 ? String(row.priority) : ''), queued, {
    usual: 14,
    descendingFirst: false,
    available: (server) => server.queueing === true,
  }),
  text('name', 240, (row) => row.name, { usual: 0 }),
  number(
    'size',
    W.size,
    (row) => size(row.size),
    (row) => row.size,
    { usual: 4 },
  ),
  number(
    'total_size',
    W.size,
    (row) => size(row.total_size),
    (row) => row.total_size,
  ),
  number(
    'progress',
    128,
    () => '',
    (row) => row.progress,
    { usual: 2 },
  ),
  ranked(
    'state',
    148,
    (row) => shownState(row.state).label,
    (row) => stateRank(row.state),
    {
      usual: 1,
    },
  ),
  ranked('codex', 140, codexText, (row) => PUBLISH.indexOf(row.codex_publish), { usual: 3 }),
  number(
    'seeds',
    W.short,
    (row) => among(row.num_seeds, row.num_complete),
    (row) => row.num_seeds,
    {
      usual: 11,
    },
  ),
  number(
    'peers',
    W.short,
    (row) => among(row.num_leechs, row.num_incomplete),
    (row) => row.num_leechs,
    { usual: 12 },
  ),
  number(
    'down',
    W.speed,
    (row) => speed(row.dlspeed),
    (row) => row.dlspeed,
    { usual: 5 },
  ),
  number(
    'up',
    W.speed,
    (row) => speed(row.upspeed),
    (row) => row.upspeed,
    { usual: 6 },
  ),
  number(
    'eta',
    96,
    (row) => duration(row.eta),
    (row) => row.eta,
    {
      usual: 7,
      descendingFirst: false,
    },
  ),
  number(
    'ratio',
    66,
    (row) => ratio(row.ratio),
    (row) => finite(row.ratio),
    { usual: 8 },
  ),
  number(
    'popularity',
    90,
    (row) => (typeof row.popularity === 'number' ? ratio(row.popularity) : '∞'),
    (row) => (typeof row.popularity === 'number' ? finite(row.popularity) : Infinity),
  ),
  text('category', 110, (row) => row.category, { usual: 10 }),
  text('tags', 130, (row) => row.tags, { usual: 13 }),
  date('added', (row) => row.added_on, { usual: 9 }),
  date('completed_on', (row) => row.completion_on),
  text('tracker', W.path, (row) => row.tracker),
  number(
    'down_limit',
    W.speed,
    (row) => limit(row.dl_limit),
    (row) => rank(row.dl_limit),
  ),
  number(
    'up_limit',
    W.speed,
    (row) => limit(row.up_limit),
    (row) => rank(row.up_limit),
  ),
  number(
    'downloaded',
    W.size,
    (row) => size(row.downloaded),
    (row) => row.downloaded,
  ),
  number(
    'uploaded',
    W.size,
    (row) => size(row.uploaded),
    (row) => row.uploaded,
  ),
  number(
    'downloaded_session',
    W.size,
    (row) => size(row.downloaded_session),
    (row) => row.downloaded_session,
  ),
  number(
    'uploaded_session',
    W.size,
    (row) => size(row.uploaded_session),
    (row) => row.uploaded_session,
  ),
  number(
    'remaining',
    W.size,
    (row) => size(row.amount_left),
    (row) => row.amount_left,
  ),
  number(
    'time_active',
    104,
    (row) => duration(row.time_active),
    (row) => row.time_active,
  ),
  text('save_path', W.path, (row) => row.save_path),
  number(
    'completed',
    W.size,
    (row) => size(row.completed),
    (row) => row.completed,
  ),
  number(
    'ratio_limit',
    W.size,
    (row) => (row.max_ratio < 0 ? '∞' : ratio(row.max_ratio)),
    (row) => finite(row.max_ratio),
  ),
  date('seen_complete', (row) => row.seen_complete),
  date('last_activity', (row) => row.last_activity),
  number('availability', 96, copies, (row) => row.availability),
  text('download_path', W.path, (row) => row.download_path),
  text('hash_v1', W.hash, (row) => row.infohash_v1),
  text('hash_v2', W.hash, (row) => row.infohash_v2),
  number(
    'reannounce',
    W.size,
    (row) => (row.reannounce > 0 ? duration(row.reannounce) : ''),
    (row) => row.reannounce,
    {
      // Nobody is announced to here; a server that does says when.
      available: (server) => server.codex_node === undefined,
    },
  ),
  ranked('private', 84, privacy, (row) => (row.private === null ? 0 : row.private ? 2 : 1)),
  text('record', W.hash, (row) => row.codex_record),
  date('expires', (row) => row.codex_expires_at, {
    // What is dropped first comes first; what is kept comes last.
    value: (row) => finite(row.codex_expires_at),
    descendingFirst: false,
    available: (server) => typeof server.codex_node?.keeps === 'number',
  }),
  text('node', W.words, (row) => row.codex_node),
  text('reason', W.path, (row) => reasonText(row.codex_reason) ?? ''),
];

const PUBLISH = ['none', 'failed', 'stale', 'waiting', 'publishing', 'published'];

/** What is not complete cannot be published: there is nothing to say about it yet. */
function codexText(row: Torrent): string {
  return row.progress < 1 && row.codex_publish === 'none' ? '' : publishText(row.codex_publish);
}

/** What has no place in the queue comes after what has. */
function queued(row: Torrent): number {
  return row.priority > 0 ? row.priority : Infinity;
}

/** Connected ones, and all that are known when there are more. */
function among(connected: number, known: number): string {
  return known > connected ? `${String(connected)} (${String(known)})` : String(connected);
}

/** No limit is the largest. */
function rank(value: number): number {
  return value > 0 ? value : Infinity;
}

function privacy(row: Torrent): string {
  return row.private === null ? '' : row.private ? t.table.yes : t.table.no;
}

const byId: ReadonlyMap<string, Column> = new Map(columns.map((one) => [one.id, one]));

export function isColumn(id: unknown): id is ColumnId {
  return typeof id === 'string' && byId.has(id);
}

export function columnById(id: ColumnId): Column {
  return byId.get(id) as Column;
}

function column(
  id: ColumnId,
  width: number,
  words: Column['text'],
  value: Column['value'],
  options: Options,
): Column {
  return {
    id,
    get label() {
      return t.columns[id];
    },
    get hint() {
      const hints: Partial<Record<ColumnId, string>> = t.columnHints;
      return hints[id];
    },
    text: words,
    value,
    numeric: false,
    descendingFirst: false,
    width,
    usual: null,
    available: () => true,
    ...options,
  };
}

function text(id: ColumnId, width: number, words: (row: Torrent) => string, options: Options = {}) {
  return column(id, width, words, words, options);
}

/** Words with an order of their own, the same in every language. */
function ranked(
  id: ColumnId,
  width: number,
  words: Column['text'],
  value: (row: Torrent) => number,
  options: Options = {},
): Column {
  return column(id, width, words, value, options);
}

function number(
  id: ColumnId,
  width: number,
  words: Column['text'],
  value: (row: Torrent) => number,
  options: Options = {},
): Column {
  return Object.assign(column(id, width, words, value, { descendingFirst: true, ...options }), {
    numeric: true,
  });
}

function date(id: ColumnId, value: (row: Torrent) => number, options: Options = {}): Column {
  return column(id, W.moment, (row) => moment(value(row)), value, {
    descendingFirst: true,
    ...options,
  });
}
