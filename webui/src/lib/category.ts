// A category as a form has it, and what it must be like. Names are paths: a slash makes a
// subcategory.

import type { CategoryOptions } from '../api/categories';
import type { Category } from '../api/types';

export interface CategoryDraft {
  name: string;
  savePath: string;
  downloadPath: 'default' | 'yes' | 'no';
  downloadPathText: string;
  /** Limits as typed; empty is as everywhere. */
  ratio: string;
  seedingTime: string;
  inactiveTime: string;
  action: string;
  mode: string;
}

export const LIMITS = ['ratio', 'seedingTime', 'inactiveTime'] as const;

/** What is wrong with a draft, by field. */
export type Problem = 'missing' | 'wrong' | 'exists';
export type Problems = Partial<Record<keyof CategoryDraft, Problem>>;

export function draftOf(category: Category | undefined, name = ''): CategoryDraft {
  const path = category?.download_path ?? null;
  return {
    name,
    savePath: category?.savePath ?? '',
    downloadPath: path === null ? 'default' : path === false ? 'no' : 'yes',
    downloadPathText: typeof path === 'string' ? path : '',
    ratio: typed(category?.ratio_limit),
    seedingTime: typed(category?.seeding_time_limit),
    inactiveTime: typed(category?.inactive_seeding_time_limit),
    action: category?.share_limit_action ?? 'Default',
    mode: category?.share_limits_mode ?? 'Default',
  };
}

function typed(limit: number | undefined): string {
  return limit === undefined || limit === -2 ? '' : String(limit);
}

/** What the server is sent for a draft without problems. */
export function optionsOf(draft: CategoryDraft): CategoryOptions {
  return {
    savePath: draft.savePath.trim(),
    downloadPathEnabled:
      draft.downloadPath === 'default' ? undefined : draft.downloadPath === 'yes',
    downloadPath: draft.downloadPath === 'yes' ? draft.downloadPathText.trim() : '',
    ratioLimit: limitOf(draft.ratio),
    seedingTimeLimit: limitOf(draft.seedingTime),
    inactiveSeedingTimeLimit: limitOf(draft.inactiveTime),
    shareLimitAction: draft.action,
    shareLimitsMode: draft.mode,
  };
}

/** `known` are the names that a new category must not have. */
export function problemsOf(draft: CategoryDraft, known: ReadonlyMap<string, unknown>): Problems {
  const problems: Problems = {};
  if (draft.name === '') problems.name = 'missing';
  else if (!isName(draft.name)) problems.name = 'wrong';
  else if (known.has(draft.name)) problems.name = 'exists';
  for (const field of LIMITS) {
    const value = limitOf(draft[field]);
    const whole = field === 'ratio' || Number.isInteger(value);
    if (!whole || !(value >= 0 || value === -1 || value === -2)) problems[field] = 'wrong';
  }
  return problems;
}

/** Whether the server takes a name. */
export function isName(name: string): boolean {
  return name !== '' && !/\\|^\/|\/$|\/\//.test(name);
}

/** A limit as typed: with a comma or a minus sign of the reader's language, too. */
function limitOf(text: string): number {
  const plain = text.trim().replace(',', '.').replace('−', '-');
  return plain === '' ? -2 : Number(plain);
}

/** The category that this one is in; empty for one at the top. */
export function parentOf(name: string): string {
  const at = name.lastIndexOf('/');
  return at === -1 ? '' : name.slice(0, at);
}

export interface CategoryNode {
  name: string;
  /** The last part of the name. */
  label: string;
  /** From 1. */
  level: number;
  count: number;
  /** Undefined for one without subcategories. */
  expanded?: boolean;
}

/**
 * The categories as a tree, from top to bottom, without what is below collapsed ones. A category
 * counts what is below it. When they do not nest it is a plain list.
 */
export function categoryTree(
  names: Iterable<string>,
  counts: ReadonlyMap<string, number>,
  collapsed: ReadonlySet<string>,
  nested: boolean,
): CategoryNode[] {
  const all = new Set(names);
  if (!nested) {
    return sorted(all).map((name) => ({
      name,
      label: name,
      level: 1,
      count: counts.get(name) ?? 0,
    }));
  }
  // A server that lets a parent go keeps what is below: it needs a place all the same.
  for (const name of [...all]) {
    for (let parent = parentOf(name); parent !== ''; parent = parentOf(parent)) all.add(parent);
  }
  const children = new Map<string, string[]>();
  const totals = new Map<string, number>();
  for (const name of all) {
    const parent = parentOf(name);
    children.set(parent, [...(children.get(parent) ?? []), name]);
    const own = counts.get(name) ?? 0;
    for (let at = name; at !== ''; at = parentOf(at)) totals.set(at, (totals.get(at) ?? 0) + own);
  }
  const nodes: CategoryNode[] = [];
  const add = (parent: string, level: number) => {
    for (const name of sorted(children.get(parent) ?? [])) {
      const node: CategoryNode = {
        name,
        label: parent === '' ? name : name.slice(parent.length + 1),
        level,
        count: totals.get(name) ?? 0,
      };
      nodes.push(node);
      if (!children.has(name)) continue;
      node.expanded = !collapsed.has(name);
      if (node.expanded) add(name, level + 1);
    }
  };
  add('', 1);
  return nodes;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Names in natural order. */
export function sorted(names: Iterable<string>): string[] {
  return [...names].sort((a, b) => collator.compare(a, b));
}
