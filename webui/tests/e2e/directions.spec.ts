// Right to left, and in words of every language: nothing sticks out, in the list, its details, the
// dialogs and the preferences. The other views are looked at in `views.spec.ts`. All is reached by
// keys, which are the same whatever the words are.
import type { Page } from '@playwright/test';
import { api, collectionOf, content, expect, type Server, setPreferences, test } from './fixtures';
import { overhang, rightToLeft } from './overhang';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];
const NAME = `a name that is ${'very '.repeat(12)}long`;

/** Folders to see the results by eye. */
const PICTURES = process.env['QCODEX_PICTURES'];

/** One item with files, trackers, a category and tags. */
async function seed(server: Server) {
  const client = await api(server);
  const files = ['a.txt', 'season one/e 1.bin'].map((path) => ({
    path: path.split('/'),
    bytes: content(path, 100_000),
  }));
  await client.post('api/v2/torrents/add', {
    multipart: {
      torrents: {
        name: 'a.torrent',
        mimeType: 'application/x-bittorrent',
        buffer: collectionOf(NAME, files, [`http://${'long.'.repeat(12)}test/announce`]),
      },
      category: 'films',
      tags: 'new,seen',
    },
  });
  return client;
}

class Looker {
  readonly found: string[] = [];
  #at = 0;
  readonly #page: Page;
  readonly #what: string;

  constructor(page: Page, what: string) {
    this.#page = page;
    this.#what = what;
  }

  async look(place: string, root: string): Promise<void> {
    const more = await overhang(this.#page, root);
    this.found.push(...more.map((one) => `${this.#what}, ${place}: ${one}`));
    if (PICTURES === undefined) return;
    this.#at += 1;
    const name = `${this.#what} ${String(this.#at).padStart(2, '0')} ${place}.png`;
    await this.#page.screenshot({ path: `${PICTURES}/${name.replaceAll(' ', '-')}` });
  }
}

/** The list, each tab of the details, each dialog, each page of the preferences. */
async function lookEverywhere(page: Page, looker: Looker, narrow: boolean) {
  await looker.look('list', 'body');
  await lookAtDetails(page, looker, narrow);
  await lookAtDialogs(page, looker);
}

async function lookAtDetails(page: Page, looker: Looker, narrow: boolean) {
  const grid = page.getByRole('grid');

  await grid.getByRole('row').filter({ hasText: NAME }).click();
  const tabs = page.getByRole('tablist').last().getByRole('tab');
  await expect(tabs.first()).toBeVisible();
  for (const [at, tab] of (await tabs.all()).entries()) {
    await tab.click();
    await expect(page.getByRole('tabpanel')).not.toBeEmpty();
    await looker.look(`tab ${String(at + 1)}`, 'body');
  }
  if (narrow) {
    await page.goBack();
    await expect(page.locator('dialog[open]')).toHaveCount(0);
  }
}

async function lookAtDialogs(page: Page, looker: Looker) {
  const grid = page.getByRole('grid');
  const dialog = page.locator('dialog[open]');
  await grid.focus();
  await page.keyboard.press('Control+a');
  for (const key of ['Insert', 'F2', 'Delete', 'l', 't', 'limits', 'shareLimits', 'renameFiles']) {
    await grid.focus();
    if (key.length > 6 || key === 'limits') {
      await page.keyboard.press('Shift+F10');
      await page.locator(`[data-item="${key}"]`).click();
      await expect(page.locator('[data-item]')).toHaveCount(0);
    } else {
      await page.keyboard.press(key);
    }
    await expect(dialog).toBeVisible();
    await expect(dialog.locator('input, textarea, select').first()).toBeAttached();
    for (const summary of await dialog.locator('summary').all()) await summary.click();
    await looker.look(`dialog ${key}`, 'dialog[open]');
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }

  await page.keyboard.press('Alt+o');
  await expect(dialog.locator('[data-option]').first()).toBeVisible();
  const pages = dialog.locator('nav button');
  for (const [at, one] of (await pages.all()).entries()) {
    await one.click();
    await looker.look(`preferences ${String(at + 1)}`, 'dialog[open]');
  }
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
}

for (const size of SIZES) {
  const narrow = size.width < 500;
  test.describe(`${String(size.width)} wide`, () => {
    test.use({ viewport: size });
    test.describe.configure({ timeout: 180_000 });

    test('right to left, nothing sticks out', async ({ list, server }) => {
      const client = await seed(server);
      await expect(list.getByRole('row').filter({ hasText: NAME })).toBeVisible();
      await rightToLeft(list);
      const looker = new Looker(list, `rtl ${String(size.width)}`);
      await lookEverywhere(list, looker, narrow);
      if (narrow) {
        await list.getByRole('button', { name: 'Show filters' }).click();
        await looker.look('filters', 'body');
      }
      await expect(list.locator('html')).toHaveAttribute('dir', 'rtl');
      expect(looker.found).toEqual([]);
      await client.dispose();
    });
  });
}

test.describe('the languages', () => {
  // Where there is least room.
  test.use({ viewport: { width: 390, height: 844 } });

  test('dialogs and preferences stay inside in all of them', async ({ list, server }) => {
    test.setTimeout(240_000);
    const client = await seed(server);
    const found: string[] = [];
    // English is what is turned round above.
    for (const locale of ['de', 'fr', 'es', 'ja', 'zh_CN']) {
      await setPreferences(client, { locale });
      await list.reload();
      await expect(list.locator('html')).toHaveAttribute('lang', locale.replace('_', '-'));
      await expect(list.getByRole('row').filter({ hasText: NAME })).toBeVisible();
      const looker = new Looker(list, locale);
      await lookAtDialogs(list, looker);
      found.push(...looker.found);
    }
    expect(found).toEqual([]);
    await client.dispose();
  });
});
