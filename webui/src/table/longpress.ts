// A finger that rests on something for a while.

const LONG_MS = 500;
/** A finger is never quite still. */
const SLACK = 10;

export class LongPress {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #start = { x: 0, y: 0 };
  /** The click that ends the press is not a click. */
  #done = false;
  readonly #pressed: (target: EventTarget | null) => void;

  constructor(pressed: (target: EventTarget | null) => void) {
    this.#pressed = pressed;
  }

  down(event: PointerEvent): void {
    this.end();
    this.#done = false;
    if (event.pointerType !== 'touch' || !event.isPrimary) return;
    const { target } = event;
    this.#start = { x: event.clientX, y: event.clientY };
    this.#timer = setTimeout(() => {
      this.#done = true;
      this.#pressed(target);
    }, LONG_MS);
  }

  move(event: PointerEvent): void {
    const { x, y } = this.#start;
    if (Math.hypot(event.clientX - x, event.clientY - y) > SLACK) this.end();
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  /** Whether a click belongs to the press before it; asked once. */
  swallows(): boolean {
    const done = this.#done;
    this.#done = false;
    return done;
  }
}
