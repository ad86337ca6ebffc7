// The files of the shown torrent, as cheaply as the number of them asks for. Few are asked for each
// time. Of many the whole list is megabytes: it is asked for seldom, when the torrent itself has
// changed, and in between only what is on screen.

import { files } from '../api/files';
import type { TreeFile } from '../lib/tree';
import { live } from '../state/maindata.svelte';
import { report } from '../state/actions';
import { Polled } from './polled.svelte';

/** More are not asked for each time. */
const FEW = 1000;
/** Pause between whole lists for each thousand files, and the longest. */
const PAUSE_MS = 400;
const LONGEST_MS = 60_000;
/** A torrent that does not change is looked at so many pauses later: names may have changed. */
const IDLE = 4;

export interface Shown {
  onScreen: () => number[];
  patch: (some: readonly TreeFile[]) => void;
}

export class ContentFiles {
  readonly #id: string;
  readonly #polled: Polled<readonly TreeFile[]>;
  /** The tree that draws them. */
  shown: Shown | undefined;
  #whole: readonly TreeFile[] | undefined;
  #wholeAt = 0;
  #seen = '';
  /** Counts the user's changes: an answer from before one must not undo it on the screen. */
  #changes = 0;

  constructor(id: string) {
    this.#id = id;
    this.#polled = new Polled((signal) => this.#ask(signal), 2);
    this.#polled.run();
  }

  get list(): readonly TreeFile[] | undefined {
    return this.#polled.value;
  }

  get refused(): string {
    return this.#polled.refused;
  }

  /** Makes a change, tells of its failure, and asks anew. */
  async change(run: () => Promise<void>): Promise<void> {
    this.#changes += 1;
    try {
      await run();
      live.refresh();
    } catch (error) {
      report(error);
    }
    this.#changes += 1;
    this.refresh();
  }

  /** The whole list, now. */
  refresh(): void {
    this.#wholeAt = 0;
    this.#polled.refresh();
  }

  async #ask(signal: AbortSignal): Promise<readonly TreeFile[]> {
    const before = this.#whole;
    const changes = this.#changes;
    const seen = this.#print();
    if (before === undefined || this.#due(before.length, seen)) {
      const started = Date.now();
      const whole = await files.list(this.#id, [], signal);
      // Asked before a change: the next answer counts.
      if (changes !== this.#changes && before !== undefined) return before;
      this.#wholeAt = started;
      this.#seen = seen;
      this.#whole = whole;
      return whole;
    }
    const numbers = this.shown?.onScreen() ?? [];
    if (seen !== this.#seen && numbers.length > 0) {
      const some = await files.list(this.#id, numbers, signal);
      if (changes === this.#changes) this.shown?.patch(some);
    }
    return before;
  }

  #due(count: number, seen: string): boolean {
    if (this.#wholeAt === 0) return true;
    const pause = count <= FEW ? 0 : Math.min(LONGEST_MS, 2000 + (count / 1000) * PAUSE_MS);
    const passed = Date.now() - this.#wholeAt;
    return passed >= (seen === this.#seen ? Math.max(10_000, pause) * IDLE : pause);
  }

  /** What of the list's row changes when files do. */
  #print(): string {
    const row = live.data.torrents.get(this.#id);
    if (row === undefined) return '';
    const { state, size, completed, amount_left, codex_publish, codex_record, content_path } = row;
    return JSON.stringify([
      state,
      size,
      completed,
      amount_left,
      codex_publish,
      codex_record,
      content_path,
    ]);
  }
}
