// What can be done with a filter: with the category, tag or tracker itself and with its items.

import { t } from '../../i18n';
import { ANY, type FilterKind } from '../../lib/filters';
import { start, stop } from '../../state/actions';
import { askRemove } from '../../state/asking';
import { dialogs } from '../../state/dialogs.svelte';
import {
  askRemoveCategory,
  askRemoveHost,
  askRemoveTags,
  askRemoveUnusedCategories,
  askRemoveUnusedTags,
  idsOf,
  itemsOfTag,
} from '../../state/labels';
import { toasts } from '../../state/toasts.svelte';
import type { Entry, Item } from '../menu';

/** The menu of a filter. `value` null is the whole section, empty the items without one. */
export function actionsOf(kind: FilterKind, value: string | null): Entry[] {
  const items = value === null ? [] : ['line' as const, ...ofItems(kind, value)];
  return [...own(kind, value), ...items];
}

function own(kind: FilterKind, value: string | null): Item[] {
  const named = value !== null && value !== '';
  const words = t.filterMenu;
  switch (kind) {
    case 'category':
      return [
        { label: words.addCategory, icon: 'plus', run: () => void dialogs.open('category', {}) },
        ...(named ? ofCategory(value) : []),
        {
          label: words.removeUnusedCategories,
          icon: 'eraser',
          run: () => void askRemoveUnusedCategories(),
        },
      ];
    case 'tag':
      return [
        { label: words.manageTags, icon: 'tag', run: () => void dialogs.open('tags', {}) },
        ...(named
          ? [
              {
                label: words.removeTag,
                danger: true,
                icon: 'trash' as const,
                run: () => void askRemoveTags([value], t.tagList.removeText(itemsOfTag(value))),
              },
            ]
          : []),
        { label: words.removeUnusedTags, icon: 'eraser', run: () => void askRemoveUnusedTags() },
      ];
    case 'tracker':
      return [
        {
          label: words.manageTrackers,
          icon: 'antenna',
          run: () => void dialogs.open('trackers', {}),
        },
        ...(named
          ? [
              {
                label: words.removeTracker,
                danger: true,
                icon: 'trash' as const,
                run: () => void askRemoveHost(value),
              },
            ]
          : []),
      ];
    default:
      return [];
  }
}

function ofCategory(name: string): Item[] {
  return [
    {
      label: t.filterMenu.addSubcategory,
      icon: 'branch',
      run: () => void dialogs.open('category', { parent: name }),
    },
    {
      label: t.filterMenu.editCategory,
      icon: 'pencil',
      run: () => void dialogs.open('category', { name }),
    },
    {
      label: t.filterMenu.removeCategory,
      danger: true,
      icon: 'trash',
      run: () => void askRemoveCategory(name),
    },
  ];
}

function ofItems(kind: FilterKind, value: string): Item[] {
  const withItems = (act: (ids: readonly string[]) => Promise<unknown>) => () => {
    const ids = idsOf({ ...ANY, [kind]: value });
    if (ids.length === 0) toasts.info(t.filterMenu.empty);
    else void act(ids);
  };
  return [
    { label: t.filterMenu.start, icon: 'play', run: withItems(start) },
    { label: t.filterMenu.stop, icon: 'stop', run: withItems(stop) },
    {
      label: t.filterMenu.remove,
      icon: 'trash',
      danger: true,
      run: withItems((ids) => askRemove(ids)),
    },
  ];
}
