// A map of pieces: millions of them on a line of some hundred pixels.

/** What `torrents/pieceStates` says of a piece. */
export const FETCHING = 1;
export const HAVE = 2;

/** Neighbouring pixels that look the same. */
export interface Run {
  from: number;
  /** One past the last. */
  to: number;
  /** Parts of the pieces there, 0 to 1. */
  have: number;
  fetching: number;
}

/** Finer than this no eye can tell two shades. */
const SHADES = 32;

/** The map drawn `width` pixels wide. Every pixel stands for all the pieces that it covers. */
export function runs(states: Uint8Array, width: number): Run[] {
  const count = states.length;
  const result: Run[] = [];
  if (count === 0) return result;
  let run: Run | undefined;
  for (let x = 0; x < width; x += 1) {
    const [from, to] = covered(x, width, count);
    let have = 0;
    let fetching = 0;
    for (let at = from; at < to; at += 1) {
      if (states[at] === HAVE) have += 1;
      else if (states[at] === FETCHING) fetching += 1;
    }
    const a = shade(have, to - from);
    const b = shade(fetching, to - from);
    if (run?.have === a && run.fetching === b) run.to = x + 1;
    else result.push((run = { from: x, to: x + 1, have: a, fetching: b }));
  }
  return result;
}

export interface Level {
  from: number;
  to: number;
  /** The fewest nodes of any piece there: one that nobody has must not hide among others. */
  least: number;
}

/** How available the pieces are, in the same pixels. */
export function levels(counts: Uint8Array, width: number): Level[] {
  const result: Level[] = [];
  if (counts.length === 0) return result;
  let level: Level | undefined;
  for (let x = 0; x < width; x += 1) {
    const [from, to] = covered(x, width, counts.length);
    let least = 255;
    for (let at = from; at < to; at += 1) least = Math.min(least, counts[at] ?? 0);
    if (level?.least === least) level.to = x + 1;
    else result.push((level = { from: x, to: x + 1, least }));
  }
  return result;
}

export interface Tally {
  have: number;
  fetching: number;
  missing: number;
}

export function tally(states: Uint8Array): Tally {
  let have = 0;
  let fetching = 0;
  for (const state of states) {
    if (state === HAVE) have += 1;
    else if (state === FETCHING) fetching += 1;
  }
  return { have, fetching, missing: states.length - have - fetching };
}

/** Whether two answers say the same, so that nothing has to be drawn. */
export function same(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}

/** The pieces of a pixel: at least one, so that few pieces fill the line. */
function covered(x: number, width: number, count: number): [number, number] {
  const from = Math.min(count - 1, Math.floor((x * count) / width));
  return [from, Math.max(from + 1, Math.floor(((x + 1) * count) / width))];
}

/** A part, coarsely; nothing and everything only when it is so. */
function shade(part: number, whole: number): number {
  if (part === 0 || part === whole) return part / whole;
  const step = Math.round((part / whole) * SHADES);
  return Math.min(SHADES - 1, Math.max(1, step)) / SHADES;
}
