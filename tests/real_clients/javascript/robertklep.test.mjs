// @robertklep/qbittorrent: every method, as its documentation begins. It asks for everything by
// POST, with Origin and Referer of the server itself, and knows the words of qBittorrent 4.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import qbittorrent from '@robertklep/qbittorrent';

import { isBuilt, methods, movie, server, show, waitFor, watched } from './setup.mjs';

const { qBittorrentClient } = qbittorrent;
const client = new qBittorrentClient(server.url, server.username, server.password);
const scopes = ['auth', 'app', 'log', 'sync', 'transfer', 'torrents', 'search'];
const called = Object.fromEntries(scopes.map(scope => [scope, new Set()]));
const api = Object.fromEntries(scopes.map(scope => [scope, watched(client[scope], called[scope])]));

const { hash } = show;
const row = async () => (await api.torrents.info({ hashes: [hash] }))[0];
const complete = async () => {
  const { progress, state } = await row();
  return progress === 1 && /UP$/.test(state) && !state.startsWith('checking');
};

before(async () => {
  await api.torrents.add({
    torrents: { buffer: Buffer.from(show.bytes), filename: 'show.torrent' },
    category: 'tv',
    tags: ['a', 'b'],
    savepath: server.savePath,
  });
  await waitFor('a complete torrent', complete);
});

after(async () => {
  await client.torrents.delete([show.hash, movie.hash], true);
  await client.torrents.deleteTags(['a', 'b', 'c']);
});

test('the server', async () => {
  assert.equal(await api.app.version(), server.appVersion);
  assert.equal(await api.app.webapiVersion(), server.apiVersion);
  assert.equal((await api.app.buildInfo()).bitness, 64);
  assert.equal(await api.app.defaultSavePath(), server.savePath);
  assert.equal((await api.app.preferences()).dht, true);
  await api.app.setPreferences({ max_active_torrents: 11 });
  assert.equal((await api.app.preferences()).max_active_torrents, 11);
  assert.ok((await api.log.main({ last_known_id: -1 })).length > 0);
  assert.deepEqual(await api.log.peers(), []);
});

test('transfer', async () => {
  assert.equal(typeof (await api.transfer.info()).dl_info_speed, 'number');
  assert.equal(Number(await api.transfer.speedLimitsMode()), 0);
  await api.transfer.toggleSpeedLimitsMode();
  assert.equal(Number(await api.transfer.speedLimitsMode()), 1);
  await api.transfer.toggleSpeedLimitsMode();
  await api.transfer.setDownloadLimit(10_240);
  await api.transfer.setUploadLimit(20_480);
  assert.equal(Number(await api.transfer.downloadLimit()), 10_240);
  assert.equal(Number(await api.transfer.uploadLimit()), 20_480);
  await api.transfer.setDownloadLimit(0);
  await api.transfer.setUploadLimit(0);
  await api.transfer.banPeers(['192.0.2.1:1', '192.0.2.2:2']);
  assert.equal((await api.app.preferences()).banned_IPs, '192.0.2.1\n192.0.2.2');
  await api.app.setPreferences({ banned_IPs: '' });
});

test('reading', async () => {
  assert.equal((await row()).save_path, server.savePath);
  assert.deepEqual(
    (await api.torrents.info({ category: 'tv', tag: 'a' })).map(found => found.hash),
    [hash],
  );
  assert.equal((await api.torrents.properties(hash)).pieces_num, 7);
  assert.equal((await api.torrents.trackers(hash)).at(-1).url, show.tracker);
  assert.deepEqual(await api.torrents.webseeds(hash), []);
  assert.equal((await api.torrents.files(hash)).length, 2);
  assert.deepEqual((await api.torrents.files(hash, [1])).map(file => file.index), [1]);
  assert.deepEqual(await api.torrents.pieceStates(hash), Array(7).fill(2));
  assert.equal((await api.torrents.pieceHashes(hash)).length, 7);
  assert.equal((await api.sync.maindata()).full_update, true);
  assert.equal((await api.sync.torrentPeers(hash)).full_update, true);
});

test('the words of qBittorrent 4', async () => {
  await api.torrents.pause(hash);
  await waitFor('a stop', async () => /^(stopped|paused)UP$/.test((await row()).state));
  await api.torrents.resume([hash]);
  await waitFor('a start', async () => !/^(stopped|paused)/.test((await row()).state));
  await api.torrents.add({ urls: [movie.magnet], paused: true });
  const [magnet] = await api.torrents.info({ hashes: movie.hash });
  assert.match(magnet.state, /^(stopped|paused)DL$/);
  await api.torrents.delete(movie.hash);
  assert.deepEqual(await api.torrents.info({ hashes: movie.hash }), []);
  await api.torrents.add(movie.magnet);
});

test('changing', async () => {
  await api.torrents.recheck(hash);
  await waitFor('the end of the check', complete);
  await api.torrents.reannounce(hash);
  const [second, third] = ['http://127.0.0.1:2/announce', 'http://127.0.0.1:3/announce'];
  await api.torrents.editTracker(hash, show.tracker, second);
  assert.equal((await api.torrents.trackers(hash)).at(-1).url, second);
  // The library's name of this endpoint is one that no qBittorrent has.
  await assert.rejects(api.torrents.removeTracker(hash, third), error => error.statusCode === 404);
  const peers = await api.torrents.addPeers([hash], ['192.0.2.1:6881']);
  assert.deepEqual(peers[hash], { added: 0, failed: 1 });

  await api.app.setPreferences({ queueing_enabled: true });
  for (const move of ['increasePrio', 'decreasePrio', 'topPrio', 'bottomPrio']) {
    await api.torrents[move]([movie.hash]);
  }
  await api.torrents.filePrio(hash, [0, 1], 7);
  assert.deepEqual((await api.torrents.files(hash)).map(file => file.priority), [7, 7]);
  await api.torrents.setDownloadLimit(hash, 10_240);
  await api.torrents.setUploadLimit(hash, 20_480);
  assert.deepEqual(await api.torrents.downloadLimit(hash), { [hash]: 10_240 });
  assert.deepEqual(await api.torrents.uploadLimit(hash), { [hash]: 20_480 });
  await api.torrents.setShareLimits(hash, 2, 90);
  assert.equal((await row()).ratio_limit, 2);
  await api.torrents.setShareLimits(hash);
  assert.equal((await row()).seeding_time_limit, -1);

  await api.torrents.rename(hash, 'Better');
  await api.torrents.renameFile(hash, `${show.name}/x.nfo`, `${show.name}/y.nfo`);
  await api.torrents.renameFolder(hash, show.name, 'Folder');
  assert.equal((await api.torrents.files(hash))[1].name, 'Folder/y.nfo');
  await api.torrents.setLocation(hash, `${server.savePath}/robertklep`);
  await waitFor('the move', async () => {
    const { content_path: path, state } = await row();
    return path === `${server.savePath}/robertklep/Folder` && state !== 'moving';
  });

  await api.torrents.setForceStart(hash, true);
  await api.torrents.setSuperSeeding(hash, true);
  await api.torrents.setAutoManagement(hash, true);
  await api.torrents.toggleSequentialDownload(hash);
  await api.torrents.toggleFirstLastPiecePrio(hash);
  const changed = await row();
  for (const flag of ['force_start', 'super_seeding', 'auto_tmm', 'seq_dl', 'f_l_piece_prio']) {
    assert.equal(changed[flag], true, flag);
  }
  await api.torrents.setAutoManagement(hash);
});

test('labels', async () => {
  await api.torrents.createCategory('films', `${server.savePath}/films`);
  await api.torrents.editCategory('films', `${server.savePath}/movies`);
  assert.equal((await api.torrents.categories()).films.savePath, `${server.savePath}/movies`);
  await api.torrents.setCategory(hash, 'films');
  assert.equal((await row()).category, 'films');
  await api.torrents.setCategory(hash, '');
  for (const name of ['films', 'tv']) await api.torrents.removeCategories(name);
  assert.deepEqual(await api.torrents.categories(), {});
  await api.torrents.createTags(['c']);
  await api.torrents.addTags([hash], ['c']);
  await api.torrents.removeTags([hash], ['a']);
  assert.equal((await row()).tags, 'b, c');
  await api.torrents.deleteTags('b');
  assert.deepEqual(await api.torrents.tags(), ['a', 'c']);
});

test('searches', async () => {
  assert.deepEqual(await api.search.plugins(), []);
  assert.deepEqual(await api.search.status(), []);
  for (const [endpoint, call] of [
    ['search/start', () => api.search.start('ubuntu')],
    ['search/stop', () => api.search.stop(1)],
    ['search/results', () => api.search.results(1)],
    ['search/delete', () => api.search.delete(1)],
    ['search/installPlugin', () => api.search.installPlugin('/nowhere')],
    ['search/uninstallPlugin', () => api.search.uninstallPlugin('x')],
    ['search/enablePlugin', () => api.search.enablePlugin('x', true)],
    ['search/updatePlugins', () => api.search.updatePlugins()],
  ]) {
    if (isBuilt(endpoint)) continue;
    await assert.rejects(call, error => error.statusCode === 404 && /not built/.test(error.message));
  }
});

test('the end of a session', async () => {
  const other = new qBittorrentClient(server.url, server.username, server.password);
  await other.auth.login(server.username, server.password);
  assert.equal(await other.app.version(), server.appVersion);
  await other.auth.logout();
  await assert.rejects(other.app.version(), error => error.statusCode === 403);
  called.auth.add('login').add('logout');
});

test('every method was called', () => {
  // Ends the server: `test_server.py` does it with one of its own.
  called.app.add('shutdown');
  const left = scope => methods(client[scope]).filter(name => !called[scope].has(name));
  for (const scope of scopes) {
    if (scope !== 'search') assert.deepEqual(left(scope), [], scope);
  }
});
