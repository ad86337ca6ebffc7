import { expect, test } from 'vitest';
import type { Rows } from './maindata';
import { RowReader } from './rows';

/** Reads a text in parts of one length, as answer and rows. */
function read(text: string, length: number): { rest: unknown; rows: Rows; times: number } {
  const rows: Rows = {};
  let times = 0;
  const reader = new RowReader((some) => {
    times += 1;
    Object.assign(rows, some);
  });
  for (let at = 0; at < text.length; at += length) reader.write(text.slice(at, at + length));
  return { rest: JSON.parse(reader.rest()) as unknown, rows, times };
}

const ANSWER = {
  categories: { torrents: { name: '"torrents":{', savePath: '\\' } },
  full_update: true,
  rid: 7,
  torrents: {
    a: { name: 'quotes \\" and {braces}', codex_reason: { code: 'x', text: ']}' }, tags: '' },
    b: { name: '\\', private: null },
    c: {},
  },
  trackers: { 'http://one/{': ['a', 'b'] },
  z: '"torrents":{}',
};
const { torrents, ...rest } = ANSWER;

test('however the text is cut, rows and the rest come out', () => {
  for (const text of [JSON.stringify(ANSWER), JSON.stringify(ANSWER, null, 2)]) {
    for (let length = 1; length < 90; length += 1) {
      const result = read(text, length);
      expect(result.rows).toEqual(torrents);
      expect(result.rest).toEqual({ ...rest, torrents: {} });
    }
  }
});

test('rows come before the rest is there', () => {
  const text = JSON.stringify(ANSWER);
  let seen: string[] = [];
  const reader = new RowReader((rows) => (seen = [...seen, ...Object.keys(rows)]));
  reader.write(text.slice(0, text.indexOf('"b"')));
  expect(seen).toEqual(['a']);
});

test('answers without rows, empty ones and nothing of the kind', () => {
  expect(read('{"rid":3}', 4)).toEqual({ rest: { rid: 3 }, rows: {}, times: 0 });
  expect(read('{"torrents": {}, "rid":3}', 5).rest).toEqual({ rid: 3, torrents: {} });
  expect(read('[{"torrents":{"a":{}}}]', 50).rows).toEqual({});
  expect(() => read('{"rid":3,"torrents":{"a":{}', 6)).toThrow(SyntaxError);
  expect(() => read('<html>', 3)).toThrow(SyntaxError);
  expect(() => read('', 3)).toThrow(SyntaxError);
});
