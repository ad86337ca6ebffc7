import { expect, test } from 'vitest';
import { Collation } from './collate';

/** Small numbers that look random and are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const SIGNS = ' _-,;:!?.\'"()[]{}@*/\\&#%`^+<=>|~$';
const LETTERS = `${SIGNS}0001234567899abcdefABCDEFxyzXYZ`;

test('keys order plain text as the collator does', () => {
  const collation = new Collation('en');
  const roll = dice(7);
  const word = () =>
    Array.from({ length: roll(9) }, () => LETTERS[roll(LETTERS.length)] ?? '').join('');
  for (let round = 0; round < 20_000; round += 1) {
    const [a, b] = [word(), word()];
    const [x, y] = [collation.key(a), collation.key(b)];
    if (x === null || y === null) throw new Error(`no key for ${a} or ${b}`);
    const byKey = x < y ? -1 : x > y ? 1 : 0;
    expect([a, b, byKey]).toEqual([a, b, Math.sign(collation.compare(a, b))]);
  }
});

test('what is not plain has no key', () => {
  const collation = new Collation('en');
  expect(collation.key('äther')).toBeNull();
  expect(collation.key('tab\there')).toBeNull();
  expect(collation.key('9'.repeat(500))).toBeNull();
  expect(collation.key('')).toBe('');
});

test('languages with an order of their own have none at all', () => {
  expect(new Collation('cs').key('chata')).toBeNull();
  expect(new Collation('de').key('chata')).not.toBeNull();
});
