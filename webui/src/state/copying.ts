// What of the selected items goes to the clipboard, and to files.

import { torrents } from '../api';
import { SessionError } from '../api/client';
import type { Torrent } from '../api/types';
import { t } from '../i18n';
import { copyText } from '../lib/clipboard';
import { codexLink } from '../lib/links';
import { saveBlob } from '../lib/save';
import { type Failure, nameOf, report, tellFailures, wordsOf } from './attempt';
import { live } from './maindata.svelte';
import { toasts } from './toasts.svelte';

/** Copies a text and says so, or that the browser did not allow it. */
export async function copy(text: string, done: string): Promise<void> {
  if (await copyText(text)) toasts.info(done);
  else toasts.error(t.link.failed);
}

/** What of an item can be copied; an empty text where an item has none. */
export const copies = {
  name: (row) => row.name,
  hash1: (row) => row.infohash_v1,
  hash2: (row) => row.infohash_v2,
  magnet: (row) => row.magnet_uri,
  id: (_, id) => id,
  comment: (row) => row.comment,
  link: (row) => codexLink(row.magnet_uri) ?? '',
  record: (row) => row.codex_record,
  path: (row) => row.content_path,
} as const satisfies Record<string, (row: Torrent, id: string) => string>;

export type Copy = keyof typeof copies;

/** Copies one line for each item that has such a thing. */
export async function copyOf(what: Copy, ids: readonly string[]): Promise<void> {
  const lines = ids.flatMap((id) => {
    const row = live.data.torrents.get(id);
    const line = row === undefined ? '' : copies[what](row, id);
    return line === '' ? [] : [line];
  });
  if (lines.length === 0) {
    toasts.error(what === 'link' ? t.link.none : t.did.copiedNone);
    return;
  }
  const all = what === 'link' ? t.link.copied(lines.length) : t.did.copied(lines.length);
  const some = t.did.copiedSome(lines.length, ids.length);
  await copy(lines.join('\n'), lines.length < ids.length ? some : all);
}

/** Copies the Codex links of those items that have one. */
export function copyLinks(ids: readonly string[]): Promise<void> {
  return copyOf('link', ids);
}

/** At once that many `.torrent` files are asked for. */
const AT_ONCE = 4;

/** Saves the `.torrent` of one item, or an archive of several. */
export async function exportTorrents(ids: readonly string[]): Promise<void> {
  const files: { name: string; bytes: Uint8Array<ArrayBuffer> }[] = [];
  const failures: Failure[] = [];
  const waiting = [...ids];
  const work = async () => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      const name = nameOf(id);
      try {
        const blob = await torrents.export(id);
        files.push({ name: `${name}.torrent`, bytes: new Uint8Array(await blob.arrayBuffer()) });
      } catch (error) {
        if (error instanceof SessionError) throw error;
        failures.push({ name, why: wordsOf(error) });
      }
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const [only] = files;
    if (only !== undefined && files.length === 1) {
      const { safeName } = await import('../lib/zip');
      saveBlob(new Blob([only.bytes], { type: 'application/x-bittorrent' }), safeName(only.name));
    } else if (files.length > 1) {
      const { zip } = await import('../lib/zip');
      saveBlob(zip(files), 'torrents.zip');
    }
  } catch (error) {
    waiting.length = 0;
    report(error);
    return;
  }
  if (files.length > 0) toasts.info(t.did.exported(files.length));
  tellFailures(failures, ids.length);
}
