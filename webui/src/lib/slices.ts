// Long work in short slices, so that the page stays alive: the work is a generator that yields where
// it may be interrupted, and who runs it decides whether to wait there.

/** A slice leaves the rest of a frame to drawing. */
const SLICE_MS = 8;

/** Lets the browser draw and take input. Not throttled in hidden windows, as timers are. */
export function pause(): Promise<void> {
  const scheduler = (globalThis as { scheduler?: { yield?: () => Promise<void> } }).scheduler;
  if (scheduler?.yield !== undefined) return scheduler.yield();
  return new Promise((done) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      done();
    };
    channel.port2.postMessage(null);
  });
}

/** Tells when it is time to pause. */
export class Slice {
  #began = performance.now();

  get over(): boolean {
    return performance.now() - this.#began > SLICE_MS;
  }

  async next(): Promise<void> {
    await pause();
    this.#began = performance.now();
  }
}

/** All of it at once. */
export function runWhole<T>(work: Generator<void, T>): T {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}

/** In slices, as long as `wanted`; undefined when it no longer was. */
export async function runSliced<T>(
  work: Generator<void, T>,
  wanted: () => boolean,
): Promise<T | undefined> {
  const slice = new Slice();
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) return step.value;
    if (!slice.over) continue;
    await slice.next();
    if (!wanted()) return undefined;
  }
}

const RUN = 512;
const STRIDE = 1024;

/** Sorts a copy: short runs by the engine's own sort, then merges, with a break after each part. */
export function* sorting<T>(
  list: readonly T[],
  compare: (a: T, b: T) => number,
): Generator<void, T[]> {
  let from: T[] = [];
  for (let at = 0; at < list.length; at += RUN) {
    for (const one of list.slice(at, at + RUN).sort(compare)) from.push(one);
    yield;
  }
  let into = new Array<T>(from.length);
  for (let width = RUN; width < list.length; width *= 2) {
    for (let left = 0; left < from.length; left += 2 * width) {
      const middle = Math.min(left + width, from.length);
      const end = Math.min(left + 2 * width, from.length);
      let a = left;
      let b = middle;
      for (let at = left; at < end; at += 1) {
        const x = from[a] as T;
        const y = from[b] as T;
        if (a < middle && (b >= end || compare(x, y) <= 0)) {
          into[at] = x;
          a += 1;
        } else {
          into[at] = y;
          b += 1;
        }
        if (at % STRIDE === 0) yield;
      }
    }
    [from, into] = [into, from];
  }
  return from;
}
