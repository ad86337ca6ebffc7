// What the dialog that adds remembers: in this browser the folders used last, the category to begin
// with and whether more options are shown; in this tab what is typed, so that a reload loses nothing.

import { DRAFT } from '../../state/intake.svelte';
import type { AddValues } from './options.svelte';

const RECENT = 'qcodex.add.paths';
const CATEGORY = 'qcodex.add.category';
const MORE = 'qcodex.add.more';
const MOST_PATHS = 6;
/** Larger files are chosen again after a reload. */
const MOST_BYTES = 1024 * 1024;

function load(store: () => Storage, key: string): unknown {
  try {
    return JSON.parse(store().getItem(key) ?? 'null');
  } catch {
    // No storage, or not ours.
    return null;
  }
}

function save(store: () => Storage, key: string, value: unknown): void {
  try {
    if (value === null) store().removeItem(key);
    else store().setItem(key, JSON.stringify(value));
  } catch {
    // Private windows may refuse; nothing is lost but the memory of it.
  }
}

const browser = () => localStorage;
const tab = () => sessionStorage;

export function recentPaths(): string[] {
  const paths = load(browser, RECENT);
  return Array.isArray(paths) ? paths.map(String).slice(0, MOST_PATHS) : [];
}

export function rememberPath(path: string): void {
  if (path === '') return;
  const others = recentPaths().filter((one) => one !== path);
  save(browser, RECENT, [path, ...others].slice(0, MOST_PATHS));
}

export function rememberedCategory(): string {
  const category = load(browser, CATEGORY);
  return typeof category === 'string' ? category : '';
}

/** The category that the next one begins with; empty for none. */
export function rememberCategory(category: string): void {
  save(browser, CATEGORY, category === '' ? null : category);
}

export function showsMore(): boolean {
  return load(browser, MORE) === true;
}

export function rememberMore(shown: boolean): void {
  save(browser, MORE, shown);
}

export interface Draft {
  links: string;
  options: Partial<AddValues>;
  files: readonly { name: string; data: string }[];
  /** Names of files that were too large to be kept. */
  lost: readonly string[];
}

export function loadDraft(): Draft | null {
  const draft = load(tab, DRAFT) as Partial<Draft> | null;
  if (typeof draft !== 'object' || draft === null) return null;
  return { links: '', options: {}, files: [], lost: [], ...draft };
}

/** Null when nothing is worth keeping. */
export function saveDraft(draft: Draft | null): void {
  save(tab, DRAFT, draft);
}

/** Files as text, as far as there is room. */
export async function packFiles(files: readonly File[]): Promise<Pick<Draft, 'files' | 'lost'>> {
  const kept: { name: string; data: string }[] = [];
  const lost: string[] = [];
  let room = MOST_BYTES;
  for (const file of files) {
    if (file.size > room) {
      lost.push(file.name);
      continue;
    }
    room -= file.size;
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const data = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
      kept.push({ name: file.name, data });
    } catch {
      lost.push(file.name);
    }
  }
  return { files: kept, lost };
}

export function unpackFiles(draft: Draft): File[] {
  return draft.files.flatMap(({ name, data }) => {
    try {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      return [new File([bytes], name, { lastModified: 0 })];
    } catch {
      return [];
    }
  });
}
