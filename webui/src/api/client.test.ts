import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { auth, sync, torrents } from './index';
import { NetworkError, RefusedError, SessionError } from './client';

const fetchMock = vi.fn<typeof fetch>();

beforeEach(() => {
  vi.stubGlobal('fetch', fetchMock);
});
afterEach(() => {
  vi.unstubAllGlobals();
  fetchMock.mockReset();
});

function answer(status: number, body: string | null = '') {
  fetchMock.mockResolvedValueOnce(new Response(body, { status }));
}

describe('login in each dialect', () => {
  test.each([
    [200, 'Ok.', 'ok'],
    [200, 'Fails.', 'wrong'],
    [204, null, 'ok'],
    [401, 'Unauthorized', 'wrong'],
    [403, 'Your IP address has been banned', 'banned'],
  ])('%d %s is %s', async (status, body, outcome) => {
    answer(status, body);
    expect(await auth.login('admin', 'a&b=c')).toBe(outcome);
    const [url, init] = fetchMock.mock.calls[0] ?? [];
    expect(url).toBe('api/v2/auth/login');
    expect(String(init?.body)).toBe('username=admin&password=a%26b%3Dc');
  });

  test('a server that is away is not a wrong password', async () => {
    fetchMock.mockRejectedValueOnce(new TypeError('failed to fetch'));
    await expect(auth.login('a', 'b')).rejects.toBeInstanceOf(NetworkError);
  });
});

test('ids are joined by pipes', async () => {
  answer(200);
  await torrents.delete(['a', 'b'], true);
  expect(String(fetchMock.mock.calls[0]?.[1]?.body)).toBe('hashes=a%7Cb&deleteFiles=true');
});

describe('failures', () => {
  test.each([
    [403, 'Forbidden', SessionError],
    [502, 'Bad Gateway', NetworkError],
    [500, 'Internal Server Error', RefusedError],
    [200, '<html>a proxy speaks</html>', NetworkError],
    [200, '[]', RefusedError],
  ])('maindata %d %s', async (status, body, kind) => {
    answer(status, body);
    await expect(sync.maindata(0, () => undefined)).rejects.toBeInstanceOf(kind);
  });

  test('a page is never shown as a message', async () => {
    answer(500, '<html>long</html>');
    await expect(sync.maindata(0, () => undefined)).rejects.toThrow('The server refused: 500.');
  });
});
