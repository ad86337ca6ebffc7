// Reading `sync/maindata` while it arrives. With very many torrents the answer is a hundred
// megabytes: as one text it would double the memory, and parsing it would stop the page for a
// second. So the rows under `torrents` are cut out as they become complete and parsed part by part;
// what remains is a short answer without rows.

import type { Rows } from './maindata';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN = 0x7b;
const CLOSE = 0x7d;

/** How many braces are open inside `torrents`. */
const AMONG_ROWS = 2;

/** The member before the brace at the end; so much is kept of what was read. */
const MEMBER = /"torrents"\s*:\s*$/;
const KEPT = 40;

export class RowReader {
  /** What is not dealt with yet: the end of other members, or rows from the start of one. */
  #text = '';
  /** How far it was looked at. */
  #at = 0;
  #depth = 0;
  #inString = false;
  #inRows = false;
  /** The end of the last complete row. */
  #complete = 0;
  /** The answer without its rows. */
  #rest = '';
  readonly #onrows: (rows: Rows) => void;

  constructor(onrows: (rows: Rows) => void) {
    this.#onrows = onrows;
  }

  /** Takes the next part. Throws a `SyntaxError` on rows that are no JSON. */
  write(part: string): void {
    this.#text += part;
    while (this.#crossed()) {
      // On to the other side of a border between rows and the rest.
    }
    if (this.#inRows) this.#take();
    else this.#keep(Math.max(0, this.#text.length - KEPT));
  }

  /** The text that is left when all parts were written: an answer without rows. */
  rest(): string {
    return this.#rest + this.#text;
  }

  /** Looks at the text up to where rows begin or end; false when there is no more of it. */
  #crossed(): boolean {
    const text = this.#text;
    for (; this.#at < text.length; this.#at += 1) {
      const code = text.charCodeAt(this.#at);
      if (this.#inString) {
        // What a backslash hides is skipped, even when it is in the next part.
        if (code === BACKSLASH) this.#at += 1;
        else if (code === QUOTE) this.#inString = false;
      } else if (code === QUOTE) {
        this.#inString = true;
      } else if (code === OPEN || code === OPEN_ARRAY) {
        this.#depth += 1;
        if (this.#depth === AMONG_ROWS && code === OPEN && this.#atRows()) return true;
      } else if (code === CLOSE || code === CLOSE_ARRAY) {
        this.#depth -= 1;
        if (!this.#inRows) continue;
        if (this.#depth === AMONG_ROWS) this.#complete = this.#at + 1;
        else if (this.#depth < AMONG_ROWS) return this.#leave();
      }
    }
    return false;
  }

  #atRows(): boolean {
    const at = this.#at;
    if (!MEMBER.test(this.#text.slice(Math.max(0, at - KEPT), at))) return false;
    this.#keep(at + 1);
    this.#inRows = true;
    this.#at = this.#complete = 0;
    return true;
  }

  #leave(): true {
    this.#take();
    this.#inRows = false;
    // The brace that closes belongs to the rest and has been counted.
    this.#text = this.#text.slice(this.#at);
    this.#at = 1;
    return true;
  }

  /** Puts the text before `end` to the rest. */
  #keep(end: number): void {
    this.#rest += this.#text.slice(0, end);
    this.#text = this.#text.slice(end);
    this.#at -= end;
  }

  /** Hands over the rows that are complete. */
  #take(): void {
    if (this.#complete === 0) return;
    const rows = this.#text.slice(0, this.#complete).replace(/^[\s,]+/, '');
    this.#text = this.#text.slice(this.#complete);
    this.#at -= this.#complete;
    this.#complete = 0;
    this.#onrows(JSON.parse(`{${rows}}`) as Rows);
  }
}
