// What is done to categories, tags and trackers as a whole, with the questions before it.

import { torrents } from '../api';
import { categories, tags } from '../api/categories';
import { t } from '../i18n';
import { parentOf } from '../lib/category';
import { inCategory, sieve, urlsOfHost, type Filters } from '../lib/filters';
import { attempt } from './attempt';
import { dialogs } from './dialogs.svelte';
import { live } from './maindata.svelte';
import { preferences } from './preferences.svelte';
import { toasts } from './toasts.svelte';
import { view } from './view.svelte';

/** Whether categories have what is in their subcategories. */
export function nested(): boolean {
  return live.data.serverState.use_subcategories !== false;
}

/** The items of a filter, whatever else is chosen. */
export function idsOf(filters: Filters): string[] {
  const passes = sieve(filters, { trackers: live.data.trackers, nested: nested() });
  return [...live.data.torrents].filter(([id, row]) => passes(row, id)).map(([id]) => id);
}

async function change(run: () => Promise<void>, text: string): Promise<boolean> {
  const done = await attempt(run);
  if (done) toasts.info(text);
  return done;
}

function itemsOfCategory(name: string): number {
  let count = 0;
  for (const row of live.data.torrents.values())
    if (inCategory(row.category, name, true)) count += 1;
  return count;
}

export async function askRemoveCategory(name: string): Promise<void> {
  const count = itemsOfCategory(name);
  const below = [...live.data.categories.keys()].filter((one) => one.startsWith(`${name}/`));
  const text =
    count === 0 ? t.category.removeNoItems : t.category.removeItems(count, parentOf(name));
  await dialogs.open('confirm', {
    title: t.category.removeTitle(1 + below.length),
    names: [name, ...below],
    text: below.length === 0 ? text : `${t.category.removeBelow} ${text}`,
    submit: t.category.removeSubmit,
    danger: true,
    run: () => removeCategories([name], 1 + below.length),
  });
}

/** Those that neither have items nor anything with items below them. */
export function unusedCategories(): string[] {
  const used = new Set<string>();
  for (const { category } of live.data.torrents.values()) {
    for (let name = category; name !== '' && !used.has(name); name = parentOf(name)) used.add(name);
  }
  return [...live.data.categories.keys()].filter((name) => !used.has(name));
}

export async function askRemoveUnusedCategories(): Promise<void> {
  const names = unusedCategories();
  if (names.length === 0) {
    toasts.info(t.filterMenu.noUnused);
    return;
  }
  await dialogs.open('confirm', {
    title: t.category.removeTitle(names.length),
    names,
    text: t.category.removeUnusedText,
    submit: t.category.removeSubmit,
    danger: true,
    run: () => removeCategories(names, names.length),
  });
}

async function removeCategories(names: readonly string[], count: number): Promise<boolean> {
  const done = await change(() => categories.remove(names), t.category.removed(count));
  const { category } = view.filters;
  if (done && category !== null && names.some((name) => inCategory(category, name, true))) {
    view.filters = { ...view.filters, category: null };
  }
  return done;
}

/** False when the server refused. */
export function addTags(names: readonly string[]): Promise<boolean> {
  return change(() => tags.create(names), t.tagList.added(names.length));
}

/** How many items have a tag. */
export function itemsOfTag(tag: string): number {
  return view.counts.tag.get(tag) ?? 0;
}

export async function askRemoveTags(names: readonly string[], text: string): Promise<void> {
  await dialogs.open('confirm', {
    title: t.tagList.removeTitle(names.length),
    names,
    text,
    submit: t.tagList.remove,
    danger: true,
    run: () => removeTags(names),
  });
}

export async function askRemoveUnusedTags(): Promise<void> {
  const names = [...live.data.tags].filter((tag) => itemsOfTag(tag) === 0);
  if (names.length === 0) toasts.info(t.filterMenu.noUnused);
  else await askRemoveTags(names, t.tagList.removeUnusedText);
}

async function removeTags(names: readonly string[]): Promise<boolean> {
  const done = await change(() => tags.remove(names), t.tagList.removed(names.length));
  if (done && names.some((tag) => tag === view.filters.tag)) {
    view.filters = { ...view.filters, tag: null };
  }
  return done;
}

/** Takes all addresses of a host off every item. */
export async function askRemoveHost(host: string): Promise<void> {
  const urls = urlsOfHost(live.data.trackers, host);
  const run = async () => {
    const done = await change(() => removeUrls(urls), t.trackers.done);
    if (done && view.filters.tracker === host) view.filters = { ...view.filters, tracker: null };
    return done;
  };
  await preferences.refresh();
  if (!preferences.flag('confirm_remove_tracker_from_all_torrents', true)) {
    await run();
    return;
  }
  await dialogs.open('confirm', {
    title: t.trackerFilter.removeTitle,
    names: urls,
    text: t.trackerFilter.removeText(view.counts.tracker.get(host) ?? 0),
    submit: t.trackerFilter.removeSubmit,
    danger: true,
    run,
  });
}

async function removeUrls(urls: readonly string[]): Promise<void> {
  for (const url of urls) await torrents.removeTrackerFromAll(url);
}
