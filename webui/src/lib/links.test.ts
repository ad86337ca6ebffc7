import { expect, test } from 'vitest';
import { codexLink, linkKind, looksLikeLinks, splitLines } from './links';

const hash = '0123456789abcdef0123456789abcdef01234567';
const cid = 'zDvZRwzmAKDvqRC7uXAsFKyWRCEMTDNHVDwRbn4Zq1TP7rAjNzAp';

test.each([
  [`magnet:?xt=urn:btih:${hash}&dn=x`, 'magnet'],
  [`magnet:?xs=urn:codex:${cid}`, 'magnet'],
  ['magnet:?dn=only-a-name', 'unknown'],
  ['https://example.org/a.torrent', 'url'],
  ['http://', 'unknown'],
  ['ftp://example.org/a', 'unknown'],
  [cid, 'cid'],
  [`codex:${cid}`, 'cid'],
  [hash, 'hash'],
  [hash.toUpperCase(), 'hash'],
  [`${hash}0`, 'unknown'],
  ['hello world', 'unknown'],
  ['javascript:alert(1)', 'unknown'],
])('%s is %s', (line, kind) => {
  expect(linkKind(line)).toBe(kind);
});

test('lines are trimmed, empty and repeated ones dropped', () => {
  expect(splitLines(' a \r\n\nb\ra\n')).toEqual(['a', 'b']);
});

test('pasted prose is not added', () => {
  expect(looksLikeLinks(`${hash}\n${cid}`)).toBe(true);
  expect(looksLikeLinks(`${hash}\nsee above`)).toBe(false);
  expect(looksLikeLinks('  \n')).toBe(false);
});

test('a link to share has a Codex part', () => {
  const magnet = `magnet:?xt=urn:btih:${hash}&xs=urn:codex:${cid}`;
  expect(codexLink(magnet)).toBe(magnet);
  expect(codexLink(`magnet:?xt=urn:btih:${hash}`)).toBeNull();
  expect(codexLink(`magnet:?xt=urn:btih:${hash}&xs=urn:codex:`)).toBeNull();
  expect(codexLink(undefined)).toBeNull();
});
