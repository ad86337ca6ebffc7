import { describe, expect, test } from 'vitest';
import type { Torrent } from '../api/types';
import { language } from '../i18n';
import {
  CODEX_FILTERS,
  FILTERS,
  inCodex,
  matches,
  publishNote,
  publishText,
  publishTone,
  reasonText,
  reasonTone,
  shownState,
} from './states';

function row(fields: Partial<Torrent>): Torrent {
  return { state: 'stalledUP', progress: 1, dlspeed: 0, upspeed: 0, ...fields } as Torrent;
}

describe('states', () => {
  test.each([
    'error',
    'missingFiles',
    'uploading',
    'stoppedUP',
    'queuedUP',
    'stalledUP',
    'checkingUP',
    'forcedUP',
    'downloading',
    'metaDL',
    'forcedMetaDL',
    'stoppedDL',
    'queuedDL',
    'stalledDL',
    'checkingDL',
    'forcedDL',
    'checkingResumeData',
    'moving',
    'pausedUP',
    'pausedDL',
  ])('%s has words', (state) => {
    expect(shownState(state).label).not.toBe('Unknown');
  });

  test('what is new, or a name of the language, is said to be unknown', () => {
    expect(shownState('dancing').label).toBe('Unknown');
    expect(shownState('constructor').label).toBe('Unknown');
  });
});

describe('filters', () => {
  // qBittorrent's own table, state by state.
  test.each([
    ['downloading', ['downloading', 'running']],
    ['forcedDL', ['downloading', 'running']],
    ['metaDL', ['downloading', 'running']],
    ['forcedMetaDL', ['downloading', 'running']],
    ['queuedDL', ['downloading', 'running']],
    ['stalledDL', ['downloading', 'running', 'stalled', 'stalled_downloading']],
    ['checkingDL', ['downloading', 'running', 'checking']],
    ['stoppedDL', ['downloading', 'stopped']],
    ['pausedDL', ['downloading', 'stopped']],
    ['uploading', ['seeding', 'completed', 'running']],
    ['forcedUP', ['seeding', 'completed', 'running']],
    ['queuedUP', ['seeding', 'completed', 'running']],
    ['stalledUP', ['seeding', 'completed', 'running', 'stalled', 'stalled_uploading']],
    ['checkingUP', ['seeding', 'completed', 'running', 'checking']],
    ['stoppedUP', ['completed', 'stopped']],
    ['pausedUP', ['completed', 'stopped']],
    ['checkingResumeData', ['running', 'checking']],
    ['moving', ['running', 'moving']],
    ['error', ['running', 'errored']],
    ['missingFiles', ['running', 'errored']],
    ['of a later release', ['running']],
  ])('%s', (state, expected) => {
    for (const [speeds, activity] of [
      [{ dlspeed: 0, upspeed: 0 }, 'inactive'],
      [{ dlspeed: 1, upspeed: 0 }, 'active'],
      [{ dlspeed: 0, upspeed: 1 }, 'active'],
    ] as const) {
      const found = FILTERS.filter((filter) => matches(filter, row({ state, ...speeds })));
      expect(found.sort()).toEqual(['all', activity, ...expected].sort());
    }
  });

  test.each([
    [{ codex_publish: 'published' }, ['published']],
    [{ codex_publish: 'publishing' }, ['pending']],
    [{ codex_publish: 'waiting' }, ['pending']],
    [{ codex_publish: 'failed' }, ['failed']],
    [{ codex_publish: 'stale' }, ['stale']],
    [{ codex_publish: 'none' }, ['unpublished']],
    [{}, ['unpublished']],
    [{ codex_reason: { code: 'private', text: '' } }, ['unpublished']],
    [{ codex_reason: { code: 'web_seed', text: '' } }, ['unpublished']],
    [{ codex_reason: { code: 'node_fetches', text: '' } }, ['unpublished']],
    [{ codex_reason: { code: 'not_in_codex', text: '' } }, ['unpublished', 'waiting']],
  ])('%o', (fields, expected) => {
    expect(CODEX_FILTERS.filter((filter) => inCodex(filter, row(fields)))).toEqual(expected);
  });
});

describe('reasons', () => {
  test('known codes are said in our words, others in the server’s', () => {
    expect(reasonText({ code: 'not_in_codex', text: 'x' })).toContain('Nobody has published');
    expect(reasonText({ code: 'file_changed', text: 'a.bin changed' })).toBe('a.bin changed');
    expect(reasonText({ code: 'toString', text: '' })).toBe('toString');
    expect(reasonText(null)).toBeNull();
    expect(reasonText(undefined)).toBeNull();
  });

  test('only what needs a hand is alarming', () => {
    expect(reasonTone({ code: 'file_changed', text: '' })).toBe('bad');
    expect(reasonTone({ code: 'not_in_codex', text: '' })).toBe('wait');
    expect(reasonTone({ code: 'private', text: '' })).toBe('rest');
    expect(reasonTone({ code: 'web_seed', text: '' })).toBe('busy');
    expect(reasonTone({ code: 'node_fetches', text: '' })).toBe('busy');
  });
});

test('publishing has words, and unknown ones are shown as they come', () => {
  expect(publishText('published')).toBe('Published');
  expect(publishText('newer')).toBe('newer');
  expect(publishText(undefined)).toBe('');
  expect(publishTone('failed')).toBe('bad');
});

test('what became of an order to publish is told in the language of the page', async () => {
  const held = { ok: false, code: 'private', reason: 'It is private.' };
  expect(publishNote(held)).toBe('It is private.');
  expect(publishNote({ ok: true, code: null, reason: null })).toBe(null);
  await language.use('de');
  await language.useOptions();
  expect(publishNote(held)).toMatch(/privat/i);
  expect(publishNote(held)).not.toBe('It is private.');
  expect(publishNote({ ...held, code: 'of a newer server' })).toBe('It is private.');
  await language.use('en');
});
