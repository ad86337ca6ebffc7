// The live copy of the server's list: the poll loop and what it has brought.

import { sync } from '../api';
import { SessionError } from '../api/client';
import { applyDelta, noMaindata, type Changes, type Maindata, type Rows } from '../api/maindata';
import type { MaindataReply } from '../api/types';
import { Poller } from '../lib/poller';
import { session } from './session.svelte';

/** The server names the interval; outside these bounds it is not believed. */
const INTERVAL_MS = { least: 250, most: 60_000, usual: 1500 };

/** While the first answer still arrives, rows are shown so often. */
const EARLY_MS = 150;

type Watcher = (changes: Changes, data: Maindata) => void;

class Live {
  /** Another object after each answer; the rows in it change in place, see `api/maindata.ts`. */
  data = $state.raw<Maindata>(noMaindata());
  /** Whether first rows have come since signing in. */
  loaded = $state(false);
  /** When the server is tried again (Unix milliseconds), or null while it answers. */
  retryAt = $state<number | null>(null);
  /** When the last answer came (Unix milliseconds). */
  answeredAt = 0;

  readonly #watchers: Watcher[] = [];

  readonly #poller = new Poller({
    ask: (signal) => this.#ask(signal),
    interval: () => {
      const named = this.data.serverState.refresh_interval ?? INTERVAL_MS.usual;
      return Math.min(INTERVAL_MS.most, Math.max(INTERVAL_MS.least, named));
    },
    failed: (error, retryInMs) => {
      if (error instanceof SessionError) {
        this.#poller.stop();
        this.retryAt = null;
        session.refused();
      } else {
        this.retryAt = Date.now() + retryInMs;
      }
    },
  });

  /**
   * Has every change told, right after `data` has it. Effects see only the last of several changes:
   * what is kept up from change to change must be told of each.
   */
  watch(watcher: Watcher): void {
    this.#watchers.push(watcher);
  }

  start(): void {
    // The next session knows nothing of the last one's answers.
    this.data = { ...this.data, rid: 0 };
    this.#poller.start();
  }

  stop(): void {
    this.#poller.stop();
  }

  /** Forgets everything, as after signing out. */
  clear(): void {
    this.stop();
    this.#take({ rid: 0, full_update: true }, []);
    this.loaded = false;
    this.retryAt = null;
  }

  /** Asks at once: after an action, or when the network is back. */
  refresh(): void {
    this.#poller.now();
  }

  pause(paused: boolean): void {
    this.#poller.pause(paused);
  }

  async #ask(signal: AbortSignal): Promise<void> {
    // An empty list fills as rows arrive; a full one changes when all are there.
    const early = this.data.rid === 0 && this.data.torrents.size === 0;
    if (early) this.data = { ...noMaindata(), serverState: this.data.serverState };
    let rows: Rows[] = [];
    let shown = -Infinity;
    const reply = await sync.maindata(
      this.data.rid,
      (some) => {
        if (signal.aborted) return;
        rows.push(some);
        if (!early || performance.now() - shown < EARLY_MS) return;
        this.#take({ rid: 0 }, rows);
        this.loaded = true;
        session.confirmed();
        rows = [];
        shown = performance.now();
      },
      signal,
    );
    if (signal.aborted) return;
    this.#take(early ? { ...reply, full_update: false } : reply, rows);
    this.loaded = true;
    this.answeredAt = Date.now();
    this.retryAt = null;
    session.confirmed();
  }

  #take(reply: MaindataReply, rows: readonly Rows[]): void {
    const { state, changes } = applyDelta(this.data, reply, rows);
    this.data = state;
    for (const watcher of this.#watchers) watcher(changes, state);
  }
}

export const live = new Live();
