// @ctrl/qbittorrent: every method, as its documentation begins.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { QBittorrent } from '@ctrl/qbittorrent';

import { isBuilt, methods, movie, server, show, since, waitFor, watched } from './setup.mjs';

const client = new QBittorrent({
  baseUrl: server.url,
  username: server.username,
  password: server.password,
});
const called = new Set();
const api = watched(client, called);

/** What the server's own list calls missing is a clear error. */
async function orNotBuilt(endpoint, call) {
  if (isBuilt(endpoint)) return call();
  // Where the library expects a file, the text comes as bytes.
  const text = data => (data instanceof ArrayBuffer ? Buffer.from(data).toString() : String(data));
  await assert.rejects(call, error => error.status === 404 && /not built/.test(text(error.data)));
  return undefined;
}

const complete = async () => {
  const [row] = await api.listTorrents({ hashes: show.hash });
  return row.progress === 1 && /UP$/.test(row.state) && !row.state.startsWith('checking');
};

before(async () => {
  await api.addTorrent(show.bytes, { category: 'tv', tags: 'a,b', savepath: server.savePath });
  await waitFor('a complete torrent', complete);
});

after(async () => {
  await client.removeTorrent([show.hash, movie.hash], true);
  await client.removeCategory('tv\nfilms');
  await client.deleteTags('a,b,c');
});

test('the server', async () => {
  assert.equal(await api.version(), server.appVersion);
  assert.equal(await api.getAppVersion(), server.appVersion);
  assert.equal(await api.getApiVersion(), server.apiVersion);
  assert.equal(await api.getDefaultSavePath(), server.savePath);
  assert.equal((await api.getBuildInfo()).bitness, 64);
  assert.ok((await api.getProcessInfo()).launch_time > 0);
  assert.ok((await api.getFreeSpaceAtPath(server.savePath)) > 0);
  const content = await api.getDirectoryContent(server.savePath, { mode: 'dirs' });
  assert.ok(content.some(path => path.endsWith(`/${show.name}`)));

  assert.equal((await api.getPreferences()).dht, true);
  await api.setPreferences({ max_active_uploads: 9 });
  assert.equal((await api.getPreferences()).max_active_uploads, 9);
  const limits = await api.getTransferSpeedLimits();
  await api.setTransferSpeedLimits({ ...limits, dl_limit: 10_240 });
  assert.equal((await api.getTransferSpeedLimits()).dl_limit, 10_240);
  await api.setTransferSpeedLimits(limits);

  const cookie = { name: 'c', domain: 'example.com', path: '/', value: 'v' };
  cookie.expirationDate = Math.floor(Date.now() / 1000) + 3600;
  await api.setCookies([cookie]);
  assert.deepEqual(await api.getCookies(), [cookie]);
  await api.setCookies([]);

  await api.storeClientData({ 'ctrl.key': 1 });
  assert.deepEqual(await api.loadClientData(['ctrl.key']), { 'ctrl.key': 1 });
  await api.storeClientData({ 'ctrl.key': null });
});

test('keys instead of passwords', async () => {
  const apiKey = await api.rotateApiKey();
  const bearer = new QBittorrent({ baseUrl: server.url, apiKey });
  assert.equal(await bearer.getAppVersion(), server.appVersion);
  await api.deleteApiKey();
  await assert.rejects(bearer.getAppVersion());
});

test('a wrong password', async () => {
  const stranger = new QBittorrent({ baseUrl: server.url, username: 'admin', password: 'wrong' });
  await assert.rejects(stranger.getAppVersion());
});

test('adding', async () => {
  const added = await api.normalizedAddTorrent(movie.bytes, { label: 'films', startPaused: true });
  assert.equal(added.name, movie.name);
  assert.equal(added.label, 'films');
  assert.equal(added.state, 'paused');
  await assert.rejects(api.addTorrent(movie.bytes), 'a duplicate');
  await api.removeTorrent(movie.hash, false);
  await api.addMagnet(movie.magnet, { category: 'films', paused: 'true' });
  assert.equal((await api.getTorrent(movie.hash)).label, 'films');
  await api.removeTorrent(movie.hash);
  const again = await api.normalizedAddTorrent(movie.magnet, { startPaused: true });
  assert.equal(again.id, movie.hash);
  await assert.rejects(api.addMagnet('notamagnet'));
});

test('reading', async () => {
  const torrent = await api.getTorrent(show.hash);
  assert.equal(torrent.isCompleted, true);
  assert.equal(torrent.savePath, server.savePath);
  assert.deepEqual(torrent.tags, ['a', 'b']);
  const all = await api.getAllData();
  assert.deepEqual(all.labels.map(label => label.name), ['tv']);
  const sorted = await api.listTorrents({ sort: 'size', reverse: true, limit: 1, offset: 0 });
  assert.equal(sorted[0].hash, show.hash);
  const rich = await api.listTorrents({
    filter: 'completed',
    category: 'tv',
    tag: 'a',
    includeTrackers: true,
    includeFiles: true,
  });
  assert.equal(rich[0].files.length, 2);
  assert.equal(rich[0].trackers.at(-1).url, show.tracker);
  assert.deepEqual(
    (await api.listTorrents({ filter: 'paused' })).map(row => row.hash),
    [movie.hash],
  );

  assert.equal((await api.torrentProperties(show.hash)).save_path, server.savePath);
  assert.equal((await api.torrentTrackers(show.hash))[0].url, '** [DHT] **');
  assert.deepEqual(await api.torrentWebSeeds(show.hash), []);
  assert.equal((await api.torrentFiles(show.hash))[0].name, `${show.name}/show.s01e09.mkv`);
  assert.deepEqual(await api.torrentPieceStates(show.hash), Array(7).fill(2));
  assert.equal((await api.torrentPieceHashes(show.hash)).length, 7);
  assert.deepEqual(await api.torrentPieceAvailability(show.hash), []);
  assert.equal((await api.torrentPeers(show.hash, 0)).full_update, true);
  await orNotBuilt('torrents/downloadFile', async () => {
    const bytes = await api.downloadTorrentFile(show.hash, 1);
    assert.equal(bytes.length, 4);
  });

  const full = await api.getSyncMainData();
  assert.equal(full.full_update, true);
  assert.ok(full.torrents[show.hash]);
  const delta = await api.getSyncMainData(full.rid);
  assert.notEqual(delta.full_update, true);
});

test('metadata', async () => {
  const [parsed] = await api.parseTorrentMetadata(show.bytes);
  assert.equal(parsed.info.name, show.name);
  assert.equal((await api.fetchTorrentMetadata(show.hash)).info.name, show.name);
  assert.equal((await api.saveTorrentMetadata(show.hash))[0], 'd'.charCodeAt(0));
});

test('changing', async () => {
  const { hash } = show;
  const row = async () => (await api.listTorrents({ hashes: hash }))[0];
  await api.setTorrentDownloadLimit(hash, 20_480);
  assert.equal((await api.getTorrentDownloadLimit(hash))[hash], 20_480);
  await api.setTorrentUploadLimit(hash, 10_240);
  assert.equal((await api.getTorrentUploadLimit(hash))[hash], 10_240);
  await api.setFilePriority(hash, ['0', '1'], 6);
  assert.deepEqual((await api.torrentFiles(hash)).map(file => file.priority), [6, 6]);
  await api.setTorrentName(hash, 'Better');
  await api.setTorrentComment(hash, 'mine');
  assert.equal((await row()).name, 'Better');
  assert.equal((await api.torrentProperties(hash)).comment, 'mine');

  for (const stop of ['stopTorrent', 'pauseTorrent']) {
    await api[stop](hash);
    await waitFor('a stop', async () => /^(stopped|paused)UP$/.test((await row()).state));
    await api[stop === 'stopTorrent' ? 'startTorrent' : 'resumeTorrent'](hash);
    await waitFor('a start', async () => !/^(stopped|paused)/.test((await row()).state));
  }
  await api.recheckTorrent(hash);
  await waitFor('the end of the check', complete);
  await api.reannounceTorrent(hash);

  await api.renameFile(hash, `${show.name}/x.nfo`, `${show.name}/y.nfo`);
  await api.renameFolder(hash, show.name, 'Folder');
  assert.equal((await api.torrentFiles(hash))[1].name, 'Folder/y.nfo');
  await api.setTorrentLocation(hash, `${server.savePath}/ctrl`);
  await waitFor('the move', async () => {
    const { content_path: path, state } = await row();
    return path === `${server.savePath}/ctrl/Folder` && state !== 'moving';
  });

  const [second, third] = ['http://127.0.0.1:2/announce', 'http://127.0.0.1:3/announce'];
  await api.addTrackers(hash, `${second}\n${third}`);
  assert.equal((await api.torrentTrackers(hash)).length, 6);
  await api.removeTrackers(hash, `${second}|${third}`);
  assert.equal((await api.torrentTrackers(hash)).length, 4);
  // The library's name of this endpoint is one that no qBittorrent has.
  await assert.rejects(api.editTrackers(hash, second, third), error => error.status === 404);
});

test('labels', async () => {
  await api.createTags('c');
  await api.addTorrentTags(show.hash, 'c');
  await api.removeTorrentTags(show.hash, 'a');
  assert.deepEqual(await api.getTags(), ['a', 'b', 'c']);
  assert.deepEqual((await api.getTorrent(show.hash)).tags, ['b', 'c']);
  await api.deleteTags('a');
  await api.createCategory('films2', `${server.savePath}/films`);
  await api.editCategory('films2', `${server.savePath}/movies`);
  assert.equal((await api.getCategories()).films2.savePath, `${server.savePath}/movies`);
  await api.setTorrentCategory(show.hash, 'films2');
  assert.equal((await api.getTorrent(show.hash)).label, 'films2');
  await api.resetTorrentCategory(show.hash);
  await api.removeCategory('films2');
  assert.equal((await api.getCategories()).films2, undefined);
});

test('the queue', async () => {
  await api.setPreferences({ queueing_enabled: true });
  for (const move of ['queueUp', 'queueDown', 'topPriority', 'bottomPriority']) {
    assert.equal(await api[move](movie.hash), true);
  }
});

test('feeds', async () => {
  assert.deepEqual(await api.getRssRules(), {});
  for (const [endpoint, call] of [
    ['rss/setRule', () => api.setRssRule('rule', { enabled: false })],
    ['rss/cloneRule', () => api.cloneRssRule('rule', 'copy')],
    ['rss/removeRule', () => api.removeRssRule('rule')],
  ]) {
    await orNotBuilt(endpoint, call);
  }
});

test('the creator', async () => {
  assert.deepEqual(await api.getTorrentCreatorStatus(), []);
  const source = `${server.savePath}/ctrl/Folder`;
  const task = await orNotBuilt('torrentcreator/addTask', () =>
    api.addTorrentCreatorTask(source, { format: 'v1', trackers: [show.tracker] }),
  );
  if (task === undefined) {
    await orNotBuilt('torrentcreator/torrentFile', () => api.getTorrentCreatorFile('x'));
    await orNotBuilt('torrentcreator/deleteTask', () => api.deleteTorrentCreatorTask('x'));
    return;
  }
  await waitFor('the torrent', async () => {
    const [status] = await api.getTorrentCreatorStatus(task.taskID);
    assert.notEqual(status.status, 'Failed');
    return status.status === 'Finished';
  });
  const made = await api.getTorrentCreatorFile(task.taskID);
  assert.equal(made[0], 'd'.charCodeAt(0));
  await api.deleteTorrentCreatorTask(task.taskID);
});

test('a session that ended', async () => {
  const state = client.exportState();
  const restored = QBittorrent.createFromState({ baseUrl: server.url }, state);
  assert.equal(await restored.getAppVersion(), server.appVersion);
  await fetch(`${server.url}/api/v2/auth/logout`, {
    method: 'POST',
    headers: { Cookie: `${state.auth.cookieName}=${state.auth.sid}` },
  });
  // It logs in once more by itself.
  assert.equal(await api.getAppVersion(), server.appVersion);
});

test('every method was called', () => {
  assert.deepEqual(methods(client).filter(name => !called.has(name)), []);
});
