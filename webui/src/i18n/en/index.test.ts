import { expect, test } from 'vitest';
import { en } from '.';
import { rest } from './rest';

const files = import.meta.glob<Record<string, Record<string, unknown>>>('./*.ts', { eager: true });

// Sections are spread into one object: of two with one name, one would be lost without a word.
test('no section has the name of another', () => {
  const names: string[] = [];
  for (const [path, module] of Object.entries(files)) {
    if (/\/(index|rest)(\.test)?\.ts$/.test(path)) continue;
    for (const section of Object.values(module)) names.push(...Object.keys(section));
  }
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  expect(Object.keys({ ...en, ...rest }).sort()).toEqual(names.sort());
});
