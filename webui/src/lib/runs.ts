// Whether an item runs, and how to bring items back to how they were: what undo needs to know.

import type { Torrent } from '../api/types';

/** `free` runs when the queue lets it. */
export type Run = 'stopped' | 'free' | 'forced';

/** Whether the state word hides if somebody has stopped it. */
export function isUnclear(row: Torrent): boolean {
  return !row.force_start && /^(?:checking|moving|error|missingFiles)/.test(row.state);
}

export function runOf(row: Torrent, stopped: boolean): Run {
  if (row.force_start) return 'forced';
  return stopped || /^(?:stopped|paused)/.test(row.state) ? 'stopped' : 'free';
}

export function sameTags(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && [...a].sort().join('\n') === [...b].sort().join('\n');
}

/** Which ids go back to which value. */
export interface Way<Value> {
  back: Map<Value, string[]>;
  /** How many are left as they are: gone, or changed by somebody else since. */
  left: number;
}

/**
 * What an undo has to do: each item that the action changed goes back to what it was, unless it is
 * neither as before nor as the action left it.
 */
export function wayBack<Value>(
  before: ReadonlyMap<string, Value>,
  after: (id: string) => Value,
  now: (id: string) => Value | undefined,
): Way<Value> {
  const back = new Map<Value, string[]>();
  let left = 0;
  for (const [id, value] of before) {
    const present = now(id);
    // "As before" counts too: the list may not have heard of the action yet.
    if (present === undefined || (present !== after(id) && present !== value)) {
      left += 1;
      continue;
    }
    const ids = back.get(value);
    if (ids === undefined) back.set(value, [id]);
    else ids.push(id);
  }
  return { back, left };
}
