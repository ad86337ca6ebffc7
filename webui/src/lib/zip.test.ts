import { expect, test } from 'vitest';
import { crc32, safeName, zip } from './zip';

const bytesOf = (text: string) => new TextEncoder().encode(text);

test('the checksum is the one of ZIP', () => {
  expect(crc32(bytesOf('123456789'))).toBe(0xcbf43926);
  expect(crc32(new Uint8Array())).toBe(0);
});

test('names are safe on every system and stay files of their kind', () => {
  expect(safeName('a/b\\c:d*e?"<>|.torrent')).toBe('a_b_c_d_e_____.torrent');
  expect(safeName('../../etc.torrent')).toBe('__.._etc.torrent');
  expect(safeName('line\nbreak.torrent')).toBe('line_break.torrent');
  expect(safeName(`${'ü'.repeat(300)}.torrent`)).toBe(`${'ü'.repeat(60)}.torrent`);
});

test('an archive holds what was put in, under names of their own', async () => {
  const blob = zip([
    { name: 'same.torrent', bytes: bytesOf('first') },
    { name: 'Same.torrent', bytes: bytesOf('second one') },
    { name: '日本.torrent', bytes: bytesOf('') },
  ]);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const view = new DataView(bytes.buffer);
  // As every reader does: from the end to the directory, from there to each file.
  const end = bytes.length - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  expect(view.getUint16(end + 10, true)).toBe(3);
  let at = view.getUint32(end + 16, true);
  expect(at + view.getUint32(end + 12, true)).toBe(end);
  const found: [string, string, boolean][] = [];
  for (let file = 0; file < 3; file += 1) {
    expect(view.getUint32(at, true)).toBe(0x02014b50);
    const length = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length));
    const local = view.getUint32(at + 42, true);
    expect(view.getUint32(local, true)).toBe(0x04034b50);
    const start = local + 30 + view.getUint16(local + 26, true);
    const content = bytes.subarray(start, start + view.getUint32(at + 24, true));
    const sound = crc32(content) === view.getUint32(at + 16, true);
    found.push([name, new TextDecoder().decode(content), sound]);
    at += 46 + length;
  }
  expect(found).toEqual([
    ['same.torrent', 'first', true],
    ['Same (2).torrent', 'second one', true],
    ['日本.torrent', '', true],
  ]);
});
