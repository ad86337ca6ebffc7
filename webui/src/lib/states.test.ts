import { describe, expect, test } from 'vitest';
import type { Torrent } from '../api/types';
import { matches, publishText, publishTone, reasonText, reasonTone, shownState } from './states';

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
  test.each([
    [{ state: 'downloading', progress: 0.5, dlspeed: 1 }, ['all', 'downloading', 'active']],
    [{ state: 'stalledDL', progress: 0.5 }, ['all', 'downloading', 'waiting']],
    [{ state: 'metaDL', progress: 0 }, ['all', 'downloading', 'waiting']],
    [{ state: 'pausedDL', progress: 0 }, ['all', 'downloading', 'stopped']],
    [{ state: 'stoppedUP' }, ['all', 'complete', 'stopped']],
    [{ state: 'uploading', upspeed: 1 }, ['all', 'complete', 'active']],
    [{ state: 'missingFiles', progress: 0.5 }, ['all', 'errored']],
    [{ codex_reason: { code: 'private', text: '' } }, ['all', 'complete']],
  ])('%o', (fields, expected) => {
    const all = [
      'all',
      'downloading',
      'complete',
      'active',
      'waiting',
      'stopped',
      'errored',
    ] as const;
    expect(all.filter((filter) => matches(filter, row(fields)))).toEqual(expected);
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
  });
});

test('publishing has words, and unknown ones are shown as they come', () => {
  expect(publishText('published')).toBe('Published');
  expect(publishText('newer')).toBe('newer');
  expect(publishText(undefined)).toBe('');
  expect(publishTone('failed')).toBe('bad');
});
