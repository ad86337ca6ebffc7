import { describe, expect, test } from 'vitest';
import type { Torrent } from '../api/types';
import { parse, terms } from './search';

const ID = 'ab'.repeat(20);

function row(fields: Partial<Torrent> = {}): Torrent {
  return {
    name: 'Überraschung Teil 2 [1080p].mkv',
    state: 'stalledUP',
    dlspeed: 0,
    upspeed: 0,
    category: 'Films/Comedy',
    tags: 'new, seen by two',
    tracker: 'udp://open.example:6969/announce',
    trackers_count: 2,
    content_path: '/srv/films/Überraschung Teil 2 [1080p].mkv',
    save_path: '/srv/films',
    codex_record: 'zDvZRwzm8vNhUAAzErGeNP1nKBbJz6vyKyFc4d6LxjZLZJ1A',
    infohash_v1: 'cd'.repeat(20),
    infohash_v2: '',
    ...fields,
  } as Torrent;
}

function finds(text: string, fields: Partial<Torrent> = {}): boolean | string {
  const search = parse(text);
  return search.ok ? search.matches(row(fields), ID) : search.why;
}

describe('finds', () => {
  test.each([
    [''],
    ['   '],
    ['überraschung'],
    ['UBERRASCHUNG'],
    ['teil über'],
    ['"teil 2"'],
    ['"teil 2'],
    ['-drei'],
    ['teil -drei'],
    ['-"2 teil"'],
    ['/TEIL\\s\\d/'],
    ['/^über.*mkv$/ teil'],
    ['/teil \\d'],
    ['-/^teil/'],
    ['category:films'],
    ['cat:comedy'],
    ['category:"Films/Comedy"'],
    ['-category:""'],
    ['tag:new'],
    ['tag:"seen by"'],
    ['-tag:"seen, new"'],
    ['tracker:open.example'],
    ['-tracker:other'],
    ['state:seeding'],
    ['state:stalled-uploading'],
    ['status:complete'],
    ['-state:downloading'],
    ['state:/^stalled/'],
    ['path:/srv/films'],
    ['path:/srv/films/'],
    ['path:"/srv/films/"'],
    ['cid:zDvZRw'],
    ['hash:abab'],
    ['hash:CDCD'],
    ['name:teil'],
    ['-'],
    ['category:'],
    ['[1080p]'],
    ['"überraschung" "mkv"'],
  ])('%s', (text) => {
    expect(finds(text)).toBe(true);
  });
});

describe('does not find', () => {
  test.each([
    ['drei'],
    ['teil drei'],
    ['-teil'],
    ['"2 teil"'],
    ['/^teil/'],
    ['-/mkv$/'],
    ['category:series'],
    ['category:""'],
    ['tag:old'],
    ['tag:""'],
    ['-tag:new'],
    ['tracker:other'],
    ['tracker:""'],
    ['state:errored'],
    ['path:/home'],
    ['cid:bafy'],
    ['hash:ef'],
    ['other:thing'],
  ])('%s', (text) => {
    expect(finds(text)).toBe(false);
  });
});

test('every tracker of an item is looked at when they are known', () => {
  const trackers = new Map([
    ['udp://open.example:6969/announce', [ID]],
    ['https://second.example/announce', [ID]],
    ['https://third.example/announce', ['another']],
  ]);
  const found = (text: string) => {
    const search = parse(text, trackers);
    return search.ok && search.matches(row(), ID);
  };
  expect(found('tracker:second')).toBe(true);
  expect(found('tracker:third')).toBe(false);
  expect(found('tracker:/^second\\.example$/')).toBe(true);
});

test('letters are found however they are composed', () => {
  expect(finds('überraschung', { name: 'Überraschung' })).toBe(true);
  expect(finds('/^über/', { name: 'Überraschung' })).toBe(true);
  expect(finds('バナナ', { name: 'ハナナ' })).toBe(false);
});

test('what is wrong is said', () => {
  expect(finds('/(/')).toContain('regular expression');
  expect(finds('teil /[/')).toContain('regular expression');
  expect(finds('/(?=a)/')).toContain('look-ahead');
  expect(finds(`/${'a'.repeat(300)}/`)).toContain('too long');
});

test('parts', () => {
  expect(terms('-tag:"a \\"b\\"" x/y/ /p q/i')).toEqual([
    { negative: true, field: 'tag', kind: 'phrase', text: 'a "b"' },
    { negative: false, field: 'name', kind: 'word', text: 'x/y/' },
    { negative: false, field: 'name', kind: 'pattern', text: 'p q' },
  ]);
});

describe('whatever is typed', () => {
  let state = 7;
  const draw = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const pieces = [
    'a',
    'teil',
    ' ',
    '"',
    '/',
    '\\',
    '-',
    ':',
    'tag:',
    'path:',
    '(',
    ')',
    '[',
    ']',
    '*',
    '😀',
    '\n',
    'ü',
  ];
  const typed = () =>
    Array.from({ length: draw(12) }, () => pieces[draw(pieces.length)] ?? '').join('');

  test('it ends, never throws, and negation turns every part round', () => {
    for (let round = 0; round < 3000; round += 1) {
      const text = typed();
      const search = parse(text);
      if (!search.ok) {
        expect(search.why).not.toBe('');
        continue;
      }
      const found = search.matches(row(), ID);
      expect(typeof found).toBe('boolean');
      const parts = terms(text);
      const [only] = parts;
      if (parts.length === 1 && only?.negative === false && /^[^\s"-]+$/.test(text)) {
        const other = parse(`-${text}`);
        expect(other.ok && other.matches(row(), ID), text).toBe(!found);
      }
    }
  });

  test('words find exactly the names that contain them all', () => {
    for (let round = 0; round < 500; round += 1) {
      const words = Array.from({ length: 1 + draw(3) }, () =>
        'abc'.charAt(draw(3)).repeat(1 + draw(2)),
      );
      const name = Array.from({ length: draw(10) }, () => 'abC '.charAt(draw(4))).join('');
      const expected = words.every((word) => name.toLowerCase().includes(word));
      expect(finds(words.join(' '), { name }), `${words.join(' ')} in "${name}"`).toBe(expected);
    }
  });
});
