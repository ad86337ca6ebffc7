import { describe, expect, test } from 'vitest';
import type { Category } from '../api/types';
import { categoryTree, draftOf, isName, optionsOf, parentOf, problemsOf } from './category';

const category: Category = {
  name: 'a/b',
  savePath: '/srv/b',
  download_path: '/srv/part',
  ratio_limit: 1.5,
  seeding_time_limit: -1,
  inactive_seeding_time_limit: -2,
  share_limit_action: 'Stop',
  share_limits_mode: 'MatchAll',
};

describe('a draft', () => {
  test('brings back what was there', () => {
    expect(optionsOf(draftOf(category))).toEqual({
      savePath: '/srv/b',
      downloadPathEnabled: true,
      downloadPath: '/srv/part',
      ratioLimit: 1.5,
      seedingTimeLimit: -1,
      inactiveSeedingTimeLimit: -2,
      shareLimitAction: 'Stop',
      shareLimitsMode: 'MatchAll',
    });
  });

  test.each([
    [null, undefined, ''],
    [false, false, ''],
    ['', true, ''],
    ['/p', true, '/p'],
  ] as const)('download path %s', (download_path, enabled, path) => {
    const options = optionsOf(draftOf({ ...category, download_path }));
    expect([options.downloadPathEnabled, options.downloadPath]).toEqual([enabled, path]);
  });

  test('a new one says nothing', () => {
    expect(optionsOf(draftOf(undefined))).toMatchObject({
      savePath: '',
      downloadPathEnabled: undefined,
      ratioLimit: -2,
      shareLimitAction: 'Default',
    });
  });

  test('what is wrong with it', () => {
    const draft = draftOf(undefined, 'films');
    expect(problemsOf(draft, new Map())).toEqual({});
    expect(problemsOf(draft, new Map([['films', 1]]))).toEqual({ name: 'exists' });
    expect(problemsOf({ ...draft, name: '' }, new Map())).toEqual({ name: 'missing' });
    expect(problemsOf({ ...draft, name: 'a//b' }, new Map())).toEqual({ name: 'wrong' });
    const limits = { ratio: '1,5', seedingTime: '1.5', inactiveTime: '−1' };
    expect(problemsOf({ ...draft, ...limits }, new Map())).toEqual({ seedingTime: 'wrong' });
    expect(problemsOf({ ...draft, ratio: '-3' }, new Map())).toEqual({ ratio: 'wrong' });
    expect(problemsOf({ ...draft, ratio: 'x' }, new Map())).toEqual({ ratio: 'wrong' });
  });
});

test('names', () => {
  for (const name of ['a', 'a/b', 'ä b', '__proto__']) expect(isName(name)).toBe(true);
  for (const name of ['', '/a', 'a/', 'a//b', 'a\\b']) expect(isName(name)).toBe(false);
  expect(parentOf('a/b/c')).toBe('a/b');
  expect(parentOf('a')).toBe('');
});

describe('the tree', () => {
  const names = ['b', 'a/10', 'a/2', 'a', 'c/d/e'];
  const counts = new Map([
    ['a', 1],
    ['a/2', 2],
    ['c/d/e', 4],
    ['', 8],
  ]);
  const drawn = (collapsed: string[], nested = true) =>
    categoryTree(names, counts, new Set(collapsed), nested).map(
      ({ label, level, count, expanded }) =>
        `${'-'.repeat(level)}${label} ${String(count)}${expanded === undefined ? '' : expanded ? ' v' : ' >'}`,
    );

  test('counts what is below, in natural order, with parents nobody made', () => {
    expect(drawn([])).toEqual(['-a 3 v', '--2 2', '--10 0', '-b 0', '-c 4 v', '--d 4 v', '---e 4']);
  });

  test('collapses', () => {
    expect(drawn(['a', 'c/d'])).toEqual(['-a 3 >', '-b 0', '-c 4 v', '--d 4 >']);
  });

  test('is a list when they do not nest', () => {
    expect(drawn([], false)).toEqual(['-a 1', '-a/2 2', '-a/10 0', '-b 0', '-c/d/e 4']);
  });
});
