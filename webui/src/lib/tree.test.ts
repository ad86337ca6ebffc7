import { describe, expect, test } from 'vitest';
import { compareText, naturalKey } from './natural';
import {
  availabilityOf,
  checkedOf,
  FileTree,
  filesBelow,
  isWithin,
  PRIORITIES,
  priorityOf,
  progressOf,
  remainingOf,
  type FolderNode,
  type TreeFile,
} from './tree';
import { TreeView } from './treeView';

/** The same numbers in every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const PARTS = ['a', 'b', 'B', '10', '9', '', '.', '..', '__proto__', 'constructor', '日本', 'é'];

function someFiles(next: (below: number) => number, count: number): TreeFile[] {
  return Array.from({ length: count }, (_, index) => someFile(next, index));
}

function someFile(next: (below: number) => number, index: number): TreeFile {
  const depth = 1 + next(5);
  const parts = Array.from({ length: depth }, () => PARTS[next(PARTS.length)] ?? '');
  return { index, path: parts.join('/'), size: next(4) === 0 ? 0 : next(1e9), ...values(next) };
}

function values(next: (below: number) => number) {
  return {
    progress: next(3) === 0 ? 1 : next(1000) / 1000,
    priority: PRIORITIES[next(4)] ?? 1,
    availability: next(5) - 1,
  };
}

/** The sums of a folder, made from nothing but its files. */
function summed(folder: FolderNode) {
  const files = filesBelow(folder);
  const wanted = files.filter((one) => one.priority > 0);
  const total = (of: typeof files, value: (file: (typeof files)[number]) => number) =>
    of.reduce((sum, one) => sum + value(one), 0);
  return {
    files: files.length,
    size: total(files, (one) => one.size),
    done: total(files, (one) => one.done),
    wanted: wanted.length,
    wantedSize: total(wanted, (one) => one.size),
    wantedDone: total(wanted, (one) => one.done),
    partial: files.filter((one) => one.progress < 1).length,
    wantedPartial: wanted.filter((one) => one.progress < 1).length,
    high: files.filter((one) => one.priority === 6).length,
    maximum: files.filter((one) => one.priority === 7).length,
    copies: total(
      wanted.filter((one) => one.availability >= 0),
      (one) => Math.round(one.size * one.availability),
    ),
    copiesOf: total(
      wanted.filter((one) => one.availability >= 0),
      (one) => one.size,
    ),
  };
}

function checkSums(tree: FileTree) {
  for (const folder of [tree.root, ...tree.folders]) {
    expect(folder).toMatchObject(summed(folder));
  }
}

describe('sums', () => {
  test.each(Array.from({ length: 30 }, (_, seed) => seed))('hold whatever changes (%i)', (seed) => {
    const next = random(seed);
    const files = someFiles(next, 1 + next(80));
    const tree = new FileTree(files);
    checkSums(tree);
    for (let step = 0; step < 5; step += 1) {
      const some = files.filter(() => next(3) === 0).map((one) => ({ ...one, ...values(next) }));
      tree.update(some, false);
      tree.setPriority(
        tree.files.filter(() => next(4) === 0),
        PRIORITIES[next(4)] ?? 1,
      );
    }
    checkSums(tree);
  });

  test.each(Array.from({ length: 20 }, (_, seed) => seed))(
    'every file is once in it (%i)',
    (seed) => {
      const next = random(seed);
      const files = someFiles(next, 60);
      const tree = new FileTree(files);
      const below = filesBelow(tree.root).map((one) => one.index);
      expect(below.sort((a, b) => a - b)).toEqual(files.map((one) => one.index));
      for (const file of tree.files) expect(file.path).toBe(files[file.index]?.path);
    },
  );
});

describe('a folder', () => {
  const tree = () =>
    new FileTree([
      { index: 0, path: 'a/one', size: 100, progress: 1, priority: 1, availability: 2 },
      { index: 1, path: 'a/b/two', size: 300, progress: 0.5, priority: 6, availability: 0 },
      { index: 2, path: 'a/b/three', size: 600, progress: 0, priority: 0, availability: -1 },
    ]);
  const first = (of: FileTree) => of.folders[0] ?? of.root;

  test('counts what is wanted', () => {
    const folder = first(tree());
    expect(progressOf(folder)).toBe(250 / 400);
    expect(remainingOf(folder)).toBe(150);
    expect(availabilityOf(folder)).toBe(0.5);
    expect(priorityOf(folder)).toBe('mixed');
    expect(checkedOf(folder)).toBe('mixed');
  });

  test('counts everything when nothing is wanted', () => {
    const of = tree();
    of.setPriority(of.files, 0);
    expect(progressOf(first(of))).toBe(250 / 1000);
    expect(remainingOf(first(of))).toBe(0);
    expect(checkedOf(first(of))).toBe(false);
    expect(priorityOf(first(of))).toBe(0);
  });

  test('is whole only when every file is', () => {
    const of = new FileTree([
      { index: 0, path: 'x/big', size: 2 ** 52, progress: 1 },
      { index: 1, path: 'x/small', size: 1, progress: 0.999 },
    ]);
    expect(progressOf(first(of))).toBeLessThan(1);
  });
});

test('files that are gone, renamed or resized need a new tree', () => {
  const files: TreeFile[] = [
    { index: 0, path: 'a', size: 1, progress: 0 },
    { index: 1, path: 'b', size: 2, progress: 0 },
  ];
  const [first, second] = files as [TreeFile, TreeFile];
  const tree = new FileTree(files);
  expect(tree.update(files)).toBe('none');
  expect(tree.update([{ ...first, progress: 1 }, second])).toBe('values');
  expect(tree.update([first])).toBe('files');
  expect(tree.update([first], false)).toBe('values');
  expect(tree.update([first, { ...second, path: 'c' }])).toBe('files');
  expect(tree.update([first, { ...second, size: 3 }])).toBe('files');
});

test('depth, equal names and a file named like a folder are no danger', () => {
  const deep = Array.from({ length: 20_000 }, () => 'd').join('/');
  const tree = new FileTree([
    { index: 0, path: deep, size: 1 },
    { index: 1, path: 'd', size: 2 },
    { index: 2, path: 'd', size: 3 },
    { index: 3, path: '/leading', size: 4 },
    { index: 4, path: '', size: 5 },
  ]);
  const view = new TreeView(tree);
  view.setAllOpen(true);
  expect(view.rows).toHaveLength(19_999 + 5);
  expect(tree.root.size).toBe(15);
});

describe('rows', () => {
  const files = [
    'top/b 10.txt',
    'top/b 9.txt',
    'top/B 1.txt',
    'top/sub/é.txt',
    'top/sub/f.txt',
    'top/sub/e.txt',
  ].map((path, index) => ({ index, path, size: 100 - index }));
  const names = (view: TreeView) => view.rows.map((one) => one.name);

  test('open where there is a choice, folders first, numbers as numbers', () => {
    const view = new TreeView(new FileTree(files));
    expect(names(view)).toEqual(['top', 'sub', 'B 1.txt', 'b 9.txt', 'b 10.txt']);
    view.setAllOpen(true);
    expect(names(view).slice(2, 5)).toEqual(['e.txt', 'é.txt', 'f.txt']);
    view.sortBy('size', true);
    expect(names(view)).toEqual([
      'top',
      'sub',
      'é.txt',
      'f.txt',
      'e.txt',
      'b 10.txt',
      'b 9.txt',
      'B 1.txt',
    ]);
    view.setAllOpen(false);
    expect(names(view)).toEqual(['top']);
  });

  test('know their place', () => {
    const view = new TreeView(new FileTree(files));
    expect(view.rows.map((one) => [one.row, one.level, one.place, one.siblings])).toEqual([
      [0, 1, 1, 1],
      [1, 2, 1, 4],
      [2, 2, 2, 4],
      [3, 2, 3, 4],
      [4, 2, 4, 4],
    ]);
  });

  test('found ones stand open, and actions mean only them', () => {
    const view = new TreeView(new FileTree(files));
    view.filter('SUB  f');
    expect(names(view)).toEqual(['top', 'sub', 'f.txt']);
    expect(view.matching).toBe(1);
    const [top] = view.rows;
    expect(top && view.filesOf([top, top]).map((one) => one.path)).toEqual(['top/sub/f.txt']);
    if (top?.kind === 'folder') view.setOpen(top, false);
    expect(names(view)).toEqual(['top']);
    view.filter('');
    expect(names(view)).toHaveLength(5);
  });

  test('stay open when a folder gets another name', () => {
    const before = new TreeView(new FileTree(files));
    before.setAllOpen(true);
    const after = new TreeView(
      new FileTree(files.map((one) => ({ ...one, path: one.path.replace('/sub/', '/renamed/') }))),
      before,
    );
    expect(names(after)).toContain('renamed');
    expect(after.rows).toHaveLength(before.rows.length);
  });

  test('are found by their first letters, round the end', () => {
    const view = new TreeView(new FileTree(files));
    expect(view.startingWith('B', 3)?.name).toBe('b 9.txt');
    expect(view.startingWith('s', 3)?.name).toBe('sub');
    expect(view.startingWith('zz', 0)).toBeUndefined();
  });

  test.each(Array.from({ length: 20 }, (_, seed) => seed))('are each node once (%i)', (seed) => {
    const next = random(seed);
    const tree = new FileTree(someFiles(next, 50));
    const view = new TreeView(tree);
    view.setAllOpen(true);
    view.sortBy((['name', 'size', 'progress'] as const)[next(3)] ?? 'name', next(2) === 0);
    expect(new Set(view.rows).size).toBe(tree.files.length + tree.folders.length);
    view.rows.forEach((one, at) => {
      expect(one.row).toBe(at);
      const above = view.rows.slice(0, at).findLast((other) => other.level < one.level);
      expect(above ?? tree.root).toBe(one.parent);
      if (above?.kind === 'folder') expect(isWithin(one, above)).toBe(true);
    });
  });
});

test('the natural order is one that sorting can rely on', () => {
  const names = [
    'a',
    'A',
    'a2',
    'a10',
    'a010',
    '1',
    '10',
    '2',
    'é',
    'e',
    '',
    '０',
    'ß',
    '9'.repeat(50),
  ];
  const sorted = names.map(naturalKey).sort(compareText);
  expect([...sorted].reverse().sort(compareText)).toEqual(sorted);
  const before = (a: string, b: string) => compareText(naturalKey(a), naturalKey(b)) < 0;
  expect(before('a2', 'a10')).toBe(true);
  expect(before('a9', 'a' + '1'.repeat(40))).toBe(true);
  expect(before('a7', 'aa')).toBe(true);
  expect(before('É1', 'f')).toBe(true);
});
