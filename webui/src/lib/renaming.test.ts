import { describe, expect, test } from 'vitest';
import { entriesOf, goal, plan, type RenameOptions } from './renaming';

const usual: RenameOptions = {
  search: '',
  replace: '',
  regex: false,
  caseSensitive: false,
  all: true,
  part: 'name',
  files: true,
  folders: false,
  start: 1,
  digits: 1,
};

function planned(paths: readonly string[], options: Partial<RenameOptions>) {
  const entries = entriesOf(paths);
  return plan(entries, entries, { ...usual, ...options });
}

const targets = (paths: readonly string[], options: Partial<RenameOptions>) =>
  planned(paths, options).changes.map((one) => [one.path, one.to, one.conflict]);

describe('names', () => {
  test('text is text, whatever is in it', () => {
    expect(targets(['a.b(c).txt'], { search: '.b(', replace: '$&{' })).toEqual([
      ['a.b(c).txt', 'a$&{c).txt', null],
    ]);
  });

  test('a pattern has groups, and numbers count what changes', () => {
    const paths = ['x/Show 10.mkv', 'x/Show 2.mkv', 'x/other.mkv'];
    expect(
      targets(paths, {
        search: 'show (\\d+)',
        replace: 'E{n} was $1',
        regex: true,
        digits: 3,
        start: 7,
      }),
    ).toEqual([
      ['x/Show 2.mkv', 'E007 was 2.mkv', null],
      ['x/Show 10.mkv', 'E008 was 10.mkv', null],
    ]);
  });

  test('name, extension or both; the first or all; with case or without', () => {
    const path = 'aXa.AXA';
    const named = (options: Partial<RenameOptions>) =>
      targets([path], { search: 'a', replace: '-', ...options })[0]?.[1];
    expect(named({})).toBe('-X-.AXA');
    expect(named({ all: false })).toBe('-Xa.AXA');
    expect(named({ part: 'extension' })).toBe('aXa.-X-');
    expect(named({ part: 'both' })).toBe('-X-.-X-');
    expect(named({ part: 'both', caseSensitive: true })).toBe('-X-.AXA');
    expect(targets(['.profile'], { search: 'profile', replace: 'x', part: 'extension' })).toEqual(
      [],
    );
  });

  test('a pattern that cannot be read says so', () => {
    expect(planned(['a'], { search: '(', regex: true }).error).toMatch(/Unterminated|Invalid/);
  });
});

describe('what is in the way', () => {
  test('bad names and names that are taken', () => {
    const conflicts = (paths: string[], options: Partial<RenameOptions>) =>
      targets(paths, options).map(([, , conflict]) => conflict);
    expect(conflicts(['a'], { search: 'a' })).toEqual(['empty']);
    expect(conflicts(['a'], { search: 'a', replace: 'b/c' })).toEqual(['invalid']);
    expect(conflicts(['a'], { search: 'a', replace: '..' })).toEqual(['invalid']);
    expect(conflicts(['a'], { search: 'a', replace: 'é'.repeat(128) })).toEqual(['long']);
    expect(conflicts(['x/a1', 'x/a2'], { search: '\\d', regex: true })).toEqual(['taken', 'taken']);
    expect(conflicts(['x/a', 'x/b'], { search: 'a', replace: 'b' })).toEqual(['taken']);
    expect(conflicts(['x/a', 'y/b'], { search: 'a', replace: 'b' })).toEqual([null]);
  });

  test('one that stays keeps out the one that follows it', () => {
    // a1 → a2 → a3 → a4, but a4 is there and stays.
    const entries = entriesOf(['a1', 'a2', 'a3', 'a4']);
    const done = plan(
      entries.filter((one) => one.path !== 'a4'),
      entries,
      { ...usual, search: '^a(.)', replace: 'a{n}', regex: true, start: 2 },
    );
    expect(done.changes.map((one) => one.conflict)).toEqual(['taken', 'taken', 'taken']);
    expect(done.order).toEqual([]);
  });
});

describe('the order', () => {
  test('a name is free when it is needed', () => {
    const paths = ['a1', 'a2', 'a3'];
    const { order } = planned(paths, { search: '^a.', replace: 'a{n}', regex: true, start: 2 });
    expect(order.map((one) => `${one.from} ${one.to}`)).toEqual(['a3 a4', 'a2 a3', 'a1 a2']);
  });

  test('two that swap names cannot be done one by one', () => {
    const done = planned(['12', '21', '34'], {
      search: '^(.)(.)$',
      replace: '$2$1',
      regex: true,
    });
    expect(done.changes.map((one) => one.conflict)).toEqual(['circle', 'circle', null]);
    expect(done.order.map((one) => one.to)).toEqual(['43']);
  });

  test('files before folders, the deepest folder first', () => {
    const { order } = planned(['x/x/x.txt'], { search: 'x', replace: 'y', folders: true });
    expect(order.map((one) => [one.kind, one.path, goal(one)])).toEqual([
      ['file', 'x/x/x.txt', 'x/x/y.txt'],
      ['folder', 'x/x', 'x/y'],
      ['folder', 'x', 'y'],
    ]);
  });

  test('done one by one, no step meets a name that is there', () => {
    const paths = Array.from({ length: 200 }, (_, at) => `d${String(at % 7)}/f${String(at)}.bin`);
    const { order, changes } = planned(paths, {
      search: '(\\d+)',
      replace: '{n}',
      regex: true,
      folders: true,
      start: 3,
    });
    const there = new Set(entriesOf(paths).map((one) => one.path));
    for (const one of order) {
      const to = goal(one);
      expect(there.has(one.path)).toBe(true);
      expect(there.has(to)).toBe(false);
      for (const path of [...there]) {
        if (path !== one.path && !path.startsWith(`${one.path}/`)) continue;
        there.delete(path);
        there.add(to + path.slice(one.path.length));
      }
    }
    expect(order.length + changes.filter((one) => one.conflict !== null).length).toBe(
      changes.length,
    );
  });
});
