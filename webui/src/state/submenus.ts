// The submenus of the commands: categories, tags, and what can be copied.

import { t } from '../i18n';
import { splitTags } from '../lib/tags';
import type { Entry } from '../parts/menu';
import { askRemoveTags } from './asking';
import { type Facts, tri } from './chosen.svelte';
import { type Copy, copies, copyOf } from './copying';
import { dialogs } from './dialogs.svelte';
import { live } from './maindata.svelte';
import { changeTags, setCategory } from './undoable';

/** More of a submenu than this is found faster in a dialog with a search. */
const MOST_ITEMS = 30;

export function categoryItems({ ids, count }: Facts): readonly Entry[] {
  const having = countEach(ids, (id) => [live.data.torrents.get(id)?.category ?? '']);
  const names = [...live.data.categories.keys()].sort((a, b) => a.localeCompare(b));
  const pick = () => void dialogs.open('pickCategory', { ids });
  const items: Entry[] = [
    {
      id: ' new',
      label: t.commands.newCategory,
      icon: 'plus',
      run: () => void dialogs.open('newCategory', { ids }),
    },
    {
      id: ' none',
      label: t.commands.noCategory,
      radio: true,
      checked: having.get('') === count,
      run: () => void setCategory(ids, ''),
    },
  ];
  if (names.length > 0) items.push('line');
  for (const name of names.slice(0, MOST_ITEMS)) {
    items.push({
      id: `=${name}`,
      label: name,
      radio: true,
      checked: having.get(name) === count,
      run: () => void setCategory(ids, name),
    });
  }
  if (names.length > MOST_ITEMS) {
    items.push('line', { id: ' all', label: t.commands.allOf(names.length), run: pick });
  }
  return items;
}

export function tagItems({ ids, count, tagged }: Facts): readonly Entry[] {
  const having = countEach(ids, (id) => splitTags(live.data.torrents.get(id)?.tags));
  const names = [...live.data.tags].sort((a, b) => a.localeCompare(b));
  const items: Entry[] = [
    {
      id: ' pick',
      label: t.commands.pickTags,
      icon: 'plus',
      run: () => void dialogs.open('pickTags', { ids }),
    },
    {
      id: ' none',
      label: t.commands.removeAllTags,
      disabled: tagged === 0,
      run: () => void askRemoveTags(ids),
    },
  ];
  if (names.length > 0) items.push('line');
  for (const name of names.slice(0, MOST_ITEMS)) {
    const has = tri(having.get(name) ?? 0, count);
    items.push({
      id: `=${name}`,
      label: name,
      checked: has,
      stays: true,
      run: () => void (has === true ? changeTags(ids, [], [name]) : changeTags(ids, [name], [])),
    });
  }
  return items;
}

export function copyItems({ ids }: Facts): readonly Entry[] {
  const words: Record<Copy, string> = {
    name: t.commands.copyName,
    hash1: t.commands.copyHash1,
    hash2: t.commands.copyHash2,
    magnet: t.commands.copyMagnet,
    id: t.commands.copyId,
    comment: t.commands.copyComment,
    link: t.commands.copyLink,
    record: t.commands.copyRecord,
    path: t.commands.copyPath,
  };
  return (Object.keys(copies) as Copy[]).map((what) => ({
    id: what,
    label: words[what],
    disabled: !ids.some((id) => {
      const row = live.data.torrents.get(id);
      return row !== undefined && copies[what](row, id) !== '';
    }),
    run: () => void copyOf(what, ids),
  }));
}

function countEach(
  ids: readonly string[],
  values: (id: string) => readonly string[],
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const id of ids) {
    for (const value of values(id)) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return counts;
}
