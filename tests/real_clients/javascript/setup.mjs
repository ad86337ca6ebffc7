// What the tests of both JavaScript clients share. The server and the torrents come from
// `test_javascript.py`, as JSON in QCODEX_TEST.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const given = JSON.parse(process.env.QCODEX_TEST);

/** url, username, password, dialect, appVersion, apiVersion, savePath, notBuilt. */
export const server = given.server;

/** A complete torrent's files are in the save path already; the other one has no content. */
export const [show, movie] = given.torrents.map(torrent => ({
  ...torrent,
  bytes: new Uint8Array(readFileSync(torrent.file)),
}));

const numbers = version => version.split('.').map(Number);

/** Whether a server that says it is this one has what came with a Web API version. */
export function since(version) {
  const [a, b] = [numbers(server.apiVersion), numbers(version)];
  for (const at of [0, 1, 2]) {
    if ((a[at] ?? 0) !== (b[at] ?? 0)) return (a[at] ?? 0) > (b[at] ?? 0);
  }
  return true;
}

export function isBuilt(endpoint) {
  return !server.notBuilt.includes(endpoint);
}

/** Asks every 50 ms until the answer is true; gives it. */
export async function waitFor(what, ask) {
  const end = Date.now() + 60_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    assert.ok(Date.now() < end, `waited for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

/** The same object, noting the name of every method that is called. */
export function watched(object, called) {
  return new Proxy(object, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...values) => {
        called.add(name);
        return value.apply(target, values);
      };
    },
  });
}

/** Every method of an object's own class. */
export function methods(object) {
  const names = Object.getOwnPropertyNames(Object.getPrototypeOf(object));
  return names.filter(name => name !== 'constructor');
}
