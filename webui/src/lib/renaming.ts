// Renaming many files and folders by a pattern: what each would be called, what is in the way, and
// in which order it can be done one by one.

import { naturalKey, compareText } from './natural';

export interface RenameOptions {
  search: string;
  replace: string;
  regex: boolean;
  caseSensitive: boolean;
  /** Every occurrence in a name, not only the first. */
  all: boolean;
  part: 'name' | 'extension' | 'both';
  files: boolean;
  folders: boolean;
  /** `{n}` in the replacement counts from here … */
  start: number;
  /** … with at least so many digits. */
  digits: number;
}

export interface Entry {
  kind: 'file' | 'folder';
  path: string;
}

/** Why one cannot be done. */
export type Conflict = 'empty' | 'invalid' | 'long' | 'taken' | 'circle';

export interface Change extends Entry {
  /** What it is called now and would be called. */
  from: string;
  to: string;
  conflict: Conflict | null;
}

export interface Plan {
  /** In the order of the names. */
  changes: Change[];
  /** Those that can be done, in an order in which each name is free when it is needed. */
  order: Change[];
  /** Why the pattern cannot be read. */
  error: string | null;
}

const LONGEST = 255;
// eslint-disable-next-line no-control-regex -- exactly those are meant
const CONTROL = /[\x00-\x1f\x7f/]/;

/** All files and the folders above them. */
export function entriesOf(paths: readonly string[]): Entry[] {
  const folders = new Set<string>();
  const entries: Entry[] = [];
  for (const path of paths) {
    entries.push({ kind: 'file', path });
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const folder = path.slice(0, at);
      if (folders.has(folder)) break;
      folders.add(folder);
      entries.push({ kind: 'folder', path: folder });
    }
  }
  return entries;
}

/**
 * What the options do to `chosen`; `existing` is all there is, so that names in the way are found.
 */
export function plan(
  chosen: readonly Entry[],
  existing: readonly Entry[],
  options: RenameOptions,
): Plan {
  const none = { changes: [], order: [], error: null };
  if (options.search === '') return none;
  let pattern: RegExp;
  try {
    const source = options.regex ? options.search : escaped(options.search);
    const flags = `u${options.all ? 'g' : ''}${options.caseSensitive ? '' : 'i'}`;
    pattern = new RegExp(source, flags);
  } catch (error) {
    return { ...none, error: error instanceof Error ? error.message : String(error) };
  }
  const wanted = chosen
    .filter((one) => (one.kind === 'file' ? options.files : options.folders))
    .map((one) => ({ one, key: naturalKey(one.path) }))
    .sort((a, b) => compareText(a.key, b.key));
  const changes: Change[] = [];
  for (const { one } of wanted) {
    const from = nameOf(one.path);
    // The number counts what changes, so that it has no gaps.
    const to = renamed(one, from, pattern, options, options.start + changes.length);
    if (to === from) continue;
    changes.push({ ...one, from, to, conflict: invalid(to) });
  }
  return { changes, order: arrange(changes, existing), error: null };
}

function renamed(
  entry: Entry,
  name: string,
  pattern: RegExp,
  options: RenameOptions,
  number: number,
): string {
  const dot = entry.kind === 'folder' ? -1 : name.lastIndexOf('.');
  // `.profile` is a name, not an extension.
  const cut = dot > 0 ? dot : name.length;
  const [stem, extension] = [name.slice(0, cut), name.slice(cut + 1)];
  const counted = String(number).padStart(options.digits, '0');
  const by = options.replace.replaceAll('{n}', counted);
  const replace = (text: string) =>
    options.regex ? text.replace(pattern, by) : text.replace(pattern, () => by);
  switch (options.part) {
    case 'both':
      return replace(name);
    case 'name':
      return replace(stem) + name.slice(cut);
    case 'extension': {
      if (cut === name.length) return name;
      const other = replace(extension);
      return other === '' ? stem : `${stem}.${other}`;
    }
  }
}

/** Marks what is in the way and finds the order. Names are only compared inside their folder. */
function arrange(changes: readonly Change[], existing: readonly Entry[]): Change[] {
  const taken = new Set(existing.map((one) => one.path));
  const leaving = new Map(
    changes.filter((one) => one.conflict === null).map((one) => [one.path, one]),
  );
  // Two that want the same name, or a name that somebody keeps: none of them is done.
  for (let found = true; found;) {
    found = false;
    const wanted = new Map<string, number>();
    for (const one of leaving.values()) wanted.set(goal(one), (wanted.get(goal(one)) ?? 0) + 1);
    for (const one of leaving.values()) {
      const to = goal(one);
      if ((wanted.get(to) ?? 0) < 2 && (!taken.has(to) || leaving.has(to))) continue;
      one.conflict = 'taken';
      found = true;
    }
    for (const [path, one] of leaving) if (one.conflict !== null) leaving.delete(path);
  }
  // Each waits for the one whose name it takes; those that wait for each other never end.
  const order: Change[] = [];
  const done = new Set<Change>();
  for (const start of leaving.values()) {
    const chain: Change[] = [];
    const inChain = new Set<Change>();
    let one: Change | undefined = start;
    while (one !== undefined && !done.has(one) && !inChain.has(one)) {
      chain.push(one);
      inChain.add(one);
      one = leaving.get(goal(one));
    }
    const circle = one !== undefined && (inChain.has(one) || one.conflict === 'circle');
    for (const link of chain.reverse()) {
      done.add(link);
      if (circle) link.conflict = 'circle';
      else order.push(link);
    }
  }
  // Files first, then folders from the deepest up: what is above keeps its name until then.
  const depth = (one: Change) => (one.kind === 'file' ? Infinity : one.path.split('/').length);
  const places = new Map(order.map((one, at) => [one, at]));
  return order.sort(
    (a, b) =>
      (depth(a) === depth(b) ? 0 : depth(b) - depth(a)) ||
      (places.get(a) ?? 0) - (places.get(b) ?? 0),
  );
}

/** The path that a change leads to while everything above keeps its name. */
export function goal(change: Change): string {
  return change.path.slice(0, change.path.length - change.from.length) + change.to;
}

function invalid(name: string): Conflict | null {
  if (name === '') return 'empty';
  if (name === '.' || name === '..' || CONTROL.test(name)) return 'invalid';
  return new TextEncoder().encode(name).length > LONGEST ? 'long' : null;
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
