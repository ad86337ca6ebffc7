// One of the server's two logs, as long as somebody looks at it: what is new is asked for again and
// again, and what was read stays when the session ends or the server goes away.

import { SessionError } from '../../api/client';
import { Poller } from '../../lib/poller';
import { session } from '../../state/session.svelte';
import { add, lastId, nothing, type Entry, type Kept } from './lines';

const INTERVAL_MS = 2000;

export class Feed {
  kept = $state.raw<Kept>(nothing);
  loaded = $state(false);
  /** After the server was away it may be another one: then everything is asked for. */
  #whole = true;
  readonly #poller: Poller;

  constructor(read: (after: number, signal: AbortSignal) => Promise<readonly Entry[]>) {
    this.#poller = new Poller({
      ask: async (signal) => {
        const whole = this.#whole;
        const entries = await read(whole ? -1 : lastId(this.kept), signal);
        this.kept = add(this.kept, entries, whole);
        this.#whole = false;
        this.loaded = true;
      },
      interval: () => INTERVAL_MS,
      failed: (error) => {
        this.#whole = true;
        if (!(error instanceof SessionError)) return;
        this.#poller.stop();
        session.refused();
      },
    });
  }

  start(): void {
    this.#whole = true;
    this.#poller.start();
  }

  stop(): void {
    this.#poller.stop();
  }

  pause(paused: boolean): void {
    this.#poller.pause(paused);
  }
}
