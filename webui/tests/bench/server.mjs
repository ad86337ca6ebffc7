// A server with a list of any length, of which so many rows change each second. It serves a built
// page; or it stands before another server, of which it replaces only `sync/maindata`.
import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { categories, changeOf, idOf, rowOf, tags, trackersOf } from './rows.mjs';

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
};

const SERVER_STATE = {
  alltime_dl: 0,
  alltime_ul: 0,
  average_time_queue: 0,
  codex_node: { kind: 'embedded', state: 'online', quota_used: 1e9, quota_max: 2e10 },
  connection_status: 'connected',
  dht_nodes: 0,
  dl_info_data: 0,
  dl_info_speed: 0,
  dl_rate_limit: 0,
  free_space_on_disk: 5e11,
  global_ratio: '1.00',
  last_external_address_v4: '',
  last_external_address_v6: '',
  queued_io_jobs: 0,
  queueing: false,
  read_cache_hits: '0',
  read_cache_overload: '0',
  refresh_interval: 1500,
  total_buffers_size: 0,
  total_peer_connections: 0,
  total_queued_size: 0,
  total_wasted_session: 0,
  up_info_data: 0,
  up_info_speed: 0,
  up_rate_limit: 0,
  use_alt_speed_limits: false,
  use_subcategories: true,
  write_cache_overload: '0',
};

/** What a page asks besides; whatever is not here is answered with an empty object. */
const ANSWERS = {
  'app/version': 'v5.1.4',
  'app/webapiVersion': '2.11.4',
  'auth/login': 'Ok.',
  'codex/capabilities': JSON.stringify({
    node: {
      kind: 'embedded',
      state: 'online',
      reason: null,
      version: '',
      generation: 'c',
      url: null,
    },
    flags: {},
    features: {},
    counts: {},
    preferences: {},
  }),
};

/** The first answer, as text in parts: as one it would be longer than texts may be. */
function* whole(count) {
  yield `{"categories":${JSON.stringify(categories)},"full_update":true,"rid":1,`;
  yield `"server_state":${JSON.stringify(SERVER_STATE)},"tags":${JSON.stringify(tags)},"torrents":{`;
  for (let at = 0; at < count; at += 1) {
    yield `${at === 0 ? '' : ','}"${idOf(at)}":${JSON.stringify(rowOf(at))}`;
  }
  yield `},"trackers":${JSON.stringify(trackersOf(count))}}`;
}

/** Starts it; `page` is a folder, `behind` the port of another server. */
export async function serve({ count, perSecond, page, behind }) {
  const first = Buffer.concat([...whole(count)].map((part) => Buffer.from(part)));
  let rid = 1;
  let step = 0;
  let last = Date.now();

  function delta() {
    const seconds = Math.min(10, (Date.now() - last) / 1000);
    last = Date.now();
    rid += 1;
    const torrents = {};
    for (let left = Math.round(seconds * perSecond); left > 0; left -= 1) {
      step += 1;
      const at = (step * 7_919) % count;
      torrents[idOf(at)] = changeOf(at, step);
    }
    return JSON.stringify({ rid, server_state: { dl_info_speed: step }, torrents });
  }

  const server = createServer((incoming, outgoing) => {
    const url = new URL(incoming.url, 'http://localhost');
    const endpoint = url.pathname.split('/api/v2/')[1];
    if (endpoint === 'sync/maindata') {
      const body = url.searchParams.get('rid') === '0' ? first : delta();
      if (body === first) last = Date.now();
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end(body);
    } else if (behind !== undefined) {
      forward(behind, incoming, outgoing);
    } else if (endpoint !== undefined) {
      outgoing
        .writeHead(200, { 'content-type': 'application/json' })
        .end(ANSWERS[endpoint] ?? '{}');
    } else {
      const name = normalize(url.pathname).replace(/^[/\\]+/, '') || 'index.html';
      readFile(join(page, name)).then(
        (body) => {
          outgoing.writeHead(200, { 'content-type': TYPES[extname(name)] ?? '' }).end(body);
        },
        () => {
          outgoing.writeHead(404).end();
        },
      );
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${String(server.address().port)}/`,
    bytes: first.length,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function forward(port, incoming, outgoing) {
  const headers = { ...incoming.headers, host: `127.0.0.1:${String(port)}` };
  for (const name of ['origin', 'referer', 'accept-encoding'])
    Reflect.deleteProperty(headers, name);
  const asked = request(
    { host: '127.0.0.1', port, path: incoming.url, method: incoming.method, headers },
    (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    },
  );
  asked.on('error', () => outgoing.destroy());
  incoming.pipe(asked);
}
