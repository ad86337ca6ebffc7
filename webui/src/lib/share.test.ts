import { expect, test } from 'vitest';
import { sharedLink } from './share';

const cid = `zDv${'k'.repeat(45)}`;

test.each([
  ['?url=https%3A%2F%2Fexample.org%2Fa.torrent', 'https://example.org/a.torrent'],
  ['?text=Look%3A+magnet%3A%3Fxt%3Durn%3Abtih%3Aab%26dn%3Dx+!', 'magnet:?xt=urn:btih:ab&dn=x'],
  ['?title=A+name&text=codex%3Azabc', 'codex:zabc'],
  [`?text=${cid}`, cid],
  ['?title=Only+words', null],
  ['?other=https%3A%2F%2Fexample.org', null],
])('%s', (query, link) => {
  expect(sharedLink(query)).toBe(link);
});
