import { expect, test } from 'vitest';
import { codexLink, linkFacts, linkInAddress, linkKind, looksLikeLinks, splitLines } from './links';

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
  ['/srv/a.torrent', 'file'],
  ['/srv/a.iso', 'unknown'],
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

test('a magnet says what it is', () => {
  const v2 = 'ab'.repeat(32);
  const facts = linkFacts(
    `magnet:?xt=urn:btih:${hash.toUpperCase()}&xt=urn:btmh:1220${v2}&dn=a+b%20c&tr=http%3A%2F%2Fa&tr.1=http://b&xs=urn:codex:${cid}`,
  );
  expect(facts).toEqual({
    name: 'a b c',
    hashes: [hash, v2],
    codex: true,
    trackers: ['http://a', 'http://b'],
  });
  expect(linkFacts('magnet:?xt=urn:btih:nonsense&dn=x').hashes).toEqual([]);
});

test('hashes are told in hexadecimal', () => {
  expect(linkFacts('AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB').hashes).toEqual([`${'0'.repeat(39)}1`]);
  expect(linkFacts(hash).hashes).toEqual([hash]);
  expect(linkFacts(`codex:${cid}`)).toMatchObject({ hashes: [], codex: true });
  expect(linkFacts('https://example.org/a.torrent').codex).toBe(false);
});

test('a link in the address is taken encoded and plain', () => {
  const magnet = `magnet:?xt=urn:btih:${hash}&dn=a%20b`;
  expect(linkInAddress(`#add=${encodeURIComponent(magnet)}`)).toBe(magnet);
  expect(linkInAddress(`#add=${magnet}`)).toBe(magnet);
  expect(linkInAddress('#add=100%')).toBe('100%');
  expect(linkInAddress('#add=')).toBeNull();
  expect(linkInAddress('#/rss')).toBeNull();
});
