// Typing the beginning of a name goes to it. Single letters may be commands of the page, so typing
// begins with Shift or a digit; what follows without a break belongs to it.

/** Longer than this nobody is still typing the same word. */
const BREAK_MS = 900;

type Typed = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'timeStamp'>;

export class TypeAhead {
  #text = '';
  #last = -Infinity;

  /**
   * The index of the row to go to, or -1 where there is none; null when the key is no typing.
   * The row at `from` counts as long as more is typed; a first letter goes on to the next.
   */
  next(event: Typed, count: number, from: number, name: (index: number) => string): number | null {
    const { key, timeStamp } = event;
    if (event.ctrlKey || event.metaKey || [...key].length !== 1) return null;
    const goesOn = timeStamp - this.#last <= BREAK_MS && this.#text !== '';
    if (!goesOn && !(/\p{Lu}|\p{Lo}/u.test(key) || /\d/.test(key))) return null;
    this.#text = (goesOn ? this.#text : '') + key.toLocaleLowerCase();
    this.#last = timeStamp;
    // The same letter again and again goes through all that begin with it.
    const [letter = ''] = this.#text;
    const repeats = [...this.#text].every((one) => one === letter);
    const text = repeats ? letter : this.#text;
    const start = Math.max(0, repeats ? from + 1 : from);
    for (let step = 0; step < count; step += 1) {
      const index = (start + step) % count;
      if (name(index).slice(0, text.length).toLocaleLowerCase() === text) return index;
    }
    return -1;
  }
}
