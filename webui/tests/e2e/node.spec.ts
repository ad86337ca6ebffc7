// A real node in place of the embedded one: what the page shows of it, also without being loaded
// anew, and what is kept out of it. The real node is a second server's.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  api,
  collectionOf,
  content,
  expect,
  openPreferences,
  RealServer,
  row,
  signIn,
  test as base,
  writePayload,
  type Server,
} from './fixtures';

const test = base.extend<{ node: RealServer; server: Server }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
  node: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'qcodex-e2e-'));
    const node = new RealServer(folder, ['--codex-api', '127.0.0.1:0']);
    try {
      await node.start();
      await use(node);
    } finally {
      await node.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
});

/** The same server, port and profile, with that node instead of its own. */
async function restartWith(server: Server, node: RealServer): Promise<void> {
  await server.stop();
  (server as RealServer).options = ['--codex', new URL(node.codexApi).origin];
  await server.start();
}

const FILE = { path: [], bytes: content('private', 50_000) };

async function addPrivate(server: Server) {
  writePayload(server, 'members.bin', FILE.bytes);
  const client = await api(server);
  const answer = await client.post('api/v2/torrents/add', {
    multipart: {
      torrents: {
        name: 'members.torrent',
        mimeType: 'application/x-bittorrent',
        buffer: collectionOf('members.bin', [FILE], [], { private: true }),
      },
    },
  });
  expect(answer.ok()).toBe(true);
  await client.dispose();
}

test('the preferences that are open follow when a real node takes the place', async ({
  list,
  server,
  node,
}) => {
  test.slow();
  const dialog = await openPreferences(list, 'Codex');
  const about = dialog.getByRole('region', { name: 'Node', exact: true });
  await expect(about).toContainText('Embedded node');
  const rows = () =>
    dialog
      .locator('[data-option]')
      .evaluateAll((all) => all.map((one) => (one as HTMLElement).dataset['option'] ?? ''));
  await expect.poll(rows).toContain('node.retention');
  // Gone when the page is loaded anew.
  await list.evaluate(() => {
    document.documentElement.dataset['kept'] = 'yes';
  });

  await restartWith(server, node);
  await expect(list.getByRole('dialog', { name: 'Sign in' })).toBeVisible({ timeout: 40_000 });
  await signIn(list);
  await expect(about).toContainText('Codex node');
  await expect(about).toContainText(new URL(node.codexApi).origin);
  // How long a real node keeps what it has is not for this server to say.
  await expect.poll(rows).not.toContain('node.retention');
  expect(await rows()).toContain('node.node_url');
  await expect(list.locator('html')).toHaveAttribute('data-kept', 'yes');
});

test('what was copied into the former node can be removed from it after the move', async ({
  list,
  server,
  node,
}) => {
  test.slow();
  writePayload(server, 'moves.bin', FILE.bytes);
  const client = await api(server);
  const torrent = collectionOf('moves.bin', [FILE], []);
  const file = { name: 'moves.torrent', mimeType: 'application/x-bittorrent', buffer: torrent };
  await client.post('api/v2/torrents/add', { multipart: { torrents: file } });
  const migrate = async (form: Record<string, string>) => {
    const answer = await client.post('api/v2/codex/migrate', { form });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  const moved = async () => {
    const answer = await client.get('api/v2/codex/migrate');
    const { from, items } = (await answer.json()) as {
      from: string | null;
      items: { published: number };
    };
    return from === null && items.published === 1;
  };
  await expect.poll(moved, { timeout: 20_000 }).toBe(true);
  await migrate({ to: new URL(node.codexApi).origin });
  await expect.poll(moved, { timeout: 40_000 }).toBe(true);
  // Back again while the other one is away: nothing can be removed from it, which is said.
  await node.stop();
  await migrate({ to: 'embedded', remove: 'true' });
  const dialog = await openPreferences(list, 'Codex');
  const moving = dialog.getByRole('region', { name: 'Moving to this node' });
  await expect(moving).toContainText('Copies of this server in the former node: 2');
  await expect(moving).toContainText('Cannot remove them now: ', { timeout: 40_000 });
  const box = moving.getByRole('checkbox', { name: /^Remove what was copied/ });
  await expect(box).toBeChecked();
  // Whoever does not want it any more is done.
  await box.uncheck();
  await expect(moving).toHaveCount(0, { timeout: 40_000 });
  await client.dispose();
});

test('a private item is not copied into a real node until somebody says so', async ({
  page,
  server,
  node,
}) => {
  await restartWith(server, node);
  await page.goto(server.url);
  await signIn(page);
  await addPrivate(server);
  await expect(row(page, 'members.bin')).toContainText('100 %');
  await row(page, 'members.bin').click();
  await page.getByRole('tab', { name: 'Codex' }).click();
  const panel = page.getByRole('tabpanel');
  await expect(panel.getByRole('heading', { name: 'In Codex: Not published' })).toBeVisible();
  await expect(panel).toContainText('Private, so it is not published.');
  await expect(panel).toContainText('Private: it is not published unless you say so.');
  await expect(panel.getByRole('button', { name: 'Copy link' })).toHaveCount(0);

  // The menu, which asks nobody, is told why not.
  await row(page, 'members.bin').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Publish in Codex' }).click();
  await expect(page.getByText(/^members\.bin: .*private/)).toBeVisible();
  await expect(panel.getByRole('heading', { name: 'In Codex: Not published' })).toBeVisible();

  await panel.getByRole('button', { name: 'Publish', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Publish a private item?' });
  await expect(question).toContainText('members.bin');
  await question.getByRole('button', { name: 'Publish' }).click();
  await expect(panel.getByRole('heading', { name: 'In Codex: Published' })).toBeVisible();
  await expect(panel).toContainText(/xs=urn:codex:z/);
});

test('the embedded node only refers to a private item, so it is there at once', async ({
  list,
  server,
}) => {
  await addPrivate(server);
  await expect(row(list, 'members.bin')).toContainText('Published');
  await row(list, 'members.bin').click();
  await list.getByRole('tab', { name: 'Codex' }).click();
  const panel = list.getByRole('tabpanel');
  await expect(panel).toContainText('By reference: the node reads the files where they lie');
  await expect(panel.getByRole('heading', { name: 'In Codex: Published' })).toBeVisible();
});
