import { afterEach, expect, test, vi } from 'vitest';
import { Arrangement, type Keep, type SortKey } from './arrangement';
import { Collation } from './collate';
import type { SortValue } from './sort';

interface Row {
  name: string;
  size: number;
}
type Order = readonly SortKey<Row>[];

const collation = new Collation('en');
const byName: SortKey<Row> = { value: (row) => row.name, descending: false };
const bySize: SortKey<Row> = { value: (row) => row.size, descending: false };
const turned = (key: SortKey<Row>): SortKey<Row> => ({ ...key, descending: !key.descending });
const all: Keep<Row> = () => true;

function arrange(rows: ReadonlyMap<string, Row>, order: Order, keep: Keep<Row> = all) {
  const arrangement = new Arrangement<Row>(collation, () => undefined);
  arrangement.filter(rows, keep);
  arrangement.sort(rows, order);
  return arrangement;
}

/** What the list must be: everything filtered and sorted by the collator itself. */
function whole(rows: ReadonlyMap<string, Row>, order: Order, keep: Keep<Row>): string[] {
  const compare = (a: SortValue, b: SortValue) =>
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : collation.compare(String(a), String(b));
  return [...rows]
    .filter(([id, row]) => keep(row, id))
    .sort(([x, a], [y, b]) => {
      for (const { value, descending } of order) {
        const result = compare(value(a), value(b));
        if (result !== 0) return descending ? -result : result;
      }
      return x < y ? -1 : 1;
    })
    .map(([id]) => id);
}

/** Small numbers that look random and are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

const NAMES = [
  'file 2',
  'File 10',
  'äther',
  'Zebra',
  'zebra',
  '[a] b',
  '日本',
  'file 02',
  '_',
  'é',
];

function randomRow(roll: (sides: number) => number): Row {
  return { name: NAMES[roll(NAMES.length)] ?? '', size: roll(6) };
}

afterEach(() => {
  vi.restoreAllMocks();
});

test('names sort naturally and without regard to case', () => {
  const rows = new Map([
    ['1', { name: 'file 10', size: 5 }],
    ['2', { name: 'File 2', size: 5 }],
    ['3', { name: 'äther', size: 1 }],
  ]);
  expect(arrange(rows, [byName]).ids).toEqual(['3', '2', '1']);
  expect(arrange(rows, [turned(byName)]).ids).toEqual(['1', '2', '3']);
  // Equal sizes go by the next key.
  expect(arrange(rows, [turned(bySize), byName]).ids).toEqual(['2', '1', '3']);
});

test('infinite values compare', () => {
  const rows = new Map([
    ['1', { name: '', size: Infinity }],
    ['2', { name: '', size: 3 }],
    ['3', { name: '', size: Infinity }],
  ]);
  expect(arrange(rows, [bySize]).ids).toEqual(['2', '1', '3']);
});

test('kept up by changes, the list is as if made anew', () => {
  const orders: Order[] = [[bySize], [turned(bySize), byName], [byName, bySize], [turned(byName)]];
  const keeps: Keep<Row>[] = [all, (row) => row.size > 2, (row, id) => row.size > 0 && id > '5'];
  const roll = dice(5);
  for (let round = 0; round < 60; round += 1) {
    const rows = new Map<string, Row>();
    let order = orders[roll(orders.length)] ?? [];
    let keep = keeps[roll(keeps.length)] ?? all;
    const arrangement = arrange(rows, order, keep);
    for (let step = 0; step < 40; step += 1) {
      const touched = new Set<string>();
      for (let change = roll(12); change >= 0; change -= 1) {
        const id = String(roll(80));
        if (roll(4) === 0) rows.delete(id);
        else rows.set(id, randomRow(roll));
        touched.add(id);
      }
      arrangement.update(rows, touched);
      if (roll(8) === 0) arrangement.sort(rows, (order = orders[roll(orders.length)] ?? []));
      if (roll(8) === 0) arrangement.filter(rows, (keep = keeps[roll(keeps.length)] ?? all));
      expect(arrangement.ids).toEqual(whole(rows, order, keep));
      expect(arrangement.ids.every((id) => arrangement.has(id))).toBe(true);
    }
  }
});

test('what changes nothing on screen keeps the list itself', () => {
  const rows = new Map([
    ['1', { name: 'a', size: 1 }],
    ['2', { name: 'b', size: 2 }],
  ]);
  const arrangement = arrange(rows, [bySize]);
  const before = arrangement.ids;
  rows.set('1', { name: 'other', size: 1 });
  arrangement.update(rows, ['1', 'unknown']);
  expect(arrangement.ids).toBe(before);
  rows.set('1', { name: 'other', size: 1.5 });
  arrangement.update(rows, ['1']);
  expect(arrangement.ids).toBe(before);
  rows.set('1', { name: 'other', size: 3 });
  arrangement.update(rows, ['1']);
  expect(arrangement.ids).toEqual(['2', '1']);
});

test('much is sorted in slices; what changes meanwhile, and another wish, are not lost', async () => {
  const roll = dice(11);
  const rows = new Map(
    Array.from({ length: 6000 }, (_, at) => [
      String(at),
      { name: `n${String(roll(900))}`, size: at },
    ]),
  );
  let told = 0;
  const arrangement = new Arrangement<Row>(collation, () => (told += 1));
  // Every look at the clock is a slice's end.
  let clock = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (clock += 20));
  arrangement.sort(rows, [bySize]);
  expect(arrangement.busy).toBe(true);
  expect(arrangement.ids).toEqual([]);
  rows.set('17', { name: 'first of all', size: -1 });
  rows.delete('3');
  arrangement.update(rows, ['17', '3']);
  await vi.waitFor(() => {
    expect(arrangement.busy).toBe(false);
  });
  expect(arrangement.ids).toEqual(whole(rows, [bySize], all));

  const even: Keep<Row> = (row) => row.size % 2 === 0;
  arrangement.sort(rows, [byName, bySize]);
  arrangement.filter(rows, even);
  rows.set('18', { name: 'zz', size: 2 });
  arrangement.update(rows, ['18']);
  arrangement.sort(rows, [turned(byName), bySize]);
  await vi.waitFor(() => {
    expect(arrangement.busy).toBe(false);
  });
  expect(arrangement.ids).toEqual(whole(rows, [turned(byName), bySize], even));
  expect(told).toBeGreaterThan(2);
});
