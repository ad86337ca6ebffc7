import { expect, test } from 'vitest';
import { isUrl } from './urls';

test('an address has one of the schemes and a host', () => {
  const web = ['http', 'https'];
  expect(isUrl('https://example.org/a', web)).toBe(true);
  expect(isUrl('http://[::1]:80/', web)).toBe(true);
  for (const text of [
    '',
    'example.org',
    'ftp://example.org/',
    'http://',
    'https:/x',
    'http://a b/',
  ])
    expect(isUrl(text, web), text).toBe(false);
  expect(isUrl('udp://tracker.example:6969/announce', ['udp'])).toBe(true);
});
