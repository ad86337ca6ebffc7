// A server as somebody would have it after some weeks: freely licensed things in every state, a
// second server that still gives some of them, categories, tags and limits.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { APIRequestContext } from '@playwright/test';
import {
  api,
  collectionOf,
  content,
  expect,
  magnet,
  RealServer,
  setPreferences,
} from '../e2e/fixtures';

interface Item {
  name: string;
  /** Path below the item → KiB. */
  files: Record<string, number>;
  category?: string;
  tags?: string;
}

/** Complete, and published by this server. */
const OWN: readonly Item[] = [
  {
    name: 'Big Buck Bunny (2008)',
    files: {
      'Big Buck Bunny (2008) 1080p.mkv': 5200,
      'Big Buck Bunny (2008) 1080p.en.srt': 12,
      'Big Buck Bunny (2008) 1080p.de.srt': 13,
      'Extras/Making of.mkv': 1900,
      'Extras/Poster.jpg': 310,
    },
    category: 'films',
    tags: 'open movie,4k',
  },
  { name: 'Sintel (2010) 2160p', files: { 'Sintel.mkv': 3900 }, category: 'films', tags: '4k' },
  { name: 'Tears of Steel (2012)', files: { 'Tears of Steel.mkv': 2800 }, category: 'films' },
  {
    name: 'Moby Dick - LibriVox',
    files: Object.fromEntries(
      Array.from({ length: 24 }, (_, at) => [
        `Chapter ${String(at + 1).padStart(2, '0')}.opus`,
        60 + ((at * 37) % 50),
      ]),
    ),
    category: 'audio/books',
    tags: 'librivox',
  },
  {
    name: 'Musopen - Goldberg Variations',
    files: { 'Aria.flac': 540, 'Variation 1.flac': 380, 'Variation 2.flac': 410 },
    category: 'audio',
  },
  { name: 'debian-13.1.0-amd64-netinst.iso', files: { '': 7600 }, category: 'systems' },
  { name: 'archlinux-2026.11.01-x86_64.iso', files: { '': 6200 }, category: 'systems' },
  {
    name: 'OpenStreetMap Liechtenstein 2026-11',
    files: { 'liechtenstein.osm.pbf': 2900, 'liechtenstein.poly': 6 },
    category: 'data/maps',
    tags: 'weekly',
  },
  { name: 'wikipedia_rm_all_2026-10.zim', files: { '': 4400 }, category: 'data', tags: 'weekly' },
];

/** Given by the other server. */
const THEIRS: readonly Item[] = [
  { name: 'Cosmos Laundromat (2015)', files: { 'Cosmos Laundromat.mkv': 9000 }, category: 'films' },
  {
    name: 'NASA Apollo 11 flight journal',
    files: {
      'Audio/Air to ground 1.flac': 4200,
      'Audio/Air to ground 2.flac': 3900,
      'Transcript.pdf': 800,
    },
    category: 'audio',
    tags: 'nasa',
  },
  { name: 'fedora-43-workstation-live.iso', files: { '': 12_000 }, category: 'systems' },
];

export interface Furnished {
  server: RealServer;
  client: APIRequestContext;
  stop: () => Promise<void>;
}

export async function furnish(folder: string): Promise<Furnished> {
  for (const name of ['own', 'other']) mkdirSync(join(folder, name), { recursive: true });
  const other = new RealServer(join(folder, 'other'), ['--codex-api', '127.0.0.1:0']);
  await other.start();
  const giver = await api(other);
  for (const item of THEIRS) await addOwn(other, giver, item);
  await published(giver, THEIRS.length);

  const server = new RealServer(
    join(folder, 'own'),
    [
      ['--codex-api', '127.0.0.1:0'],
      ['--codex-source', other.codexApi],
    ].flat(),
  );
  await server.start();
  const client = await api(server);
  await setPreferences(client, { use_subcategories: true, queueing_enabled: false });
  for (const category of ['films', 'audio', 'audio/books', 'systems', 'data', 'data/maps']) {
    await client.post('api/v2/torrents/createCategory', { form: { category } });
  }
  for (const item of OWN) await addOwn(server, client, item);
  await published(client, OWN.length);
  // Slow enough to be seen under way.
  await setPreferences(client, { dl_limit: 150 * 1024 });
  const rows = (await (await giver.get('api/v2/torrents/info')).json()) as Row[];
  for (const row of rows) {
    await client.post('api/v2/torrents/add', {
      multipart: { urls: row.magnet_uri, category: categoryOf(row.name), tags: 'new' },
    });
  }
  await client.post('api/v2/torrents/add', {
    multipart: { urls: magnet('Spring (2019)'), category: 'films' },
  });
  await client.post('api/v2/torrents/add', {
    multipart: { urls: magnet('Charge (2022)'), category: 'films', stopped: 'true' },
  });
  await expect
    .poll(
      async () => {
        const info = (await (await client.get('api/v2/torrents/info')).json()) as Row[];
        return info.filter((row) => row.dlspeed > 0 && row.progress > 0.1).length;
      },
      { timeout: 90_000 },
    )
    .toBeGreaterThan(0);
  return {
    server,
    client,
    stop: async () => {
      await server.stop();
      await other.stop();
    },
  };
}

interface Row {
  name: string;
  magnet_uri: string;
  dlspeed: number;
  progress: number;
  codex_publish: string;
}

function categoryOf(name: string): string {
  return THEIRS.find((item) => item.name === name)?.category ?? '';
}

async function addOwn(server: RealServer, client: APIRequestContext, item: Item): Promise<void> {
  const files = Object.entries(item.files).map(([path, size]) => ({
    path: path === '' ? [] : path.split('/'),
    bytes: content(`${item.name}/${path}`, size * 1024),
  }));
  for (const file of files) {
    const path = join(server.savePath, item.name, ...file.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, file.bytes);
  }
  await client.post('api/v2/torrents/add', {
    multipart: {
      torrents: {
        name: `${item.name}.torrent`,
        mimeType: 'application/x-bittorrent',
        buffer: collectionOf(item.name, files, ['https://tracker.example/announce']),
      },
      category: item.category ?? '',
      tags: item.tags ?? '',
    },
  });
}

async function published(client: APIRequestContext, count: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const info = (await (await client.get('api/v2/torrents/info')).json()) as Row[];
        return info.filter((row) => row.codex_publish === 'published').length;
      },
      { timeout: 60_000 },
    )
    .toBe(count);
}
