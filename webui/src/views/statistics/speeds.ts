// The speeds of the last minutes, as the page has seen them: bounded, with a gap where the server
// was away or nobody looked.

export interface Speeds {
  /** Unix seconds. */
  time: readonly number[];
  down: readonly (number | null)[];
  up: readonly (number | null)[];
}

/** What is shown. */
export const SPAN_S = 300;
/** Longer than this without an answer is a gap. */
const GAP_S = 15;

export const noSpeeds: Speeds = { time: [], down: [], up: [] };

/** Adds what is measured now; what is older than the span goes. */
export function measured(speeds: Speeds, now: number, down: number, up: number): Speeds {
  const last = speeds.time.at(-1);
  // Two answers within a moment: the newer one counts.
  if (last !== undefined && now - last < 0.2) return speeds;
  const gap = last !== undefined && now - last > GAP_S;
  const first = speeds.time.findIndex((time) => time >= now - SPAN_S);
  const from = first === -1 ? speeds.time.length : first;
  return {
    time: [...speeds.time.slice(from), ...(gap ? [last + 1] : []), now],
    down: [...speeds.down.slice(from), ...(gap ? [null] : []), down],
    up: [...speeds.up.slice(from), ...(gap ? [null] : []), up],
  };
}

/** The sum of what is known; null when nothing is. */
export function sum(values: readonly (number | null)[]): number | null {
  let total: number | null = null;
  for (const value of values) if (value !== null) total = (total ?? 0) + value;
  return total;
}
