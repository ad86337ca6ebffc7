// What buttons and keys do to the server, with the words that follow. What can be undone is in
// `undoable`, what is asked before in `asking`.

import { codex, torrents } from '../api';
import type { QueueMove, ShareLimits } from '../api/torrents';
import type { Torrent } from '../api/types';
import { language, t } from '../i18n';
import { publishNote } from '../lib/states';
import { splitTags } from '../lib/tags';
import { attempt, type Failure, nameOf, type Say, tellFailures } from './attempt';
import { current } from './current';
import { live } from './maindata.svelte';
import { toasts } from './toasts.svelte';
import { changeTags } from './undoable';

export { report } from './attempt';
export { copyLinks } from './copying';
export { start, stop } from './undoable';

type Ids = readonly string[];

export async function remove(ids: Ids, deleteFiles: boolean, say?: Say): Promise<boolean> {
  const done = await attempt(() => torrents.delete(ids, deleteFiles), say);
  if (done) toasts.info(t.remove.done(ids.length));
  return done;
}

/** Only what has files can be checked; the others are said. */
export async function recheck(ids: Ids): Promise<boolean> {
  const known = ids.filter((id) => live.data.torrents.get(id)?.has_metadata !== false);
  const left = ids.length - known.length;
  if (known.length === 0) {
    toasts.info(t.did.skippedUnknown(left));
    return true;
  }
  const done = await attempt(() => torrents.recheck(known));
  if (done) {
    const text = t.recheck.done(known.length);
    toasts.info(left === 0 ? text : `${text} ${t.did.skippedUnknown(left)}`);
  }
  return done;
}

/** Asks Codex for their content at once. */
export async function askCodex(ids: Ids): Promise<void> {
  if (await attempt(() => torrents.reannounce(ids))) toasts.info(t.did.asked(ids.length));
}

export async function moveInQueue(ids: Ids, where: QueueMove): Promise<void> {
  await attempt(() => torrents.move(ids, where));
}

/** All of them in order, or none: the server only turns each round. */
export async function setSequential(ids: Ids, on: boolean): Promise<void> {
  await turn(ids, (row) => row.seq_dl === on, torrents.toggleSequential);
}

export async function setFirstLast(ids: Ids, on: boolean): Promise<void> {
  await turn(ids, (row) => row.f_l_piece_prio === on, torrents.toggleFirstLast);
}

async function turn(
  ids: Ids,
  isSo: (row: Torrent) => boolean,
  send: (ids: Ids) => Promise<void>,
): Promise<void> {
  await attempt(async () => {
    const others = [...(await current(ids))].filter(([, row]) => !isSo(row)).map(([id]) => id);
    if (others.length > 0) await send(others);
  });
}

/** The tags that any of these items has, each once. */
export function tagsOf(ids: Ids): string[] {
  const tags = new Set<string>();
  for (const id of ids)
    for (const tag of splitTags(live.data.torrents.get(id)?.tags)) tags.add(tag);
  return [...tags].sort((a, b) => a.localeCompare(b));
}

export function removeAllTags(ids: Ids): Promise<boolean> {
  return changeTags(ids, [], tagsOf(ids), () => t.tags.done);
}

export async function removeTrackerFromAll(url: string): Promise<boolean> {
  const done = await attempt(() => torrents.removeTrackerFromAll(url));
  if (done) toasts.info(t.trackers.done);
  return done;
}

export async function rename(id: string, name: string, say?: Say): Promise<boolean> {
  const done = await attempt(() => torrents.rename(id, name), say);
  if (done) toasts.info(t.did.renamed);
  return done;
}

export async function setComment(ids: Ids, comment: string, say?: Say): Promise<boolean> {
  const done = await attempt(() => torrents.setComment(ids, comment), say);
  if (done) toasts.info(t.did.commented);
  return done;
}

export async function setLocation(ids: Ids, path: string, say?: Say): Promise<boolean> {
  const done = await attempt(() => torrents.setLocation(ids, path), say);
  if (done) toasts.info(t.did.moving(ids.length));
  return done;
}

/** Bytes per second, 0 for none; what is undefined stays as it is. */
export async function setSpeedLimits(
  ids: Ids,
  limits: { download: number | undefined; upload: number | undefined },
  say?: Say,
): Promise<boolean> {
  const done = await attempt(async () => {
    if (limits.download !== undefined) await torrents.setDownloadLimit(ids, limits.download);
    if (limits.upload !== undefined) await torrents.setUploadLimit(ids, limits.upload);
  }, say);
  if (done) toasts.info(t.did.limited);
  return done;
}

export async function setShareLimits(ids: Ids, limits: ShareLimits, say?: Say): Promise<boolean> {
  const done = await attempt(() => torrents.setShareLimits(ids, limits), say);
  if (done) toasts.info(t.did.limited);
  return done;
}

export async function publish(ids: Ids): Promise<boolean> {
  return eachToldOf(ids, (some) => codex.publish(some), t.did.published);
}

export async function unpublish(ids: Ids): Promise<boolean> {
  return eachToldOf(ids, codex.unpublish, t.did.unpublished);
}

/** For answers that say of each item what became of it. */
async function eachToldOf(
  ids: Ids,
  send: typeof codex.unpublish,
  words: (count: number) => string,
): Promise<boolean> {
  return attempt(async () => {
    const outcomes = Object.entries(await send(ids));
    const refused = outcomes.filter(([, outcome]) => !outcome.ok);
    if (refused.length > 0) await language.useOptions();
    const failures: Failure[] = refused.map(([id, outcome]) => ({
      name: nameOf(id),
      why: publishNote(outcome) ?? t.states.unknown,
    }));
    const done = outcomes.length - failures.length;
    if (done > 0) toasts.info(words(done));
    tellFailures(failures, ids.length);
  });
}
