// The speeds that this page has seen of the torrents whose details were open, for their graphs.
// Nothing of it outlives the page.

import { Samples } from '../lib/samples';

/** The longest graph. */
export const LONGEST = 1800;
/** Of more torrents than these the oldest are forgotten. */
const TORRENTS = 20;

class SeenSpeeds {
  /** Counts samples: what draws them reads it to know of new ones. */
  version = $state(0);
  readonly #of = new Map<string, Samples>();

  add(id: string, row: { dlspeed: number; upspeed: number }): void {
    const kept = this.of(id);
    // The latest last.
    this.#of.delete(id);
    this.#of.set(id, kept);
    const [oldest] = this.#of.keys();
    if (this.#of.size > TORRENTS && oldest !== undefined) this.#of.delete(oldest);
    kept.add(Date.now() / 1000, row.dlspeed, row.upspeed);
    this.version += 1;
  }

  of(id: string): Samples {
    return this.#of.get(id) ?? new Samples(LONGEST);
  }
}

export const samples = new SeenSpeeds();
