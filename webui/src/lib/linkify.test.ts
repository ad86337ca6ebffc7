import { expect, test } from 'vitest';
import { parts } from './linkify';

function links(text: string): string[] {
  return parts(text).flatMap((part) => (part.href === undefined ? [] : [part.text]));
}

test('all parts together are the text', () => {
  for (const text of ['', 'plain', 'a http://b.example/c. d', '(see https://e.example/f_(g))']) {
    expect(
      parts(text)
        .map((part) => part.text)
        .join(''),
    ).toBe(text);
  }
});

test('links of the web and magnets are found, and where they end', () => {
  expect(links('See https://example.org/a?b=1, or http://example.org.')).toEqual([
    'https://example.org/a?b=1',
    'http://example.org',
  ]);
  expect(links('(https://example.org/x_(y)) and [http://example.net/]')).toEqual([
    'https://example.org/x_(y)',
    'http://example.net/',
  ]);
  const magnet = 'magnet:?xt=urn:btih:aa&dn=b';
  expect(parts(magnet)).toEqual([{ text: magnet, href: magnet }]);
});

test('what could do harm stays text', () => {
  for (const text of [
    'javascript:alert(1)',
    'data:text/html,<script>',
    'file:///etc/passwd',
    'http://',
    'jAvAsCrIpT:http//x',
    'ftp://example.org/',
  ]) {
    expect(links(text)).toEqual([]);
  }
  expect(links('<a href="https://example.org/">')).toEqual(['https://example.org/']);
});
