// Speeds of one torrent over time, as far as the page has seen them: one value in a step of time, for
// as long as the longest graph. A time without samples is a gap, not a zero.

export interface Window {
  time: number[];
  down: (number | null)[];
  up: (number | null)[];
}

interface Sample {
  /** Unix seconds, whole. */
  at: number;
  down: number;
  up: number;
}

export class Samples {
  readonly #keepSeconds: number;
  #all: Sample[] = [];

  constructor(keepSeconds: number) {
    this.#keepSeconds = keepSeconds;
  }

  get last(): number | null {
    return this.#all[this.#all.length - 1]?.at ?? null;
  }

  /** At most one a second; a clock that was set back begins anew. */
  add(now: number, down: number, up: number): void {
    const at = Math.floor(now);
    const last = this.last;
    if (last !== null && at < last) this.#all = [];
    else if (last === at) this.#all.pop();
    this.#all.push({ at, down, up });
    const first = this.#all.findIndex((sample) => sample.at > at - this.#keepSeconds);
    // Rarely and many at once: moving all of them each second would be a waste.
    if (first > 60) this.#all.splice(0, first);
  }

  /**
   * The last `seconds` up to `now`, averaged over steps so that a line has few points. `gap` is the
   * time between two samples after which nobody was looking.
   */
  window(now: number, seconds: number, steps: number, gap: number): Window {
    const step = Math.max(1, Math.ceil(seconds / steps));
    const result: Window = { time: [], down: [], up: [] };
    const from = Math.floor(now) - seconds;
    let sum = { down: 0, up: 0, count: 0, step: -1 };
    let before: number | null = null;
    const push = (time: number, down: number | null, up: number | null) => {
      result.time.push(time);
      result.down.push(down);
      result.up.push(up);
    };
    const flush = () => {
      if (sum.count > 0) push(sum.step * step, sum.down / sum.count, sum.up / sum.count);
      sum = { down: 0, up: 0, count: 0, step: -1 };
    };
    for (const sample of this.#all) {
      if (sample.at <= from || sample.at > now) continue;
      const inStep = Math.floor(sample.at / step);
      const apart = before !== null && sample.at - before > Math.max(gap, step);
      if (inStep !== sum.step || apart) {
        flush();
        // Strictly ascending, as the drawing wants it.
        if (apart && before !== null && inStep * step > Math.floor(before / step) * step + 1) {
          push(Math.floor(before / step) * step + 1, null, null);
        }
        sum.step = inStep;
      }
      sum.down += sample.down;
      sum.up += sample.up;
      sum.count += 1;
      before = sample.at;
    }
    flush();
    return result;
  }
}
