// What buttons and keys do to the server, with the words that follow.

import { torrents } from '../api';
import { SessionError } from '../api/client';
import { t } from '../i18n';
import { copyText } from '../lib/clipboard';
import { codexLink } from '../lib/links';
import { live } from './maindata.svelte';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';

/** Runs a change; tells of its failure; brings the list up to date. True when it worked. */
async function change(run: () => Promise<void>): Promise<boolean> {
  try {
    await run();
    live.refresh();
    return true;
  } catch (error) {
    report(error);
    return false;
  }
}

/** A failed request: an ended session asks for the password, the rest is said. */
export function report(error: unknown): void {
  if (error instanceof SessionError) session.refused();
  else toasts.error(error instanceof Error ? error.message : String(error));
}

export async function start(ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await change(() => torrents.start(ids));
}

export async function stop(ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await change(() => torrents.stop(ids));
}

export async function remove(ids: readonly string[], deleteFiles: boolean): Promise<boolean> {
  const done = await change(() => torrents.delete(ids, deleteFiles));
  if (done) toasts.info(t.remove.done(ids.length));
  return done;
}

export async function recheck(ids: readonly string[]): Promise<boolean> {
  const done = await change(() => torrents.recheck(ids));
  if (done) toasts.info(t.recheck.done(ids.length));
  return done;
}

/** The tags that any of these items has, each once. */
export function tagsOf(ids: readonly string[]): string[] {
  const tags = ids.flatMap((id) => splitTags(live.data.torrents.get(id)?.tags));
  return [...new Set(tags)].sort((a, b) => a.localeCompare(b));
}

/** The tags of an item, as the wire has them in one text. */
export function splitTags(tags: string | undefined): string[] {
  return (tags ?? '').split(', ').filter(Boolean);
}

export async function removeAllTags(ids: readonly string[]): Promise<boolean> {
  const done = await change(() => torrents.removeAllTags(ids));
  if (done) toasts.info(t.tags.done);
  return done;
}

export async function removeTrackerFromAll(url: string): Promise<boolean> {
  const done = await change(() => torrents.removeTrackerFromAll(url));
  if (done) toasts.info(t.trackers.done);
  return done;
}

/** Copies the Codex links of those items that have one. */
export async function copyLinks(ids: readonly string[]): Promise<void> {
  const links = ids
    .map((id) => codexLink(live.data.torrents.get(id)?.magnet_uri))
    .filter((link) => link !== null);
  if (links.length === 0) {
    toasts.error(t.link.none);
  } else if (await copyText(links.join('\n'))) {
    toasts.info(t.link.copied(links.length));
  } else {
    toasts.error(t.link.failed);
  }
}
