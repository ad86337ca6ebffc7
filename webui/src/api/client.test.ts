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

describe('add in each dialect', () => {
  const options = { savePath: '', start: true };

  test.each([
    [200, 'Ok.', true],
    [200, 'Fails.', false],
    [
      200,
      '{"added_torrent_ids":["a"],"failure_count":0,"pending_count":0,"success_count":1}',
      true,
    ],
    [202, '{"added_torrent_ids":[],"failure_count":0,"pending_count":1,"success_count":0}', true],
    [200, '{"added_torrent_ids":[],"failure_count":1,"pending_count":0,"success_count":0}', false],
    [409, 'Conflict', false],
  ])('%d %s is %s', async (status, body, outcome) => {
    answer(status, body);
    expect(await torrents.add('magnet:?xt=urn:btih:x', options)).toBe(outcome);
  });

  test('a broken file is refused in the server’s words', async () => {
    answer(415, "Error: 'x.torrent' is not a valid torrent file.");
    const file = new File(['x'], 'x.torrent');
    await expect(torrents.add(file, options)).rejects.toThrow('not a valid torrent file');
  });

  test('a save path is sent with manual management, an empty one not at all', async () => {
    answer(200, 'Ok.');
    await torrents.add('a', { savePath: '/data', start: false });
    answer(200, 'Ok.');
    await torrents.add('a', options);
    const [first, second] = fetchMock.mock.calls.map(([, init]) => init?.body as FormData);
    expect(first?.get('savepath')).toBe('/data');
    expect(first?.get('stopped')).toBe('true');
    expect(second?.has('savepath')).toBe(false);
    expect(second?.get('stopped')).toBe('false');
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
