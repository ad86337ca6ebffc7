import { describe, expect, test } from 'vitest';
import { add, countKinds, finder, lastId, nothing, type Entry } from './lines';

function entry(id: number, text = `line ${String(id)}`, timestamp = 1000 + id): Entry {
  return { id, text, timestamp, kind: id % 2 === 0 ? 'info' : 'warning' };
}

describe('what is kept', () => {
  test('new lines come after the old ones, known ones do not come twice', () => {
    let kept = add(nothing, [entry(0), entry(1)], true);
    expect(lastId(kept)).toBe(1);
    kept = add(kept, [entry(1), entry(2)], false);
    expect(kept.lines.map((one) => one.key)).toEqual(['0:0', '0:1', '0:2']);
    expect(add(kept, [], false)).toBe(kept);
  });

  test('the whole log of the same server adds only what is new', () => {
    const kept = add(nothing, [entry(3), entry(4)], true);
    const more = add(kept, [entry(3), entry(4), entry(5)], true);
    expect(more.lines.map((one) => one.key)).toEqual(['0:3', '0:4', '0:5']);
  });

  test('a server that was started again counts from the beginning', () => {
    const kept = add(nothing, [entry(0), entry(1), entry(2)], true);
    const more = add(kept, [entry(0, 'started', 5000), entry(1, 'login', 5001)], true);
    expect(more.lines.map((one) => one.key)).toEqual(['0:0', '0:1', '0:2', '1:0', '1:1']);
    expect(lastId(more)).toBe(1);
    expect(add(more, [entry(2, 'next', 5002)], false).lines.at(-1)?.key).toBe('1:2');
  });

  test('the oldest go when there are too many', () => {
    let kept = add(nothing, [entry(0), entry(1), entry(2)], true, 3);
    expect(kept.dropped).toBe(0);
    kept = add(kept, [entry(3), entry(4)], false, 3);
    expect(kept.lines.map((one) => one.id)).toEqual([2, 3, 4]);
    expect(kept.dropped).toBe(2);
  });

  test('counts by kind', () => {
    const kept = add(nothing, [entry(0), entry(1), entry(2)], true);
    expect([...countKinds(kept.lines)]).toEqual([
      ['info', 2],
      ['warning', 1],
    ]);
  });
});

describe('what is found', () => {
  test.each([
    ['', 'anything', true],
    ['login FAILED', 'Failed login (ip=10.0.0.1)', true],
    ['login -10.0.0.1', 'Failed login (ip=10.0.0.1)', false],
    ['"failed login"', 'Failed login', true],
    ['"login failed"', 'Failed login', false],
    ['-"failed login"', 'Failed login', false],
    ['"half', 'one half of it', true],
    ['-', 'a - b', true],
  ])('%s in %s: %s', (search, text, found) => {
    expect(finder(search)(text)).toBe(found);
  });
});
