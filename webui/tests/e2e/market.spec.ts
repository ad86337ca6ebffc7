// Storage that is bought where the node sells it: shown there and nowhere else, asked for with its
// price, and watched.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { violations } from './axe';
import {
  api,
  collectionOf,
  content,
  expect,
  RealServer,
  row,
  signIn,
  test as base,
  writePayload,
  type Server,
} from './fixtures';
import { MarketNode } from './marketNode';

const test = base.extend<{ node: MarketNode; server: Server }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
  node: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'qcodex-e2e-'));
    const behind = new RealServer(folder, ['--codex-api', '127.0.0.1:0']);
    const node = new MarketNode(behind);
    try {
      await behind.start();
      await node.start();
      await use(node);
    } finally {
      node.stop();
      await behind.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

const FILE = { path: [], bytes: content('market', 200_000) };

async function addFile(server: Server) {
  writePayload(server, 'kept.bin', FILE.bytes);
  const client = await api(server);
  const answer = await client.post('api/v2/torrents/add', {
    multipart: {
      torrents: {
        name: 'kept.torrent',
        mimeType: 'application/x-bittorrent',
        buffer: collectionOf('kept.bin', [FILE]),
      },
    },
  });
  expect(answer.ok()).toBe(true);
  await client.dispose();
}

/** The same server, port and profile, with that node instead of its own. */
async function restartWith(server: Server, node: MarketNode): Promise<void> {
  await server.stop();
  (server as RealServer).options = ['--codex', node.url];
  await server.start();
}

test('storage is bought with its price in sight, and only where the node sells it', async ({
  list,
  server,
  node,
}) => {
  test.slow();
  await addFile(server);
  await expect(row(list, 'kept.bin').first()).toContainText('Published');
  await row(list, 'kept.bin').first().click();
  await list.getByRole('tab', { name: 'Codex' }).click();
  const panel = list.getByRole('tabpanel');
  await expect(panel.getByRole('heading', { name: 'Verification' })).toBeVisible();
  const section = panel.getByRole('region', { name: 'Storage purchases' });
  await expect(section).toHaveCount(0);

  // Another node: it appears without the page being loaded anew.
  await restartWith(server, node);
  await expect(list.getByRole('dialog', { name: 'Sign in' })).toBeVisible({ timeout: 40_000 });
  await signIn(list);
  await expect(section).toBeVisible({ timeout: 40_000 });
  await expect(section).toContainText('No storage was bought for this item.', { timeout: 20_000 });
  await section.getByRole('button', { name: 'Buy storage…' }).click();

  const dialog = list.getByRole('dialog', { name: 'Buy storage on the marketplace' });
  // Four blocks of 64 KiB in two parts on three hosts: 131,072 bytes each, for 30 days.
  const price = 1000n * 131_072n * 2_592_000n * 3n;
  await expect(dialog).toContainText(`Total: ${price.toLocaleString('en')} units`);
  await expect(dialog).toContainText('Price × 128 KiB on each host × duration × hosts.');
  await expect(dialog).toContainText('1 dataset is bought.');
  await expect(dialog).toContainText('1 dataset is too small for these terms and is left out.');
  expect(await violations(list)).toEqual([]);
  if (process.env.QCODEX_SHOTS !== undefined) {
    await list.screenshot({ path: join(process.env.QCODEX_SHOTS, 'market-dialog.png') });
  }

  await dialog.getByLabel('Duration', { exact: true }).fill('7');
  const perByte = '20000000000000000000';
  await dialog.getByLabel('Price per byte and second').fill(perByte);
  const week = BigInt(perByte) * 131_072n * 604_800n * 3n;
  await expect(dialog).toContainText(`Total: ${week.toLocaleString('en')} units`);
  await dialog.getByLabel('Hosts that may be lost').fill('2');
  await expect(dialog).toContainText('With so many hosts, at most 1 may be lost.');
  await dialog.getByRole('button', { name: 'Buy' }).click();
  await expect(dialog.getByRole('alert')).toContainText('at most 1 may be lost');
  await dialog.getByLabel('Hosts', { exact: true }).fill('4');
  await dialog.getByLabel('Hosts', { exact: true }).press('Enter');
  await expect(dialog).toBeHidden();

  await expect(section).toContainText('Stored by hosts', { timeout: 20_000 });
  expect(node.bought).toHaveLength(1);
  expect(node.bought[0]?.terms).toMatchObject({
    duration: 604_800,
    expiry: 3600,
    pricePerBytePerSecond: perByte,
    nodes: 4,
    tolerance: 2,
  });
  await expect(section).toMatchAriaSnapshot(`
    - region "Storage purchases":
      - heading "Storage purchases" [level=3]
      - list:
        - listitem: /kept\\.bin Stored by hosts since .* · 7 d · 4 hosts, 2 may be lost · [\\d,]+ units/
      - paragraph: 1 dataset has 64 KiB or less and cannot be bought.
  `);
  await expect(section.getByRole('button')).toHaveCount(0);
  expect(await violations(list)).toEqual([]);
  if (process.env.QCODEX_SHOTS !== undefined) {
    await list.screenshot({ path: join(process.env.QCODEX_SHOTS, 'market-section.png') });
  }

  await list.getByRole('button', { name: 'Remove', exact: true }).first().click();
  const question = list.getByRole('dialog');
  await expect(question).toContainText('purchases cannot be cancelled');
  await question.getByRole('button', { name: 'Cancel' }).click();

  node.state = 'errored';
  node.error = 'insufficient funds';
  await expect(section).toContainText('insufficient funds', { timeout: 20_000 });
  await expect(section.getByRole('button', { name: 'Buy storage…' })).toBeEnabled();
});

test('a phone shows the purchases and their terms whole', async ({ page, server, node }) => {
  test.slow();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await restartWith(server, node);
  await page.goto(server.url);
  await signIn(page);
  await addFile(server);
  await expect(page.getByText('kept.bin').first()).toBeVisible();
  await page.getByText('kept.bin').first().click();
  await page.getByRole('tab', { name: 'Codex' }).click();
  const section = page.getByRole('tabpanel').getByRole('region', { name: 'Storage purchases' });
  node.refusal = 'The marketplace is closed';
  await section.getByRole('button', { name: 'Buy storage…' }).click({ timeout: 40_000 });
  const dialog = page.getByRole('dialog', { name: 'Buy storage on the marketplace' });
  await expect(dialog).toContainText(/Total: [\d,]+ units/);
  expect(await violations(page)).toEqual([]);
  const wide = await dialog.evaluate((one) => one.scrollWidth > one.clientWidth);
  expect(wide).toBe(false);
  if (process.env.QCODEX_SHOTS !== undefined) {
    await page.screenshot({ path: join(process.env.QCODEX_SHOTS, 'market-phone-dialog.png') });
  }
  await dialog.getByRole('button', { name: 'Buy' }).click();
  await expect(section).toContainText('The marketplace is closed', { timeout: 20_000 });
  await expect(section).toContainText('Refused');
  expect(await violations(page)).toEqual([]);
});
