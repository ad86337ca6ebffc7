// The live copy of the server's list: the poll loop and what it has brought.

import { sync } from '../api';
import { SessionError } from '../api/client';
import { applyDelta, emptyMaindata, type Maindata } from '../api/maindata';
import { Poller } from '../lib/poller';
import { session } from './session.svelte';

/** The server names the interval; outside these bounds it is not believed. */
const INTERVAL_MS = { least: 250, most: 60_000, usual: 1500 };

class Live {
  data = $state.raw<Maindata>(emptyMaindata);
  /** Whether a first answer has come since signing in. */
  loaded = $state(false);
  /** When the server is tried again (Unix milliseconds), or null while it answers. */
  retryAt = $state<number | null>(null);
  /** When the last answer came (Unix milliseconds). */
  answeredAt = 0;

  readonly #poller = new Poller({
    ask: async (signal) => {
      const reply = await sync.maindata(this.data.rid, signal);
      this.data = applyDelta(this.data, reply);
      this.loaded = true;
      this.answeredAt = Date.now();
      this.retryAt = null;
      session.confirmed();
    },
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
    this.data = emptyMaindata;
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
}

export const live = new Live();
