// Short notices that go by themselves; failures stay longer. Nothing goes while somebody reads: the
// clocks stand as long as the pointer or the focus is on the notices.

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  id: number;
  text: string;
  kind: 'info' | 'error';
  /** What can be done about it, one button. */
  action: ToastAction | null;
}

const STAY_MS = { info: 4000, action: 8000, error: 10_000 };
const MOST = 4;

interface Clock {
  left: number;
  since: number;
  timer: ReturnType<typeof setTimeout> | undefined;
}

export class Toasts {
  list = $state.raw<readonly Toast[]>([]);
  /** Where notices are drawn: the last one that joined. A modal dialog hides all behind it. */
  #hosts = $state.raw<readonly object[]>([]);
  readonly #clocks = new Map<number, Clock>();
  #held = false;
  #next = 1;

  info(text: string, action: ToastAction | null = null): void {
    this.#push(text, 'info', action);
  }

  error(text: string, action: ToastAction | null = null): void {
    this.#push(text, 'error', action);
  }

  dismiss(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
    clearTimeout(this.#clocks.get(id)?.timer);
    this.#clocks.delete(id);
    if (this.list.length === 0) this.#held = false;
  }

  /** Stops the clocks, or lets them go on where they stood. */
  hold(held: boolean): void {
    if (held === this.#held) return;
    this.#held = held;
    for (const [id, clock] of this.#clocks) {
      if (held) {
        clearTimeout(clock.timer);
        clock.left -= Date.now() - clock.since;
      } else this.#wind(id, clock);
    }
  }

  /** Draws the notices here from now on; returns the way back. */
  join(host: object): () => void {
    this.#hosts = [...this.#hosts, host];
    return () => {
      this.#hosts = this.#hosts.filter((other) => other !== host);
      this.hold(false);
    };
  }

  shownBy(host: object): boolean {
    return this.#hosts.at(-1) === host;
  }

  #push(text: string, kind: Toast['kind'], action: ToastAction | null): void {
    const id = this.#next++;
    for (const toast of this.list) if (toast.text === text) this.dismiss(toast.id);
    while (this.list.length >= MOST) {
      // Good news goes first.
      const oldest = this.list.find((toast) => toast.kind === 'info') ?? this.list[0];
      if (oldest !== undefined) this.dismiss(oldest.id);
    }
    this.list = [...this.list, { id, text, kind, action }];
    const left = kind === 'error' ? STAY_MS.error : STAY_MS[action === null ? 'info' : 'action'];
    const clock: Clock = { left, since: Date.now(), timer: undefined };
    this.#clocks.set(id, clock);
    if (!this.#held) this.#wind(id, clock);
  }

  #wind(id: number, clock: Clock): void {
    clock.since = Date.now();
    clock.timer = setTimeout(
      () => {
        this.dismiss(id);
      },
      Math.max(0, clock.left),
    );
  }
}

export const toasts = new Toasts();
