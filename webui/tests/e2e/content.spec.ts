// The files of an item: chosen, renamed one by one and many, shown and downloaded.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { APIRequestContext, Page } from '@playwright/test';
import { violations } from './axe';
import { api, collectionOf, content, expect, row, type Server, test } from './fixtures';

interface Row {
  index: number;
  name: string;
  priority: number;
}

const FILES = ['a.txt', 'season/e 1.bin', 'season/e 2.bin', 'season/extra/e 3.bin'];

async function added(
  server: Server,
  files: readonly { path: string; bytes: Buffer }[],
  write = true,
) {
  const client = await api(server);
  if (write) {
    for (const one of files) {
      const path = join(server.savePath, 'show', one.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, one.bytes);
    }
  }
  const torrent = collectionOf(
    'show',
    files.map(({ path, bytes }) => ({ path: path.split('/'), bytes })),
  );
  const answer = await client.post('api/v2/torrents/add', {
    multipart: {
      torrents: { name: 'show.torrent', mimeType: 'application/x-bittorrent', buffer: torrent },
      stopped: String(!write),
    },
  });
  expect(answer.ok()).toBe(true);
  await expect.poll(async () => (await infos(client)).length).toBe(1);
  return { client, id: (await infos(client))[0]?.hash ?? '' };
}

async function infos(client: APIRequestContext): Promise<{ hash: string }[]> {
  return (await (await client.get('api/v2/torrents/info')).json()) as { hash: string }[];
}

async function filesOf(client: APIRequestContext, id: string): Promise<Row[]> {
  const answer = await client.get('api/v2/torrents/files', { params: { hash: id } });
  return (await answer.json()) as Row[];
}

const priorities = async (client: APIRequestContext, id: string) =>
  (await filesOf(client, id)).map((one) => one.priority);
const names = async (client: APIRequestContext, id: string) =>
  (await filesOf(client, id)).map((one) => one.name);

async function openTab(page: Page, tab = 'Content') {
  await row(page, 'show').first().click();
  await page.getByRole('tab', { name: tab }).click();
}

const few = () => FILES.map((path) => ({ path, bytes: content(path, 30_000) }));

test('files are chosen and weighed by mouse and keyboard', async ({ list, server }) => {
  const { client, id } = await added(server, few(), false);
  await openTab(list);
  const tree = list.getByRole('tree', { name: 'Files of this item' });
  await expect(tree).toMatchAriaSnapshot(`
    - tree "Files of this item":
      - treeitem /show folder, 4 files/ [expanded]
      - treeitem /season folder, 3 files/
      - treeitem /a\\.txt/
  `);
  await tree.focus();
  await list.keyboard.press('ArrowDown');
  await list.keyboard.press('Space');
  await expect.poll(() => priorities(client, id)).toEqual([1, 0, 0, 0]);
  const season = tree.getByRole('treeitem', { name: /^season/ });
  await expect(season).toHaveAttribute('aria-checked', 'false');
  await expect(tree.getByRole('treeitem', { name: /^show/ })).toHaveAttribute(
    'aria-checked',
    'mixed',
  );

  await list.keyboard.press('ArrowRight');
  await tree.getByRole('treeitem', { name: /^e 1/ }).locator('[data-check]').click();
  await expect.poll(() => priorities(client, id)).toEqual([1, 1, 0, 0]);
  await tree.getByRole('treeitem', { name: /^e 2/ }).click({ button: 'right' });
  await list.getByRole('menuitemradio', { name: 'Maximum' }).click();
  await expect.poll(() => priorities(client, id)).toEqual([1, 1, 7, 0]);
  await expect(tree).toBeFocused();
  await list.keyboard.press('Alt+ArrowDown');
  await expect.poll(() => priorities(client, id)).toEqual([1, 1, 6, 0]);
  await list.getByRole('searchbox', { name: 'Filter files' }).fill('extra');
  await expect(tree.getByRole('treeitem')).toHaveCount(4);
  for (const colorScheme of ['light', 'dark'] as const) {
    await list.emulateMedia({ colorScheme });
    expect(await violations(list)).toEqual([]);
  }
  await client.dispose();
});

test('one file is renamed, many by a pattern', async ({ list, server }) => {
  const { client, id } = await added(server, few());
  await expect(row(list, 'show').first()).toContainText('100 %');
  await openTab(list);
  const tree = list.getByRole('tree', { name: 'Files of this item' });
  await tree.getByRole('treeitem', { name: /^a\.txt/ }).click();
  await list.keyboard.press('F2');
  await list.getByLabel('New name').fill('b.txt');
  await list.keyboard.press('Enter');
  await expect.poll(() => names(client, id)).toContain('show/b.txt');
  await expect(tree.getByRole('treeitem', { name: /^b\.txt/ })).toBeVisible();

  await tree.getByRole('treeitem', { name: /^season/ }).click({ button: 'right' });
  await list.getByRole('menuitem', { name: 'Rename by pattern…' }).click();
  const dialog = list.getByRole('dialog', { name: 'Rename by pattern' });
  await dialog.getByLabel('Regular expression').check();
  await dialog.getByLabel('Search for').fill('e (\\d)');
  await dialog.getByLabel('Replace with').fill('x');
  await expect(dialog).toContainText('Another one has or gets this name.');
  await dialog.getByLabel('Replace with').fill('Episode $1 ({n})');
  await expect(dialog).toContainText('Episode 3 (03).bin');
  expect(await violations(list)).toEqual([]);
  await dialog.getByRole('button', { name: 'Rename 3' }).click();
  await expect(dialog.getByRole('alert')).toContainText('3 renamed.');
  await dialog.getByRole('button', { name: 'Close' }).click();
  expect((await names(client, id)).sort()).toEqual([
    'show/b.txt',
    'show/season/Episode 1 (01).bin',
    'show/season/Episode 2 (02).bin',
    'show/season/extra/Episode 3 (03).bin',
  ]);
  await client.dispose();
});

test('a renaming that cannot go on says what was done, and loses nothing', async ({
  list,
  server,
}) => {
  const { client, id } = await added(server, few());
  await expect(row(list, 'show').first()).toContainText('100 %');
  await row(list, 'show').first().click({ button: 'right' });
  await list.getByRole('menuitem', { name: 'Rename files…' }).click();
  const dialog = list.getByRole('dialog', { name: 'Rename by pattern' });
  await dialog.getByLabel('Regular expression').check();
  await dialog.getByLabel('Search for').fill('^e ');
  await dialog.getByLabel('Replace with').fill('Episode ');
  await expect(dialog).toContainText('Episode 3.bin');
  // Something the server has not been told of takes the name that the second would get.
  const inTheWay = join(server.savePath, 'show', 'season', 'Episode 2.bin');
  writeFileSync(inTheWay, 'mine');
  await dialog.getByRole('button', { name: 'Rename 3' }).click();
  const told = dialog.getByRole('alert');
  await expect(told).toContainText('Stopped at show/season/e 2.bin:');
  await expect(told).toContainText('What was renamed before stays renamed');
  await expect(told).toContainText('1 renamed.');
  expect((await names(client, id)).sort()).toEqual([
    'show/a.txt',
    'show/season/Episode 1.bin',
    'show/season/e 2.bin',
    'show/season/extra/e 3.bin',
  ]);
  for (const [path, bytes] of [
    ['season/Episode 1.bin', content('season/e 1.bin', 30_000)],
    ['season/e 2.bin', content('season/e 2.bin', 30_000)],
    ['season/Episode 2.bin', Buffer.from('mine')],
  ] as const) {
    expect(readFileSync(join(server.savePath, 'show', path)).equals(bytes), path).toBe(true);
  }
  expect(await violations(list)).toEqual([]);

  // With the way free, what is left is done by the same pattern.
  rmSync(inTheWay);
  await dialog.getByRole('button', { name: 'Rename 2' }).click();
  await expect(told).toContainText('2 renamed.');
  await expect(told).not.toContainText('Stopped at');
  expect(await names(client, id)).toContain('show/season/extra/Episode 3.bin');
  await client.dispose();
});

/** Silence of so many seconds, as the simplest file that plays. */
function wave(seconds: number): Buffer {
  const rate = 8000;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + rate * seconds, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  // Uncompressed, one channel of eight bits.
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(rate * seconds, 40);
  return Buffer.concat([head, Buffer.alloc(rate * seconds, 128)]);
}

/** One red point. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'base64',
);

test('media play from any place, pictures are shown, what is neither is told', async ({
  list,
  server,
}) => {
  await added(server, [
    { path: 'broken.mp4', bytes: content('no film', 40_000) },
    { path: 'dot.png', bytes: PICTURE },
    { path: 'sound.wav', bytes: wave(600) },
  ]);
  await expect(row(list, 'show').first()).toContainText('100 %');
  await openTab(list);
  const tree = list.getByRole('tree', { name: 'Files of this item' });
  const ranges: string[] = [];
  list.on('response', (answer) => {
    if (!answer.url().includes('downloadFile')) return;
    const range = answer.request().headers()['range'] ?? '';
    ranges.push(`${String(answer.status())} ${range === '' ? 'whole' : 'range'}`);
  });

  await tree.getByRole('treeitem', { name: /^sound/ }).click({ button: 'right' });
  await list.getByRole('menuitem', { name: 'Play' }).click();
  const sound = list.getByRole('dialog').locator('audio');
  const state = () => sound.evaluate((one: HTMLAudioElement) => [one.readyState, one.duration]);
  await expect.poll(async () => (await state())[0]).toBeGreaterThanOrEqual(1);
  expect((await state())[1]).toBeCloseTo(600, 0);
  // To near the end without what lies between.
  await sound.evaluate((one: HTMLAudioElement) => {
    one.currentTime = 595;
  });
  await expect.poll(() => sound.evaluate((one: HTMLAudioElement) => one.seeking)).toBe(false);
  expect(await sound.evaluate((one: HTMLAudioElement) => one.currentTime)).toBeCloseTo(595, 0);
  expect((await state())[0]).toBeGreaterThanOrEqual(2);
  expect(ranges.length).toBeGreaterThan(0);
  expect(new Set(ranges)).toEqual(new Set(['206 range']));
  expect(await violations(list)).toEqual([]);
  await list.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

  await tree.getByRole('treeitem', { name: /^dot/ }).dblclick();
  const picture = list.getByRole('dialog').getByRole('img');
  await expect
    .poll(() =>
      picture.evaluate((one: HTMLImageElement) => [one.complete, one.naturalWidth].join()),
    )
    .toBe('true,1');
  await list.getByRole('dialog').getByRole('button', { name: 'Close' }).last().click();

  await tree.getByRole('treeitem', { name: /^broken/ }).dblclick();
  await expect(list.getByRole('dialog').getByRole('alert')).toBeVisible();
  await expect(list.getByRole('dialog').getByRole('link', { name: /Download/ })).toBeVisible();
});

test('a file is downloaded as it is, and text is shown as text', async ({ list, server }) => {
  const text = Buffer.from('<script>alert(1)</script>\nhello\n');
  const bytes = content('download', 70_000);
  await added(server, [
    { path: 'data.bin', bytes },
    { path: 'read me.txt', bytes: text },
  ]);
  await expect(row(list, 'show').first()).toContainText('100 %');
  await openTab(list);
  const tree = list.getByRole('tree', { name: 'Files of this item' });
  const download = list.waitForEvent('download');
  await tree.getByRole('treeitem', { name: /^data/ }).dblclick();
  const chunks: Buffer[] = [];
  for await (const chunk of await (await download).createReadStream()) chunks.push(chunk as Buffer);
  expect(Buffer.concat(chunks).equals(bytes)).toBe(true);
  await tree.getByRole('treeitem', { name: /^read me/ }).dblclick();
  await expect(list.getByRole('dialog')).toContainText('<script>alert(1)</script>');
});

test('100,000 files are few elements', async ({ list, server }) => {
  test.slow();
  const files = Array.from({ length: 100_000 }, (_, at) => ({
    path: `d${String(at % 500)}/f${String(at)}`,
    bytes: at === 0 ? content('many', 1000) : Buffer.alloc(0),
  }));
  await added(server, files, false);
  await openTab(list);
  const tree = list.getByRole('tree', { name: 'Files of this item' });
  await expect(tree).toBeVisible();
  await list.getByRole('button', { name: 'Open all folders' }).click();
  await tree.focus();
  await list.keyboard.press('End');
  await expect(tree.getByRole('treeitem', { name: /^f99999 / })).toBeVisible();
  const count = await list.evaluate(() => document.querySelectorAll('*').length);
  expect(count).toBeLessThan(1500);
});

test('on a phone the files take two lines and nothing scrolls sideways', async ({
  list,
  server,
}) => {
  await added(server, few(), false);
  await list.setViewportSize({ width: 390, height: 844 });
  await row(list, 'show').first().click();
  await list.getByRole('tab', { name: 'Content' }).click();
  await expect(list.getByRole('treeitem', { name: /^a\.txt/ })).toBeVisible();
  const sideways = await list.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBe(0);
  expect(await violations(list)).toEqual([]);
});
