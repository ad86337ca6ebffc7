// Asks again and again: one request in flight, one timer, slower after failures, silent while
// nobody looks. Knows nothing of what is asked, so that it can be tested on a virtual clock.

export interface PollerOptions {
  /** One question; a rejection is a failure and slows down. */
  ask: (signal: AbortSignal) => Promise<void>;
  /** Milliseconds to the next question after a success. */
  interval: () => number;
  /** Told of each failure, with the moment of the next try. */
  failed: (error: unknown, retryInMs: number) => void;
  /** 0 to 1: spreads the retries of many pages. */
  random?: () => number;
}

const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 30_000;

export class Poller {
  readonly #options: PollerOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #inFlight: AbortController | undefined;
  #failures = 0;
  #running = false;
  #paused = false;
  /** Somebody asked while a request was under way: ask once more after it. */
  #again = false;

  constructor(options: PollerOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    this.#failures = 0;
    this.now();
  }

  stop(): void {
    this.#running = false;
    this.#again = false;
    clearTimeout(this.#timer);
    this.#inFlight?.abort();
    this.#inFlight = undefined;
  }

  /** No questions while paused; the end of a pause asks at once. */
  pause(paused: boolean): void {
    if (paused === this.#paused) return;
    this.#paused = paused;
    if (paused) clearTimeout(this.#timer);
    else this.now();
  }

  /** Asks at once, or right after the question under way. */
  now(): void {
    if (!this.#running || this.#paused) return;
    clearTimeout(this.#timer);
    if (this.#inFlight !== undefined) {
      this.#again = true;
      return;
    }
    void this.#ask();
  }

  async #ask(): Promise<void> {
    const request = new AbortController();
    this.#inFlight = request;
    let wait: number;
    try {
      await this.#options.ask(request.signal);
      if (this.#inFlight !== request) return;
      this.#failures = 0;
      wait = this.#options.interval();
    } catch (error) {
      if (this.#inFlight !== request) return;
      wait = this.#backOff();
      this.#again = false;
      this.#options.failed(error, wait);
    }
    // `failed` may have stopped the poller.
    if (this.#inFlight !== request) return;
    this.#inFlight = undefined;
    if (this.#again) {
      this.#again = false;
      this.now();
    } else if (!this.#paused) {
      this.#timer = setTimeout(() => {
        this.now();
      }, wait);
    }
  }

  #backOff(): number {
    const full = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** this.#failures);
    this.#failures += 1;
    const random = this.#options.random ?? Math.random;
    return Math.round(full * (0.75 + random() / 4));
  }
}
