import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Torrent } from '../api/types';
import { live } from './maindata.svelte';
import { toasts } from './toasts.svelte';
import { undo } from './undo.svelte';
import { changeTags, setAuto, setCategory, stop } from './undoable';

/** What was asked of the server: endpoint and parameters. */
let asked: [string, Record<string, string>][];
let stopped: string[];
let fails: boolean;

function rows(all: Record<string, Partial<Torrent>>) {
  const plain = { state: 'metaDL', force_start: false, tags: '', category: '', auto_tmm: false };
  const torrents = new Map(
    Object.entries(all).map(([id, row]) => [id, { ...plain, ...row } as Torrent]),
  );
  live.data = { ...live.data, torrents };
}

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  stopped = [];
  fails = false;
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    const params = Object.fromEntries(new URLSearchParams(String(init.body)));
    if (url.endsWith('torrents/info')) {
      const wanted = params.hashes?.split('|') ?? [];
      const known = [...live.data.torrents].map(([hash, row]) => ({ hash, ...row }));
      const rows = params.filter === 'stopped' ? stopped.map((hash) => ({ hash })) : known;
      return Promise.resolve(Response.json(rows.filter(({ hash }) => wanted.includes(hash))));
    }
    asked.push([url.replace('api/v2/torrents/', ''), params]);
    return Promise.resolve(new Response(fails ? 'no' : '', { status: fails ? 409 : 200 }));
  });
});
afterEach(() => {
  undo.clear();
  for (const { id } of toasts.list) toasts.dismiss(id);
  live.clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const said = () => toasts.list.map((toast) => toast.text);

test('a stop is undone for those that ran, each as it ran', async () => {
  rows({
    free: {},
    forced: { force_start: true, state: 'forcedDL' },
    was: { state: 'stoppedDL' },
    checked: { state: 'checkingDL' },
    hidden: { state: 'checkingUP' },
  });
  // Being checked hides that it was stopped: only the server knows.
  stopped = ['hidden'];
  await stop(['free', 'forced', 'was', 'checked', 'hidden']);
  expect(said()).toEqual(['3 stopped.']);
  stopped = ['hidden', 'checked'];
  rows({
    free: { state: 'stoppedDL' },
    forced: { state: 'stoppedDL' },
    was: { state: 'stoppedDL' },
    checked: { state: 'checkingDL' },
    hidden: { state: 'checkingUP' },
  });
  asked = [];
  await undo.last();
  expect(asked).toEqual([
    ['start', { hashes: 'free|checked' }],
    ['setForceStart', { hashes: 'forced', value: 'true' }],
  ]);
  expect(undo.steps).toEqual([]);
});

test('a category goes back, and so does the automatic management that it ended', async () => {
  rows({
    a: { category: 'x' },
    b: { category: 'x', auto_tmm: true },
    c: {},
    d: { category: 'new' },
  });
  await setCategory(['a', 'b', 'c', 'd'], 'new');
  expect(asked).toEqual([['setCategory', { hashes: 'a|b|c', category: 'new' }]]);
  rows({ a: { category: 'new' }, b: { category: 'new' }, c: { category: 'other' }, d: {} });
  asked = [];
  await undo.last();
  expect(asked).toEqual([
    ['setCategory', { hashes: 'a|b', category: 'x' }],
    ['setAutoManagement', { hashes: 'b', enable: 'true' }],
  ]);
  expect(said().at(-1)).toMatch(/^Undone for 2 of 3/);
});

test('tags go back as a set', async () => {
  rows({ a: { tags: 'x, y' }, b: { tags: 'y' }, c: { tags: 'z' } });
  await changeTags(['a', 'b', 'c'], ['z'], ['y']);
  expect(asked).toEqual([
    ['removeTags', { hashes: 'a|b', tags: 'y' }],
    ['addTags', { hashes: 'a|b', tags: 'z' }],
  ]);
  rows({ a: { tags: 'x, z' }, b: { tags: 'z' }, c: { tags: 'z' } });
  asked = [];
  await undo.last();
  expect(asked).toEqual([
    ['setTags', { hashes: 'a', tags: 'x,y' }],
    ['setTags', { hashes: 'b', tags: 'y' }],
  ]);
});

test('who was placed by hand goes back to that place', async () => {
  rows({ a: { save_path: '/a', download_path: '' }, b: { auto_tmm: true } });
  await setAuto(['a', 'b'], true);
  expect(asked).toEqual([['setAutoManagement', { hashes: 'a', enable: 'true' }]]);
  rows({ a: { auto_tmm: true, save_path: '/films' } });
  asked = [];
  await undo.last();
  expect(asked).toEqual([
    ['setAutoManagement', { hashes: 'a', enable: 'false' }],
    ['setLocation', { hashes: 'a', location: '/a' }],
    ['setDownloadPath', { id: 'a', path: '' }],
  ]);
});

test('what failed can be tried again, what changed nothing cannot be undone', async () => {
  rows({ a: { category: 'x' } });
  await setCategory(['a'], 'x');
  expect(undo.steps).toEqual([]);
  await setCategory(['a'], 'y');
  fails = true;
  await undo.last();
  expect(said()).toContain('no');
  expect(undo.steps).toHaveLength(1);
  fails = false;
  await undo.last();
  expect(undo.steps).toHaveLength(0);
  await undo.last();
  expect(said().at(-1)).toBe('There is nothing to undo.');
});
