import { afterEach, describe, expect, test, vi } from 'vitest';
import { bytes, duration, percent, ratio, speed } from './format';
import { locale } from './locale.svelte';

// Whatever the machine of the test speaks.
locale.use('en');

describe('bytes', () => {
  test.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.00 KiB'],
    [1024 * 1023.9, '1.00 MiB'],
    [15 * 1024 * 1024, '15.0 MiB'],
    [700 * 1024 * 1024, '700 MiB'],
    [2 ** 70, '1048576 PiB'],
    [-1, '–'],
    [Number.NaN, '–'],
  ])('%d is %s', (value, text) => {
    expect(bytes(value)).toBe(text);
  });

  test('no speed says nothing', () => {
    expect(speed(0)).toBe('');
    expect(speed(2048)).toBe('2.00 KiB/s');
  });
});

test('100 % is said only of what is whole', () => {
  expect(percent(0.99999)).toBe('99.9 %');
  expect(percent(1)).toBe('100 %');
  expect(percent(0)).toBe('0.0 %');
  expect(percent(7)).toBe('100 %');
});

test('durations have two units, unknown ones none', () => {
  expect(duration(59)).toBe('59 s');
  expect(duration(3600)).toBe('1 h');
  expect(duration(3661)).toBe('1 h 1 min');
  expect(duration(200_000)).toBe('2 d 7 h');
  expect(duration(8_640_000)).toBe('');
  expect(duration(-5)).toBe('');
});

test('ratio is cut, not rounded up', () => {
  expect(ratio(0.999)).toBe('0.99');
  expect(ratio(-1)).toBe('∞');
});

describe('right to left', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  test('keeps a number in front of its unit', () => {
    vi.stubGlobal('document', { documentElement: { dir: 'rtl' } });
    expect(bytes(2048)).toBe('\u20682.00 KiB\u2069');
    expect(percent(1)).toBe('\u2068100 %\u2069');
    expect(duration(61)).toBe('\u20681 min 1 s\u2069');
    vi.stubGlobal('document', { documentElement: { dir: 'ltr' } });
    expect(bytes(2048)).toBe('2.00 KiB');
  });
});
