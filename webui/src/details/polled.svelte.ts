// What a tab asks again and again of its torrent: only while the tab is shown and the page seen. A
// session that ends and a server that goes away are told where the list tells them.

import { untrack } from 'svelte';
import { RefusedError, SessionError } from '../api/client';
import { Poller } from '../lib/poller';
import { live } from '../state/maindata.svelte';
import { session } from '../state/session.svelte';

/** The server names the interval of the list; details need not be faster than this. */
const LEAST_MS = 1000;
const MOST_MS = 60_000;
const USUAL_MS = 1500;

export class Polled<T> {
  /** The last answer; undefined before the first one. */
  value = $state.raw<T | undefined>(undefined);
  /** The server's words for not answering; empty while it does. Being unreachable is not said here. */
  refused = $state('');
  readonly #poller: Poller;

  constructor(ask: (signal: AbortSignal) => Promise<T>, slower: number) {
    this.#poller = new Poller({
      ask: async (signal) => {
        const value = await ask(signal);
        if (signal.aborted) return;
        this.value = value;
        this.refused = '';
      },
      interval: () => interval() * slower,
      failed: (error) => {
        if (error instanceof SessionError) {
          this.#poller.stop();
          session.refused();
        } else if (error instanceof RefusedError) {
          this.refused = error.message;
        }
      },
    });
  }

  /** Asks at once, as after a change. */
  refresh(): void {
    this.#poller.now();
  }

  /** As long as the component lives that calls it while it is made. */
  run(): void {
    $effect(() => {
      if (session.status !== 'in') return;
      // The first question is put at once: what it reads is no reason to begin anew.
      untrack(() => {
        this.#poller.pause(document.hidden);
        this.#poller.start();
      });
      const seen = () => {
        this.#poller.pause(document.hidden);
      };
      document.addEventListener('visibilitychange', seen);
      return () => {
        document.removeEventListener('visibilitychange', seen);
        this.#poller.stop();
      };
    });
    // The list has found the server again: no need to wait for a slower try.
    $effect(() => {
      if (live.retryAt !== null) return;
      untrack(() => {
        this.#poller.now();
      });
    });
  }
}

function interval(): number {
  const named = live.data.serverState.refresh_interval ?? USUAL_MS;
  return Math.min(MOST_MS, Math.max(LEAST_MS, named));
}

/**
 * Asks while the calling component is shown, at the list's interval or so many times slower.
 * Components of one torrent are made anew for the next, so `ask` may know its id.
 */
export function polled<T>(ask: (signal: AbortSignal) => Promise<T>, slower = 1): Polled<T> {
  const made = new Polled(ask, slower);
  made.run();
  return made;
}
