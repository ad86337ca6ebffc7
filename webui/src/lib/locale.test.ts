import { afterEach, expect, test } from 'vitest';
import { bytes, moment, percent, ratio } from './format';
import { languageTag, locale } from './locale.svelte';

afterEach(() => {
  locale.use('en_US');
});

// Effect of `locale`.
test('numbers and dates are written as in the language of the preferences', () => {
  locale.use('en_GB');
  expect(bytes(1536)).toBe('1.50 KiB');
  const day = Date.UTC(2026, 10, 23, 12) / 1000;
  expect(moment(day)).toMatch(/^23\/11\/2026/);
  locale.use('de');
  expect(bytes(1536)).toBe('1,50 KiB');
  expect(percent(0.995)).toBe('99,5 %');
  expect(ratio(1.234)).toBe('1,23');
  expect(moment(day)).toMatch(/^23\.11\.26/);
});

test('names of the settings become tags; unknown ones are left to the browser', () => {
  expect(languageTag('pt_BR', 'en-GB')).toBe('pt-BR');
  expect(languageTag('sr@latin', 'en-GB')).toBe('sr-Latn');
  expect(languageTag('de_AT.UTF-8', 'en-GB')).toBe('de-AT');
  expect(languageTag('en', 'en-GB')).toBe('en-GB');
  expect(languageTag('C', 'fr-CA')).toBe('fr-CA');
  expect(languageTag('', 'fr-CA')).toBe('fr-CA');
  expect(languageTag('no such thing', 'fr-CA')).toBe('fr-CA');
});
