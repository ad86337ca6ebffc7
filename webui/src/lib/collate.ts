// Comparing text as people order it: "file 2" before "File 10", "ä" like "a".
//
// `Intl.Collator` does that right and slowly: sorting 50,000 names takes it the better part of a
// second. So a text that is plain ASCII, as most names are, gets a key once, and keys compare as
// they are; a pair with any other text is left to the collator. Both orders are the same (a test
// compares them), so the two kinds mix. In languages that order ASCII letters in a way of their own
// ("ch" after "h") there are no keys, only the collator.

/** A text ready to be compared: its key, or null where only the collator can tell. */
export type TextKey = string | null;

/** Orders of ASCII letters that are the root's: known languages only. */
const ROOT_ORDER =
  /^(en|de|fr|it|pt|nl|es|ru|uk|bg|el|zh|ja|ko|ar|he|fa|hi|th|id|ms|ca|gl|eu|pl|ro|fi|ga)\b/;

/** What comes before digits and letters, in the order of the collation. */
const SIGNS = '_-,;:!?.\'"()[]{}@*/\\&#%`^+<=>|~$';
const SPACE = 1;
const FIRST_SIGN = 2;
const NUMBER = FIRST_SIGN + SIGNS.length;
const FIRST_LETTER = NUMBER + 1;

/** Longer numbers than any name has: their length must fit into one unit of a key. */
const MOST_DIGITS = 200;

/** Nobody reads further, and keys are spread into arguments. */
const LONGEST = 2000;

const weights = Array.from({ length: 127 }, (_, code) => {
  const letter = String.fromCharCode(code).toLowerCase();
  if (letter === ' ') return SPACE;
  if (letter >= 'a' && letter <= 'z') return FIRST_LETTER + letter.charCodeAt(0) - 97;
  const sign = SIGNS.indexOf(letter);
  return sign === -1 ? 0 : FIRST_SIGN + sign;
});

const ZERO = 48;
const isDigit = (code: number) => code >= ZERO && code <= 57;

export class Collation {
  readonly #collator: Intl.Collator;
  readonly #keys: boolean;

  constructor(language?: string) {
    this.#collator = new Intl.Collator(language, { numeric: true, sensitivity: 'base' });
    this.#keys = ROOT_ORDER.test(this.#collator.resolvedOptions().locale);
  }

  key(text: string): TextKey {
    if (!this.#keys || text.length > LONGEST) return null;
    const units: number[] = [];
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (!isDigit(code)) {
        const weight = weights[code] ?? 0;
        // A control character, or not ASCII.
        if (weight === 0) return null;
        units.push(weight);
        continue;
      }
      // A number goes by its value: first how long, then which.
      while (text.charCodeAt(at) === ZERO) at += 1;
      let end = at;
      while (isDigit(text.charCodeAt(end))) end += 1;
      if (end - at > MOST_DIGITS) return null;
      units.push(NUMBER, 1 + end - at);
      for (; at < end; at += 1) units.push(text.charCodeAt(at));
      at -= 1;
    }
    return String.fromCharCode(...units);
  }

  compare(a: string, b: string): number {
    return this.#collator.compare(a, b);
  }
}
