// Names in the order in which people expect them: 2 before 10, "É" beside "e". The key is made once
// and compared letter by letter, which is many times faster than a collator: a folder of 100,000
// files is sorted while one looks at it.

const PLAIN = /^[\x20-\x7e]*$/;
const MARKS = /\p{M}+/gu;
const DIGITS = /\d+/g;

/** A text whose plain order is the natural order of the name. */
export function naturalKey(name: string): string {
  const plain = PLAIN.test(name) ? name : name.normalize('NFKD').replace(MARKS, '');
  // The length before the digits makes longer numbers greater, however long they are.
  return plain.toLowerCase().replace(DIGITS, (digits) => {
    const number = digits.replace(/^0+(?=\d)/, '');
    return `0${String.fromCharCode(Math.min(0xfff, number.length) + 0x30)}${number}`;
  });
}

/** Compares by code units. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
