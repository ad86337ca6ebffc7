// The panel of the selected torrent: every tab, its keys and its size, and what it is on a phone.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { violations } from './axe';
import {
  addLink,
  api,
  content,
  expect,
  magnet,
  RealServer,
  row,
  test,
  torrentOf,
  writePayload,
  type Server,
} from './fixtures';

const TABS = ['General', 'Trackers', 'Nodes', 'Web seeds', 'Content', 'Codex', 'Speed'];
const PIECE = 16_384;

// Looking at all tabs with axe takes its time on a small machine.
test.describe.configure({ timeout: 120_000 });

function panel(page: Page): Locator {
  return page.getByRole('region', { name: 'Selected item' });
}

async function tab(page: Page, name: string): Promise<Locator> {
  await page.getByRole('tab', { name, exact: true }).click();
  return page.getByRole('tabpanel', { name });
}

/** Adds a torrent over the API; answers its hash. */
async function add(client: APIRequestContext, name: string, bytes: Buffer): Promise<string> {
  await client.post('api/v2/torrents/add', {
    multipart: {
      torrents: {
        name: `${name}.torrent`,
        mimeType: 'application/x-bittorrent',
        buffer: torrentOf(name, bytes),
      },
    },
  });
  let hash = '';
  await expect
    .poll(async () => {
      const all = (await (await client.get('api/v2/torrents/info')).json()) as {
        hash: string;
        name: string;
      }[];
      hash = all.find((one) => one.name === name)?.hash ?? '';
      return hash;
    })
    .not.toBe('');
  return hash;
}

/** An item of 80 pieces, of which 21 on disk are wrong. */
async function addDamaged(server: Server, client: APIRequestContext): Promise<string> {
  const bytes = content('damaged', PIECE * 80);
  const onDisk = Buffer.from(bytes);
  onDisk.fill(0, PIECE * 40, PIECE * 60);
  onDisk.fill(0, PIECE * 70, PIECE * 71);
  writePayload(server, 'damaged.bin', onDisk);
  return add(client, 'damaged.bin', bytes);
}

test('General tells what there is to know, draws the pieces and leads from the comment', async ({
  list,
  server,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const client = await api(server);
  const hash = await addDamaged(server, client);
  await client.post('api/v2/torrents/setComment', {
    form: {
      hashes: hash,
      comment: 'From https://example.org/a(b). <img src=x> javascript:alert(1)',
    },
  });
  await expect(row(list, 'damaged.bin')).toContainText('73.7 %');
  await row(list, 'damaged.bin').click();

  const general = list.getByRole('tabpanel', { name: 'General' });
  await expect(
    general.getByRole('img', {
      name: 'Pieces: 59 of 80 pieces are here, 0 are being fetched, 21 are missing.',
    }),
  ).toBeVisible();
  await expect(general).toMatchAriaSnapshot(`
    - tabpanel "General":
      - paragraph:
        - strong: Waiting for data
        - text: 73.7 %
      - paragraph: /Why it waits/
      - paragraph: /What you can do/
      - img /Pieces/
      - heading "Transfer" [level=3]
      - heading "Information" [level=3]
  `);
  await expect(general).toContainText('Total size 1.25 MiB');
  await expect(general).toContainText('Pieces 80 × 16.0 KiB');
  await expect(general).toContainText('Download limit none');
  await expect(general).toContainText(`Save path ${server.savePath}`);

  const link = general.getByRole('link');
  await expect(link).toHaveCount(1);
  await expect(link).toHaveAttribute('href', 'https://example.org/a(b)');
  await expect(link).toHaveAttribute('rel', /noopener/);
  await expect(general).toContainText('<img src=x> javascript:alert(1)');

  await general.getByRole('button', { name: 'Copy: Info hash v1' }).click();
  expect(await list.evaluate(() => navigator.clipboard.readText())).toBe(hash);
  await general.getByRole('button', { name: 'Ask now' }).click();
  await expect(list.getByText('Asking Codex, the sources and the web seeds again.')).toBeVisible();

  // The drawing has what the words say: about as much of the one colour as pieces are here.
  const share = await general.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const drawing = canvas.getContext('2d');
    const pixels = drawing?.getImageData(0, 3, canvas.width, 1).data ?? new Uint8ClampedArray();
    let green = 0;
    for (let at = 0; at < pixels.length; at += 4) {
      const [r = 0, g = 0] = pixels.subarray(at, at + 4);
      if (g - r > 40) green += 1;
    }
    return green / canvas.width;
  });
  expect(share).toBeGreaterThan(0.6);
  expect(share).toBeLessThan(0.76);
});

test('trackers are added, moved, edited and removed', async ({ list, server }) => {
  const client = await api(server);
  const hash = await add(client, 'tracked.bin', content('tracked', 50_000));
  await row(list, 'tracked.bin').click();
  const trackers = await tab(list, 'Trackers');
  await expect(trackers).toContainText('none of them is contacted');
  await expect(trackers.getByRole('row', { name: /Codex discovery/ })).toContainText('Works');
  await expect(trackers).toContainText('This torrent has no trackers.');

  await trackers.getByRole('button', { name: 'Add…' }).click();
  let dialog = list.getByRole('dialog', { name: 'Add trackers' });
  await dialog.getByLabel('Addresses').fill('udp://one.example:1/announce\nnot one');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('Not an address of a tracker: not one');
  await dialog
    .getByLabel('Addresses')
    .fill('udp://one.example:1/announce\n\nhttps://two.example/announce?passkey=a|b');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();

  const one = trackers.getByRole('row', { name: /one\.example/ });
  const two = trackers.getByRole('row', { name: /two\.example/ });
  await expect(one.getByRole('cell').first()).toHaveText('0');
  await expect(two.getByRole('cell').first()).toHaveText('1');
  await expect(two).toContainText('Not contacted');
  await one.getByRole('button', { name: /one tier down/ }).click();
  await expect(one.getByRole('cell').first()).toHaveText('1');

  await two.getByRole('button', { name: /^Edit/ }).click();
  dialog = list.getByRole('dialog', { name: 'Edit tracker' });
  await dialog.getByLabel('Address').fill('https://three.example/announce');
  await dialog.getByLabel('Tier').fill('7');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const three = trackers.getByRole('row', { name: /three\.example/ });
  await expect(three.getByRole('cell').first()).toHaveText('7');
  await expect(two).toHaveCount(0);

  await three.getByRole('button', { name: /^Remove/ }).click();
  dialog = list.getByRole('dialog', { name: 'Remove this tracker?' });
  await expect(dialog).toContainText('https://three.example/announce');
  await dialog.getByRole('button', { name: 'Remove' }).click();
  await expect(three).toHaveCount(0);
  const left = (await (
    await client.get('api/v2/torrents/trackers', { params: { hash } })
  ).json()) as { url: string; tier: number }[];
  expect(left.filter((tracker) => tracker.tier >= 0)).toMatchObject([
    { url: 'udp://one.example:1/announce', tier: 1 },
  ]);
});

test('web seeds are added, edited and removed', async ({ list, server }) => {
  const client = await api(server);
  await add(client, 'seeded.bin', content('seeded', 50_000));
  await row(list, 'seeded.bin').click();
  const seeds = await tab(list, 'Web seeds');
  await expect(seeds).toContainText('This torrent has no web seeds.');
  await seeds.getByRole('button', { name: 'Add…' }).click();
  let dialog = list.getByRole('dialog', { name: 'Add web seeds' });
  await dialog.getByLabel('Addresses').fill('ws://example.org/');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('ws://example.org/');
  await dialog
    .getByLabel('Addresses')
    .fill('https://example.org/a|b/\nhttp://mirror.example/files%20x/');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(seeds.getByRole('row')).toHaveCount(3);

  const mirror = seeds.getByRole('row', { name: /mirror\.example/ });
  await mirror.getByRole('button', { name: /^Edit/ }).click();
  dialog = list.getByRole('dialog', { name: 'Edit web seed' });
  await dialog.getByLabel('Address').fill('http://other.example/');
  await dialog.getByRole('button', { name: 'Save' }).click();
  const other = seeds.getByRole('row', { name: /other\.example/ });
  await expect(other).toBeVisible();
  await other.getByRole('button', { name: /^Remove/ }).click();
  await list.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(other).toHaveCount(0);
  await expect(seeds.getByRole('row')).toHaveCount(2);
});

test('the panel is moved, closed and opened by keys, and remembered', async ({ list, server }) => {
  const client = await api(server);
  await add(client, 'first.bin', content('first', 50_000));
  await addLink(list, magnet('second'));
  await expect(panel(list)).toContainText('Nothing selected');
  await row(list, 'first.bin').click();

  const edge = list.getByRole('separator', { name: 'Height of the details' });
  const height = async () => (await panel(list).boundingBox())?.height ?? 0;
  const before = await height();
  await edge.focus();
  await list.keyboard.press('ArrowUp');
  await list.keyboard.press('Shift+ArrowUp');
  await expect.poll(height).toBe(before + 80);
  const box = await edge.boundingBox();
  if (box === null) throw new Error('the edge has no box');
  await list.mouse.move(box.x + 200, box.y + 6);
  await list.mouse.down();
  await list.mouse.move(box.x + 200, box.y + 46, { steps: 4 });
  await list.mouse.up();
  await expect.poll(height).toBe(before + 40);

  const general = list.getByRole('tab', { name: 'General' });
  await general.focus();
  await list.keyboard.press('ArrowRight');
  await expect(list.getByRole('tab', { name: 'Trackers' })).toBeFocused();
  await expect(list.getByRole('tabpanel', { name: 'Trackers' })).toContainText('Codex discovery');
  await list.keyboard.press('End');
  await expect(list.getByRole('tab', { name: 'Speed' })).toHaveAttribute('aria-selected', 'true');
  await list.keyboard.press('Escape');
  await expect(list.getByRole('grid', { name: 'Torrents' })).toBeFocused();

  await list.reload();
  await row(list, 'first.bin').click();
  await expect(list.getByRole('tab', { name: 'Speed' })).toHaveAttribute('aria-selected', 'true');
  await expect.poll(height).toBe(before + 40);

  await list.getByRole('button', { name: 'Hide details' }).click();
  await expect(list.getByRole('tabpanel')).toHaveCount(0);
  await list.reload();
  await row(list, 'first.bin').click();
  await expect(list.getByRole('button', { name: 'Show details' })).toBeVisible();
  await expect(list.getByRole('tabpanel')).toHaveCount(0);
  await list.getByRole('tab', { name: 'General' }).click();
  await expect(list.getByRole('tabpanel', { name: 'General' })).toContainText('48.8 KiB');
});

test('several together, and one that vanishes', async ({ list, server }) => {
  const client = await api(server);
  await add(client, 'stays.bin', content('stays', 3000));
  const gone = await add(client, 'goes.bin', content('goes', 5000));
  await row(list, 'stays.bin').click();
  await list.keyboard.press('Control+a');
  await expect(panel(list)).toContainText('2 items selected');
  await expect(panel(list)).toContainText('Size 7.81 KiB');
  await row(list, 'goes.bin').click();
  await expect(list.getByRole('tabpanel', { name: 'General' })).toContainText('4.88 KiB');
  await client.post('api/v2/torrents/delete', { form: { hashes: gone, deleteFiles: 'false' } });
  await expect(panel(list)).toContainText('Nothing selected');
});

test('only the shown tab asks, and no faster than the list', async ({ list, server }) => {
  const client = await api(server);
  await add(client, 'quiet.bin', content('quiet', 3000));
  await row(list, 'quiet.bin').click();
  await tab(list, 'Nodes');
  await expect(panel(list)).toContainText('No nodes now');
  const asked: string[] = [];
  list.on('request', (request) => asked.push(new URL(request.url()).pathname));
  const rounds = () => asked.filter((path) => path.endsWith('sync/maindata')).length;
  await expect.poll(rounds).toBeGreaterThan(2);
  const peers = asked.filter((path) => path.endsWith('sync/torrentPeers')).length;
  expect(peers).toBeGreaterThan(0);
  expect(peers).toBeLessThanOrEqual(rounds() + 1);
  expect(asked.filter((path) => path.includes('torrents/'))).toEqual([]);
});

const serving = test.extend({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
  server: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'qcodex-e2e-'));
    const server = new RealServer(folder, ['--codex-api', '127.0.0.1:0']);
    try {
      await server.start();
      await use(server);
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

serving('who reads from this node is seen, and may be banned', async ({ list, server }) => {
  const client = await api(server);
  const bytes = content('read', 400_000);
  writePayload(server, 'read.bin', bytes);
  const hash = await add(client, 'read.bin', bytes);
  await expect(row(list, 'read.bin')).toContainText('100 %');
  await row(list, 'read.bin').click();
  const nodes = await tab(list, 'Nodes');
  await expect(nodes).toContainText('Everything is here and nobody is reading it now.');

  const cid = async () => {
    const answer = await client.get('api/v2/torrents/files', { params: { hash } });
    return ((await answer.json()) as { codex_cid: string }[])[0]?.codex_cid ?? '';
  };
  await expect.poll(cid).not.toBe('');
  const address = new URL(
    `api/storage/v1/data/${await cid()}/network/stream`,
    (server as RealServer).codexApi,
  );
  const read = await fetch(address, { headers: { 'user-agent': 'reader/1.0' } });
  expect((await read.arrayBuffer()).byteLength).toBe(bytes.length);

  const reader = nodes.getByRole('row', { name: /127\.0\.0\.1:\d+/ });
  await expect(reader).toContainText('reader/1.0');
  await expect(reader).toContainText('391 KiB');
  await expect(nodes).toMatchAriaSnapshot(`
    - table "Nodes of this item":
      - rowgroup:
        - row:
          - columnheader "Node"
          - columnheader /Country|Connection/
      - rowgroup:
        - row /127\\.0\\.0\\.1/:
          - cell /reader/
  `);
  await reader.getByRole('button', { name: /^Ban/ }).click();
  const dialog = list.getByRole('dialog', { name: 'Ban this address?' });
  await expect(dialog).toContainText('127.0.0.1');
  await dialog.getByRole('button', { name: 'Ban' }).click();
  await expect(list.getByText('Address banned.')).toBeVisible();
  const preferences = (await (await client.get('api/v2/app/preferences')).json()) as {
    banned_IPs: string;
  };
  expect(preferences.banned_IPs).toContain('127.0.0.1');
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every tab is for everybody (${colorScheme})`, async ({ list, server }) => {
    await list.emulateMedia({ colorScheme });
    const client = await api(server);
    const hash = await addDamaged(server, client);
    await client.post('api/v2/torrents/addTrackers', {
      form: { hash, urls: 'udp://one.example:1/announce' },
    });
    await client.post('api/v2/torrents/addWebSeeds', {
      form: { hash, urls: encodeURIComponent('https://example.org/') },
    });
    await row(list, 'damaged.bin').click();
    await expect(panel(list)).toMatchAriaSnapshot(`
      - region "Selected item":
        - separator "Height of the details"
        - tablist "Details":
          - tab "General" [selected]
          - tab "Trackers"
          - tab "Nodes"
          - tab "Web seeds"
          - tab "Content"
          - tab "Codex"
          - tab "Speed"
        - heading "damaged.bin" [level=2]
        - button "Hide details" [expanded]
        - tabpanel "General"
    `);
    for (const name of TABS) {
      const body = await tab(list, name);
      await expect(body).not.toBeEmpty();
      if (name === 'Speed') {
        await expect(body.getByRole('figure', { name: 'Speed of this item' })).toBeVisible();
        await expect(body.locator('canvas')).toBeVisible();
        await expect(body).toContainText(/Download: (latest 0 B\/s|nothing measured yet)/);
        await body.getByText('As a table').click();
        await expect(body.getByRole('table')).toBeVisible();
      }
      expect(await violations(list), name).toEqual([]);
    }
  });
}

test('on a phone the details are a sheet', async ({ list, server }) => {
  const client = await api(server);
  const hash = await addDamaged(server, client);
  await client.post('api/v2/torrents/addTrackers', {
    form: { hash, urls: 'udp://one.example:1/announce' },
  });
  await list.setViewportSize({ width: 390, height: 844 });
  await row(list, 'damaged.bin').click();
  const sheet = list.getByRole('dialog', { name: 'Selected item' });
  await expect(sheet.getByRole('button', { name: 'Back to the list' })).toBeFocused();
  for (const name of TABS) {
    await tab(list, name);
    expect(await violations(list), name).toEqual([]);
    const sideways = await list.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways, name).toBe(0);
  }
  await list.goBack();
  await expect(sheet).toBeHidden();
  await panel(list)
    .getByRole('button', { name: /damaged\.bin/ })
    .click();
  await sheet.getByRole('button', { name: 'Back to the list' }).click();
  await expect(sheet).toBeHidden();
});
