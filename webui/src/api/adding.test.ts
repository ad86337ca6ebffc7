import { afterEach, describe, expect, test, vi } from 'vitest';
import { addTorrent, directoryContent, fetchMetadata, freeSpace, parseMetadata } from './adding';

const fetchMock = vi.fn<typeof fetch>();
vi.stubGlobal('fetch', fetchMock);
afterEach(() => fetchMock.mockReset());

function answer(status: number, body = ''): void {
  fetchMock.mockResolvedValueOnce(new Response(status === 204 ? null : body, { status }));
}

describe('add in each dialect', () => {
  test.each([
    [200, 'Ok.', 'added'],
    [200, 'Fails.', 'refused'],
    [
      200,
      '{"added_torrent_ids":["a"],"failure_count":0,"pending_count":0,"success_count":1}',
      'added',
    ],
    [
      202,
      '{"added_torrent_ids":[],"failure_count":0,"pending_count":1,"success_count":0}',
      'pending',
    ],
    [
      200,
      '{"added_torrent_ids":[],"failure_count":1,"pending_count":0,"success_count":0}',
      'refused',
    ],
    [409, 'Conflict', 'refused'],
  ])('%d %s is %s', async (status, body, outcome) => {
    answer(status, body);
    expect(await addTorrent('magnet:?xt=urn:btih:x', {})).toBe(outcome);
  });

  test('a broken file is refused in the server’s words', async () => {
    answer(415, "Error: 'x.torrent' is not a valid torrent file.");
    await expect(addTorrent(new File(['x'], 'x.torrent'), {})).rejects.toThrow(
      'not a valid torrent file',
    );
  });

  test('what is not given is not sent', async () => {
    answer(200, 'Ok.');
    await addTorrent('a', { savepath: undefined, stopped: true });
    const body = fetchMock.mock.calls[0]?.[1]?.body as FormData;
    expect([...body.keys()]).toEqual(['urls', 'stopped']);
  });
});

test('a link is found, or looked for', async () => {
  answer(202, '{"hash":"ab","infohash_v1":"ab","infohash_v2":""}');
  expect(await fetchMetadata('magnet:?xt=urn:btih:ab&dn=100%25')).toMatchObject({
    found: false,
    infohash_v1: 'ab',
  });
  // Encoded once for the form and once more, because the server decodes twice.
  expect(new URLSearchParams(String(fetchMock.mock.calls[0]?.[1]?.body)).get('source')).toBe(
    encodeURIComponent('magnet:?xt=urn:btih:ab&dn=100%25'),
  );
  answer(202, '{}');
  expect(await fetchMetadata('http://a/')).toMatchObject({ found: false, hash: '' });
  answer(200, '{"hash":"ab","info":{"name":"x"}}');
  expect(await fetchMetadata('ab')).toMatchObject({ found: true, metadata: { hash: 'ab' } });
});

test('the metadata of a file is a list of one, or an object by its name', async () => {
  const file = new File(['x'], 'x.torrent');
  answer(200, '[{"hash":"ab","info":{}}]');
  expect((await parseMetadata(file)).hash).toBe('ab');
  answer(200, '{"x.torrent":{"hash":"cd","info":{}}}');
  expect((await parseMetadata(file)).hash).toBe('cd');
  answer(200, '[]');
  await expect(parseMetadata(file)).rejects.toThrow();
});

test('folders come with and without details', async () => {
  answer(200, '[{"name":"a","type":"dir"},{"name":"b","type":"file","size":3}]');
  expect(await directoryContent('/', 'all')).toEqual([
    { name: 'a', folder: true, size: 0 },
    { name: 'b', folder: false, size: 3 },
  ]);
  answer(200, '["/x/a b"]');
  expect(await directoryContent('/x', 'dirs')).toEqual([{ name: 'a b', folder: true, size: 0 }]);
});

test('free space may be unknown', async () => {
  answer(200, '123');
  expect(await freeSpace('/')).toBe(123);
  answer(200, '-1');
  expect(await freeSpace('/')).toBeNull();
});
