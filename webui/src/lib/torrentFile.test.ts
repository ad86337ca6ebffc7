import { expect, test } from 'vitest';
import { hasPlacement } from './torrentFile';

const bytes = (text: string) => new TextEncoder().encode(text);
const info = 'd6:lengthi5e4:name5:codex6:piecesd1:ai1eee';

test.each([
  [`d8:announce3:abc5:codexd7:versioni1ee4:info${info}e`, true],
  [`d4:info${info}e`, false],
  [`d4:infod5:codexd1:ai1eeee`, false],
  ['d5:codex3:abce', false],
  ['d5:code', false],
  ['not a torrent', false],
  ['', false],
  ['d999999999999:x', false],
])('%s: %s', (text, expected) => {
  expect(hasPlacement(bytes(text))).toBe(expected);
});
