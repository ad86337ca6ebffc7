// The changes that can be undone: start, stop, force start, category, tags, automatic management.
// Each remembers how the items were that it changed, and offers the way back to exactly that.

import { torrents } from '../api';
import { t } from '../i18n';
import { isUnclear, type Run, runOf, sameTags, wayBack } from '../lib/runs';
import { splitTags } from '../lib/tags';
import { attempt, report, type Say } from './attempt';
import { current } from './current';
import { live } from './maindata.svelte';
import { toasts } from './toasts.svelte';
import { type Restored, undo } from './undo.svelte';

type Ids = readonly string[];

export function start(ids: Ids): Promise<boolean> {
  return changeRun(ids, 'free', () => torrents.start(ids), t.did.started);
}

export function stop(ids: Ids): Promise<boolean> {
  return changeRun(ids, 'stopped', () => torrents.stop(ids), t.did.stopped);
}

/** Without force they run as the queue lets them: it never stops what was started. */
export function forceStart(ids: Ids, on: boolean): Promise<boolean> {
  const to = on ? 'forced' : 'free';
  const words = on ? t.did.forced : t.did.unforced;
  return changeRun(ids, to, () => torrents.setForceStart(ids, on), words);
}

async function changeRun(
  ids: Ids,
  to: Run,
  send: () => Promise<void>,
  words: (count: number) => string,
): Promise<boolean> {
  if (ids.length === 0) return false;
  return attempt(async () => {
    const before = await runsOf(ids);
    await send();
    const changed = new Map([...before].filter(([, run]) => run !== to));
    if (changed.size === 0) {
      // What had failed is tried again by starting it: that is no change of this kind.
      toasts.info(words(ids.length));
      return;
    }
    undo.offer(words(changed.size), { restore: () => restoreRuns(changed, to) });
  });
}

/** How each of them runs. The server is asked about those whose state word does not tell. */
async function runsOf(ids: Ids): Promise<Map<string, Run>> {
  const rows = await current(ids);
  const unclear = [...rows].filter(([, row]) => isUnclear(row)).map(([id]) => id);
  const stopped = unclear.length === 0 ? new Set() : await torrents.stoppedAmong(unclear);
  return new Map([...rows].map(([id, row]) => [id, runOf(row, stopped.has(id))]));
}

function restoreRuns(before: ReadonlyMap<string, Run>, after: Run): Promise<Restored | null> {
  return restoring(async () => {
    const now = await runsOf([...before.keys()]);
    const way = wayBack<Run>(
      before,
      () => after,
      (id) => now.get(id),
    );
    const send = {
      stopped: torrents.stop,
      free: torrents.start,
      forced: (ids: Ids) => torrents.setForceStart(ids, true),
    };
    for (const [run, ids] of way.back) await send[run](ids);
    return counted(way);
  });
}

/** Puts them into a category; empty takes it off. */
export async function setCategory(ids: Ids, category: string, say?: Say): Promise<boolean> {
  if (ids.length === 0) return false;
  return attempt(async () => {
    const before = new Map<string, string>();
    const automatic = new Set<string>();
    for (const [id, row] of await current(ids)) {
      if (row.category === category) continue;
      before.set(id, row.category);
      if (row.auto_tmm) automatic.add(id);
    }
    if (before.size === 0) {
      toasts.info(t.did.unchanged(ids.length));
      return;
    }
    await torrents.setCategory([...before.keys()], category);
    const text =
      category === '' ? t.did.noCategory(before.size) : t.did.category(category, before.size);
    undo.offer(text, { restore: () => restoreCategories(before, category, automatic) });
  }, say);
}

function restoreCategories(
  before: ReadonlyMap<string, string>,
  after: string,
  automatic: ReadonlySet<string>,
): Promise<Restored | null> {
  return restoring(async () => {
    const now = await current([...before.keys()]);
    const way = wayBack(
      before,
      () => after,
      (id) => now.get(id)?.category,
    );
    for (const [category, ids] of way.back) await torrents.setCategory(ids, category);
    // A preference lets automatic management end where the category changes.
    const ended = [...way.back.values()].flat().filter((id) => automatic.has(id));
    if (ended.length > 0) await torrents.setAutoManagement(ended, true);
    return counted(way);
  });
}

/** Adds and removes tags; those that an item has besides stay. */
export async function changeTags(
  ids: Ids,
  add: Ids,
  remove: Ids,
  text = t.did.tagged,
  say?: Say,
): Promise<boolean> {
  return attempt(async () => {
    const without = new Set(remove);
    const before = new Map<string, string>();
    const after = new Map<string, string>();
    for (const [id, row] of await current(ids)) {
      const had = splitTags(row.tags);
      const gets = [...new Set([...had.filter((tag) => !without.has(tag)), ...add])];
      if (sameTags(had, gets)) continue;
      before.set(id, tagKey(had));
      after.set(id, tagKey(gets));
    }
    if (before.size === 0) {
      toasts.info(t.did.unchanged(ids.length));
      return;
    }
    const changed = [...before.keys()];
    if (remove.length > 0) await torrents.removeTags(changed, remove);
    if (add.length > 0) await torrents.addTags(changed, add);
    undo.offer(text(before.size), { restore: () => restoreTags(before, after) });
  }, say);
}

/** Tags hold no comma, so that their text can be the key of a map. */
function tagKey(tags: readonly string[]): string {
  return [...tags].sort().join(',');
}

function restoreTags(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): Promise<Restored | null> {
  return restoring(async () => {
    const now = await current([...before.keys()]);
    const way = wayBack(
      before,
      (id) => after.get(id) ?? '',
      (id) => {
        const row = now.get(id);
        return row === undefined ? undefined : tagKey(splitTags(row.tags));
      },
    );
    for (const [tags, ids] of way.back)
      await torrents.setTags(ids, tags.split(',').filter(Boolean));
    return counted(way);
  });
}

/** Lets categories decide where files lie, or leaves them where they are. */
export async function setAuto(ids: Ids, on: boolean): Promise<boolean> {
  return attempt(async () => {
    const before = new Map<string, boolean>();
    const places = new Map<string, { save: string; download: string }>();
    for (const [id, row] of await current(ids)) {
      if (row.auto_tmm === on) continue;
      before.set(id, row.auto_tmm);
      places.set(id, { save: row.save_path, download: row.download_path });
    }
    if (before.size === 0) return;
    await torrents.setAutoManagement([...before.keys()], on);
    const text = on ? t.did.autoOn(before.size) : t.did.autoOff(before.size);
    undo.offer(text, { restore: () => restoreAuto(before, on, places) });
  });
}

function restoreAuto(
  before: ReadonlyMap<string, boolean>,
  after: boolean,
  places: ReadonlyMap<string, { save: string; download: string }>,
): Promise<Restored | null> {
  return restoring(async () => {
    const now = await current([...before.keys()]);
    const way = wayBack(
      before,
      () => after,
      (id) => now.get(id)?.auto_tmm,
    );
    const automatic = way.back.get(true);
    if (automatic !== undefined) await torrents.setAutoManagement(automatic, true);
    // Those that were placed by hand go back to their places, each group in one request.
    const manual = way.back.get(false) ?? [];
    if (manual.length > 0) await torrents.setAutoManagement(manual, false);
    for (const [save, group] of grouped(manual, (id) => places.get(id)?.save ?? '')) {
      if (save !== '') await torrents.setLocation(group, save);
    }
    for (const [download, group] of grouped(manual, (id) => places.get(id)?.download ?? '')) {
      await torrents.setDownloadPath(group, download);
    }
    return counted(way);
  });
}

function grouped(ids: Ids, key: (id: string) => string): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const id of ids) {
    const group = groups.get(key(id));
    if (group === undefined) groups.set(key(id), [id]);
    else group.push(id);
  }
  return groups;
}

function counted(way: { back: ReadonlyMap<unknown, Ids>; left: number }): Restored {
  let back = 0;
  for (const ids of way.back.values()) back += ids.length;
  return { back, left: way.left };
}

async function restoring(run: () => Promise<Restored>): Promise<Restored | null> {
  try {
    return await run();
  } catch (error) {
    report(error);
    return null;
  } finally {
    live.refresh();
  }
}
