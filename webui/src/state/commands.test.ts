import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Capabilities, Torrent } from '../api/types';
import type { Item } from '../parts/menu';
import { capabilities } from './capabilities.svelte';
import { factsOf, tri } from './chosen.svelte';
import { commandOf, commands, menuEntries, runCommand, type CommandId } from './commands';
import { live } from './maindata.svelte';

const plain = {
  name: 'x',
  state: 'metaDL',
  force_start: false,
  has_metadata: false,
  progress: 0,
  seq_dl: false,
  f_l_piece_prio: false,
  auto_tmm: false,
  tags: '',
  category: '',
  magnet_uri: 'magnet:?xt=urn:btih:00',
  codex_publish: 'none',
};
const complete = { state: 'stalledUP', has_metadata: true, progress: 1 };

function facts(...rows: Partial<Torrent>[]) {
  const map = new Map(
    rows.map((row, at) => [String(at), { ...plain, ...row } as unknown as Torrent]),
  );
  live.data = { ...live.data, torrents: map };
  return factsOf([...map.keys(), 'gone'], map);
}

function lineOf(id: CommandId, of: ReturnType<typeof facts>): Item | undefined {
  return menuEntries(of).find((entry): entry is Item => entry !== 'line' && entry.id === id);
}

function offer(features: Record<string, boolean>) {
  capabilities.value = { features } as unknown as Capabilities;
}

beforeEach(() => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no server')));
});
afterEach(() => {
  live.clear();
  capabilities.value = null;
});

test('each is enabled by what is selected', () => {
  const table: [CommandId, Partial<Torrent>[], boolean][] = [
    ['start', [], false],
    ['start', [{}], true],
    ['stop', [{ state: 'stoppedDL' }], false],
    ['stop', [{ state: 'stoppedDL' }, {}], true],
    ['rename', [{}], true],
    ['rename', [{}, {}], false],
    ['sequential', [complete], false],
    ['sequential', [complete, {}], true],
    ['ask', [complete], false],
    ['recheck', [{}], false],
    ['recheck', [{}, complete], true],
    ['export', [{}], false],
    ['publish', [{}], false],
    ['publish', [complete], true],
    ['publish', [{ ...complete, codex_publish: 'published' }], false],
    ['publish', [{ ...complete, codex_publish: 'failed' }], true],
    ['unpublish', [complete], false],
    ['unpublish', [{ ...complete, codex_publish: 'published' }], true],
  ];
  for (const [id, rows, enabled] of table) {
    expect(commandOf(id).when(facts(...rows)), `${id} of ${JSON.stringify(rows)}`).toBe(enabled);
  }
});

test('check marks are set for all, for none or for some', () => {
  const mark = (...rows: Partial<Torrent>[]) => lineOf('auto', facts(...rows))?.checked;
  expect(mark({})).toBe(false);
  expect(mark({ auto_tmm: true }, { auto_tmm: true })).toBe(true);
  expect(mark({ auto_tmm: true }, {})).toBe('mixed');
  expect(lineOf('forceStart', facts({ force_start: true }))?.checked).toBe(true);
  expect(tri(0, 0)).toBe(false);
});

test('what the back end lacks is not there at all', () => {
  expect(lineOf('publish', facts(complete))).toBeUndefined();
  offer({ publish: true });
  expect(lineOf('publish', facts(complete))?.disabled).toBe(false);
  expect(lineOf('queue', facts({}))).toBeUndefined();
  live.data = { ...live.data, serverState: { ...live.data.serverState, queueing: true } };
  expect(lineOf('queue', facts({}))?.items?.()).toHaveLength(4);
  // Super seeding has no meaning in Codex.
  expect(JSON.stringify(menuEntries(facts({})))).not.toMatch(/super/i);
});

test('a key runs only what is offered and fits', () => {
  const publish = commandOf('publish');
  const run = vi.spyOn(publish, 'run').mockImplementation(() => undefined);
  expect(runCommand(publish, facts(complete))).toBe(false);
  offer({ publish: true });
  expect(runCommand(publish, facts({}))).toBe(false);
  expect(runCommand(publish, facts(complete))).toBe(true);
  expect(run).toHaveBeenCalledOnce();
  run.mockRestore();
});

test('no key and no line is there twice', () => {
  const keys = commands.flatMap((command) => command.keys ?? []);
  expect(new Set(keys).size).toBe(keys.length);
  expect(new Set(commands.map((command) => command.id)).size).toBe(commands.length);
  const entries = menuEntries(facts({}, complete));
  expect(entries.some((entry, at) => entry === 'line' && entries[at + 1] === 'line')).toBe(false);
  expect(entries.at(-1)).not.toBe('line');
});

test('categories and tags show who has them', () => {
  live.data = {
    ...live.data,
    categories: new Map([
      ['b', { name: 'b' }],
      ['a', { name: 'a' }],
    ]) as unknown as typeof live.data.categories,
  };
  const of = facts({ category: 'a', tags: 'x' }, { category: 'a' });
  const items = (lineOf('category', of)?.items?.() ?? []).filter((one) => one !== 'line');
  expect(items.map((one) => [one.label, one.checked])).toEqual([
    ['New…', undefined],
    ['None', false],
    ['a', true],
    ['b', false],
  ]);
});
