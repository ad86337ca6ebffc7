// What is asked before an action, as far as the preferences want it asked. Another client may have
// changed them, so they are read anew first.

import { t } from '../i18n';
import { recheck, remove, removeAllTags, tagsOf, unpublish } from './actions';
import { nameOf } from './attempt';
import { dialogs } from './dialogs.svelte';
import { preferences } from './preferences.svelte';
import { toasts } from './toasts.svelte';

export async function askRemove(ids: readonly string[], withFiles = false): Promise<void> {
  if (ids.length === 0) return;
  await preferences.refresh();
  if (preferences.flag('confirm_torrent_deletion', true)) {
    await dialogs.open('remove', { ids, withFiles });
  } else await remove(ids, withFiles);
}

export async function askRecheck(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await preferences.refresh();
  if (!preferences.flag('confirm_torrent_recheck', true)) {
    await recheck(ids);
    return;
  }
  await dialogs.open('confirm', {
    title: t.recheck.title(ids.length),
    text: t.recheck.text,
    names: names(ids),
    submit: t.recheck.submit,
    run: () => recheck(ids),
  });
}

export async function askRemoveTags(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  if (tagsOf(ids).length === 0) {
    toasts.info(t.tags.none);
    return;
  }
  await preferences.refresh();
  if (!preferences.flag('confirm_remove_all_tags', true)) {
    await removeAllTags(ids);
    return;
  }
  await dialogs.open('confirm', {
    title: t.tags.title(ids.length),
    text: t.tags.text(tagsOf(ids).join(', ')),
    names: names(ids),
    submit: t.tags.submit,
    run: () => removeAllTags(ids),
  });
}

/** Others who fetch it lose a source, so it is asked whatever the preferences say. */
export async function askUnpublish(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await dialogs.open('confirm', {
    title: t.unpublish.title(ids.length),
    text: t.unpublish.text,
    names: names(ids),
    submit: t.unpublish.submit,
    danger: true,
    run: () => unpublish(ids),
  });
}

function names(ids: readonly string[]): string[] {
  return ids.map(nameOf);
}
