// qBittorrent's state strings as words, colours and filters.
import type { CodexReason, PublishedItem, Torrent } from '../api/types';
import { language, t } from '../i18n';
import { wordOf } from './wordOf';

/** How a state looks: moving, done, waiting, at rest, or in need of help. */
export type Tone = 'busy' | 'good' | 'wait' | 'rest' | 'bad';

interface Shown {
  label: string;
  tone: Tone;
}

const SHOWN: Record<string, { word: keyof typeof t.states; tone: Tone }> = {
  downloading: { word: 'downloading', tone: 'busy' },
  forcedDL: { word: 'downloading', tone: 'busy' },
  stalledDL: { word: 'stalledDL', tone: 'wait' },
  metaDL: { word: 'metaDL', tone: 'wait' },
  forcedMetaDL: { word: 'metaDL', tone: 'wait' },
  queuedDL: { word: 'queuedDL', tone: 'rest' },
  stoppedDL: { word: 'stoppedDL', tone: 'rest' },
  checkingDL: { word: 'checking', tone: 'busy' },
  checkingUP: { word: 'checking', tone: 'busy' },
  checkingResumeData: { word: 'checkingResumeData', tone: 'busy' },
  uploading: { word: 'uploading', tone: 'good' },
  forcedUP: { word: 'uploading', tone: 'good' },
  stalledUP: { word: 'stalledUP', tone: 'good' },
  queuedUP: { word: 'queuedUP', tone: 'rest' },
  stoppedUP: { word: 'stoppedUP', tone: 'rest' },
  moving: { word: 'moving', tone: 'busy' },
  missingFiles: { word: 'missingFiles', tone: 'bad' },
  error: { word: 'error', tone: 'bad' },
};

/** Releases before 5.0 say "paused" where later ones say "stopped". */
function modern(state: string): string {
  return state.replace(/^paused/, 'stopped');
}

export function shownState(state: string): Shown {
  const name = modern(state);
  const known = Object.hasOwn(SHOWN, name) ? SHOWN[name] : undefined;
  return known === undefined
    ? { label: t.states.unknown, tone: 'rest' }
    : { label: t.states[known.word], tone: known.tone };
}

const RANKS: ReadonlyMap<string, number> = new Map(
  [
    ...['error', 'missingFiles', 'moving', 'checkingResumeData', 'checkingDL', 'checkingUP'],
    ...['forcedDL', 'downloading', 'stalledDL', 'forcedMetaDL', 'metaDL', 'queuedDL'],
    ...['forcedUP', 'uploading', 'stalledUP', 'queuedUP', 'stoppedDL', 'stoppedUP'],
  ].map((state, at) => [state, at]),
);

/** Where a state stands when sorted: trouble and work first, what rests last. */
export function stateRank(state: string): number {
  return RANKS.get(modern(state)) ?? RANKS.size;
}

/** The filters by state, named and meant as in qBittorrent's `filter=`. */
export const FILTERS = [
  'all',
  'downloading',
  'seeding',
  'completed',
  'running',
  'stopped',
  'active',
  'inactive',
  'stalled',
  'stalled_uploading',
  'stalled_downloading',
  'checking',
  'moving',
  'errored',
] as const;
export type Filter = (typeof FILTERS)[number];

const BIT = Object.fromEntries(FILTERS.map((name, at) => [name, 1 << at])) as Record<
  Filter,
  number
>;

function bits(...names: Filter[]): number {
  return names.reduce((sum, name) => sum | BIT[name], BIT.all);
}

/** The filters of each state; being active is decided by the speeds. */
const BITS: ReadonlyMap<string, number> = new Map([
  ...['downloading', 'forcedDL', 'metaDL', 'forcedMetaDL', 'queuedDL'].map(
    (state) => [state, bits('downloading', 'running')] as const,
  ),
  ['stalledDL', bits('downloading', 'running', 'stalled', 'stalled_downloading')],
  ['checkingDL', bits('downloading', 'running', 'checking')],
  ['stoppedDL', bits('downloading', 'stopped')],
  ...['uploading', 'forcedUP', 'queuedUP'].map(
    (state) => [state, bits('seeding', 'completed', 'running')] as const,
  ),
  ['stalledUP', bits('seeding', 'completed', 'running', 'stalled', 'stalled_uploading')],
  ['checkingUP', bits('seeding', 'completed', 'running', 'checking')],
  ['stoppedUP', bits('completed', 'stopped')],
  ['checkingResumeData', bits('running', 'checking')],
  ['moving', bits('running', 'moving')],
  ['error', bits('running', 'errored')],
  ['missingFiles', bits('running', 'errored')],
]);

/**
 * The filters that a row belongs to, one bit each in the order of `FILTERS`.
 *
 * The row does not carry the user's own "stopped": one that is stopped while it moves or failed
 * counts as running here, as in qBittorrent's page.
 */
export function filterBits(row: Pick<Torrent, 'state' | 'dlspeed' | 'upspeed'>): number {
  const state = BITS.get(modern(row.state)) ?? bits('running');
  return state | (row.dlspeed > 0 || row.upspeed > 0 ? BIT.active : BIT.inactive);
}

/** Whether a row belongs to a filter. */
export function matches(
  filter: Filter,
  row: Pick<Torrent, 'state' | 'dlspeed' | 'upspeed'>,
): boolean {
  return (filterBits(row) & BIT[filter]) !== 0;
}

/** How far items are in Codex, as filters. */
export const CODEX_FILTERS = [
  'published',
  'pending',
  'unpublished',
  'failed',
  'stale',
  'waiting',
] as const;
export type CodexFilter = (typeof CODEX_FILTERS)[number];

/** Whether a row belongs to a filter of Codex. */
export function inCodex(
  filter: CodexFilter,
  row: Pick<Torrent, 'codex_publish' | 'codex_reason'>,
): boolean {
  // A server that does not know Codex leaves these out.
  const publish = (row.codex_publish as string | undefined) ?? 'none';
  switch (filter) {
    case 'pending':
      return publish === 'waiting' || publish === 'publishing';
    case 'unpublished':
      return publish === 'none';
    case 'waiting':
      return waits(row.codex_reason);
    default:
      return publish === filter;
  }
}

/** Whether a reason is one to wait for: the others only tell how it is. */
function waits(reason: CodexReason | null | undefined): boolean {
  return (
    reason !== null &&
    reason !== undefined &&
    reason.code !== 'web_seed' &&
    reason.code !== 'node_fetches' &&
    reason.code !== 'private'
  );
}

/** The reason in plain words, or null. */
export function reasonText(reason: CodexReason | null | undefined): string | null {
  if (reason === null || reason === undefined) return null;
  const known: Record<string, string> = t.reasons;
  if (Object.hasOwn(known, reason.code)) return known[reason.code] ?? reason.text;
  // The server's own text says which file and what the system said; it is English.
  const general: Record<string, string> = language.options?.waits ?? {};
  return Object.hasOwn(general, reason.code)
    ? `${general[reason.code] ?? ''} (${reason.text})`
    : reason.text || reason.code;
}

/** What the server says of an order to publish, in the language of the page; null for nothing. */
export function publishNote({ code, reason }: PublishedItem): string | null {
  const known: Record<string, string> = language.options?.publish ?? {};
  return code !== null && Object.hasOwn(known, code) ? (known[code] ?? reason) : reason;
}

/** Whether a reason only informs, asks for patience, or needs a hand. */
export function reasonTone(reason: CodexReason | null | undefined): Tone {
  switch (reason?.code) {
    case 'queued':
    case 'private':
      return 'rest';
    case 'file_error':
    case 'file_changed':
    case 'bad_record':
      return 'bad';
    case 'web_seed':
    case 'node_fetches':
      return 'busy';
    default:
      return 'wait';
  }
}

/** How far an item is in Codex, in words; empty for what is not worth a word. */
export function publishText(publish: string | undefined): string {
  if (publish === undefined) return '';
  return wordOf(t.publish, publish);
}

export function publishTone(publish: string | undefined): Tone {
  switch (publish) {
    case 'published':
      return 'good';
    case 'publishing':
      return 'busy';
    case 'waiting':
    case 'stale':
      return 'wait';
    case 'failed':
      return 'bad';
    default:
      return 'rest';
  }
}
