import { describe, expect, test } from 'vitest';
import {
  bytesPerHost,
  due,
  mostTolerance,
  priceOf,
  sumOf,
  tooSmall,
  wholeNumber,
  within,
} from './purchase';

const SPREAD = { nodes: 3n, tolerance: 1n, blockSize: 65_536 };
const MIB = 1_048_576;

test('whole numbers are typed with or without groups, and nothing else is one', () => {
  expect(wholeNumber(' 1000 ')).toBe(1000n);
  for (const text of ['1 000 000', '1.000.000', '1,000,000', '1’000’000', '1_000_000']) {
    expect(wholeNumber(text), text).toBe(1_000_000n);
  }
  expect(wholeNumber('20000000000000000000000')).toBe(20_000_000_000_000_000_000_000n);
  for (const text of ['', ' ', '-1', '1e9', '1.5', '1,5', '0x10', '1..000', '12a', ',000']) {
    expect(wholeNumber(text), text).toBeNull();
  }
});

test('bounds are part of what is allowed', () => {
  const bounds = { min: '1', max: '1000000000000000000000000000000', default: '1' };
  expect(within(0n, bounds)).toBe(false);
  expect(within(10n ** 30n, bounds)).toBe(true);
  expect(within(10n ** 30n + 1n, bounds)).toBe(false);
});

test('as many hosts may be lost as the content can be put together without', () => {
  expect([2n, 3n, 4n, 5n, 10n].map(mostTolerance)).toEqual([0n, 1n, 2n, 2n, 5n]);
});

describe('bytes of a host', () => {
  test('are whole blocks of its share', () => {
    // 16 blocks in two parts; 17 take one more of each.
    expect(bytesPerHost(MIB, SPREAD)).toBe(524_288n);
    expect(bytesPerHost(MIB + 1, SPREAD)).toBe(524_288n + 65_536n);
    expect(bytesPerHost(65_537, SPREAD)).toBe(65_536n);
  });

  test('are none of what has too few blocks', () => {
    expect(bytesPerHost(65_536, SPREAD)).toBeNull();
    expect(bytesPerHost(0, SPREAD)).toBeNull();
    expect(bytesPerHost(MIB, { ...SPREAD, tolerance: 3n })).toBeNull();
  });
});

describe('sums', () => {
  test('are exact however large', () => {
    const price = 10n ** 30n;
    const sum = sumOf([MIB, MIB, 100, null], {
      ...SPREAD,
      price,
      collateral: 7n,
      duration: 315_360_000n,
    });
    expect(sum.count).toBe(2);
    expect(sum.small).toBe(2);
    expect(sum.bytes).toBe(1_048_576n);
    expect(sum.price).toBe(price * 1_048_576n * 315_360_000n * 3n);
    expect(sum.collateral).toBe(7n * 1_048_576n * 3n);
  });

  test('of a purchase are those of its terms', () => {
    const terms = {
      nodes: 5,
      tolerance: 2,
      duration: 100,
      expiry: 60,
      price_per_byte_per_second: '2',
      collateral_per_byte: '1',
      proof_probability: 3,
    };
    // 16 blocks in three parts of six.
    expect(priceOf(MIB, terms, 65_536)).toBe(2n * 6n * 65_536n * 100n * 5n);
    expect(priceOf(null, terms, 65_536)).toBeNull();
    expect(priceOf(100, terms, 65_536)).toBeNull();
  });
});

test('what may be bought is bought only when that is asked for', () => {
  const datasets = ['yes', 'no', 'unclear', 'never'].map((word) => ({
    cid: word,
    due: word,
    file: null,
    size: 1,
  }));
  expect(due(datasets, false).map((one) => one.cid)).toEqual(['yes']);
  expect(tooSmall(datasets)).toBe(1);
  expect(due(datasets, true).map((one) => one.cid)).toEqual(['yes', 'unclear']);
});
