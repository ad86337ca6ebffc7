import { describe, expect, test } from 'vitest';
import { en } from './en';
import { rest } from './en/rest';
import { languages, type LanguageTag } from './languages';
import { optionTexts } from './options.gen';

/** Every text with its path; functions are called with numbers, then with names. */
function texts(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const call = value as (...args: unknown[]) => unknown;
    return [0, 1, 2, 5, 'name'].flatMap((arg): [string, string][] => {
      const said = call(...Array.from({ length: call.length }, () => arg));
      return [[`${path}(${String(arg)})`, String(said)]];
    });
  }
  return Object.entries(value as object).flatMap(([key, one]) => texts(one, `${path}.${key}`));
}

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

const others = (Object.keys(languages) as LanguageTag[]).filter((tag) => tag !== 'en');

describe.each(others)('%s', (tag) => {
  test('says something wherever English does', async () => {
    const said = new Map(texts(await languages[tag].load()));
    for (const [path, text] of texts({ ...en, ...rest })) {
      expect(said.get(path), path).toBeTypeOf('string');
      if (text !== '') expect(said.get(path)?.trim(), path).not.toBe('');
    }
  });

  test('keeps what sentences about options name', async () => {
    const said = new Map(texts(await languages[tag].options?.()));
    for (const [path, text] of texts(optionTexts)) {
      expect(placeholders(said.get(path) ?? ''), path).toEqual(placeholders(text));
      expect(said.get(path)?.trim(), path).not.toBe('');
    }
  });
});
