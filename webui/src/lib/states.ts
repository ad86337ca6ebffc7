// qBittorrent's state strings as words, colours and filters.
import type { CodexReason, Torrent } from '../api/types';
import { t } from '../i18n';

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

export const FILTERS = [
  'all',
  'downloading',
  'complete',
  'active',
  'waiting',
  'stopped',
  'errored',
] as const;
export type Filter = (typeof FILTERS)[number];

/** Whether a row belongs to a filter. */
export function matches(filter: Filter, row: Torrent): boolean {
  const state = modern(row.state);
  switch (filter) {
    case 'all':
      return true;
    case 'downloading':
      return state === 'downloading' || /DL$/.test(state);
    case 'complete':
      return state === 'uploading' || /UP$/.test(state);
    case 'active':
      return row.dlspeed > 0 || row.upspeed > 0;
    case 'waiting':
      return (
        state === 'stalledDL' ||
        /metaDL$/i.test(state) ||
        (row.progress < 1 &&
          (row.codex_reason ?? null) !== null &&
          row.codex_reason?.code !== 'web_seed')
      );
    case 'stopped':
      return state === 'stoppedDL' || state === 'stoppedUP';
    case 'errored':
      return state === 'error' || state === 'missingFiles';
  }
}

/** The reason in plain words, or null. */
export function reasonText(reason: CodexReason | null | undefined): string | null {
  if (reason === null || reason === undefined) return null;
  const known: Record<string, string> = t.reasons;
  return Object.hasOwn(known, reason.code)
    ? (known[reason.code] ?? reason.text)
    : reason.text || reason.code;
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
      return 'busy';
    default:
      return 'wait';
  }
}

/** How far an item is in Codex, in words; empty for what is not worth a word. */
export function publishText(publish: string | undefined): string {
  if (publish === undefined) return '';
  const known: Record<string, string> = t.publish;
  return Object.hasOwn(known, publish) ? (known[publish] ?? publish) : publish;
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
