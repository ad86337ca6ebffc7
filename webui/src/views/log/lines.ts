// Lines of the log as they are kept and found: bounded, in order, and aware that a server that was
// started again counts from the beginning.

/** What both logs of the server have in common. */
export interface Entry {
  id: number;
  /** Unix seconds. */
  timestamp: number;
  /** Of which kind: a level, or how somebody was refused. */
  kind: string;
  text: string;
}

export interface Line extends Entry {
  /** Distinct over all starts of the server. */
  key: string;
  /** Which start of the server, counted by this page. */
  run: number;
}

export interface Kept {
  lines: readonly Line[];
  /** How many were left out because there were too many. */
  dropped: number;
}

/** More than anybody reads; about 10 MB with long lines. */
export const MOST = 20_000;

export const nothing: Kept = { lines: [], dropped: 0 };

/** What to ask for next: all that is new after this. */
export function lastId(kept: Kept): number {
  return kept.lines.at(-1)?.id ?? -1;
}

/**
 * Adds an answer. `whole`: it has everything that the server still knows, as is asked for after the
 * server was away, because it may be another one that counts anew.
 */
export function add(kept: Kept, entries: readonly Entry[], whole: boolean, most = MOST): Kept {
  const last = kept.lines.at(-1);
  let run = last?.run ?? 0;
  let fresh = entries;
  if (last !== undefined && whole && !isSameServer(kept.lines, entries)) run += 1;
  else if (last !== undefined) fresh = entries.filter((one) => one.id > last.id);
  if (fresh.length === 0) return kept;
  const added = fresh.map((one) => ({ ...one, run, key: `${String(run)}:${String(one.id)}` }));
  const all = [...kept.lines, ...added];
  const over = Math.max(0, all.length - most);
  return { lines: over === 0 ? all : all.slice(over), dropped: kept.dropped + over };
}

/** Whether an answer with everything is of the server that the last lines came from. */
function isSameServer(lines: readonly Line[], entries: readonly Entry[]): boolean {
  const known = new Map(entries.map((one) => [one.id, one]));
  const run = lines.at(-1)?.run;
  for (let at = lines.length - 1; at >= 0; at -= 1) {
    const line = lines[at];
    if (line === undefined || line.run !== run) break;
    const same = known.get(line.id);
    if (same !== undefined) return same.timestamp === line.timestamp && same.text === line.text;
  }
  return false;
}

/** How many there are of each kind. */
export function countKinds(lines: readonly Line[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of lines) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/**
 * What a search finds: every word, none that has a minus before it, words in quotes as one. Upper and
 * lower case are alike.
 */
export function finder(search: string): (text: string) => boolean {
  const wanted: string[] = [];
  const unwanted: string[] = [];
  for (const [, minus, phrase, word] of search.matchAll(/(-?)(?:"([^"]*)"?|(\S+))/g)) {
    const text = (phrase ?? word ?? '').toLowerCase();
    if (text !== '' && text !== '-') (minus === '-' ? unwanted : wanted).push(text);
  }
  return (text) => {
    const plain = text.toLowerCase();
    return (
      wanted.every((one) => plain.includes(one)) && !unwanted.some((one) => plain.includes(one))
    );
  };
}
