// Pictures of every view, in both themes and on a phone, into `docs/images`.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Page, test } from '@playwright/test';
import { signIn } from '../e2e/fixtures';
import { furnish, type Furnished } from './seed';

const INTO = resolve('../docs/images');

let folder: string;
let furnished: Furnished;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  folder = mkdtempSync(join(tmpdir(), 'qcodex-pictures-'));
  furnished = await furnish(folder);
});

test.afterAll(async () => {
  await furnished.stop();
  rmSync(folder, { recursive: true, force: true });
});

const LOOKS = [
  { name: 'light', colorScheme: 'light', viewport: { width: 1360, height: 860 } },
  { name: 'dark', colorScheme: 'dark', viewport: { width: 1360, height: 860 } },
  { name: 'phone', colorScheme: 'light', viewport: { width: 390, height: 844 } },
  { name: 'phone-dark', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
] as const;

for (const look of LOOKS) {
  test.describe(look.name, () => {
    test.use({ colorScheme: look.colorScheme, viewport: look.viewport });

    test('all views', async ({ page }) => {
      const phone = look.viewport.width < 760;
      const take = (name: string) => shot(page, `${name}-${look.name}`);
      const back = async () => {
        if (phone) await page.getByRole('button', { name: 'Back to the list' }).click();
      };
      await page.goto(furnished.server.url);
      await page.getByRole('button', { name: 'Sign in' }).waitFor();
      await take('login');
      await signIn(page);
      await page.getByRole('contentinfo', { name: 'Status' }).waitFor();
      await page.getByRole('row', { name: /Charge/ }).waitFor();
      await take('transfers');

      for (const [tab, name] of [
        ['General', 'NASA Apollo 11'],
        ['Content', 'Moby Dick'],
        ['Codex', 'Big Buck Bunny'],
        ['Trackers', 'Big Buck Bunny'],
      ] as const) {
        await page.getByRole('searchbox').first().fill(name);
        await page.getByRole('row', { name: new RegExp(name) }).click();
        await page.getByRole('tab', { name: tab }).click();
        await page.getByRole('tabpanel').waitFor();
        await page.waitForLoadState('networkidle');
        await page.getByRole('tabpanel').getByText(/\w{3}/).first().waitFor();
        await take(`details-${tab.toLowerCase()}`);
        await back();
      }
      await page.getByRole('searchbox').first().fill('');
      if (!phone) {
        await page.getByRole('row', { name: /NASA/ }).click({ button: 'right' });
        await page.getByRole('menu').waitFor();
        await take('menu');
        await page.keyboard.press('Escape');
      }

      await page.getByRole('button', { name: 'Add', exact: true }).first().click();
      const rows = (await (
        await furnished.client.get('api/v2/torrents/info?category=data/maps')
      ).json()) as { magnet_uri: string; hash: string }[];
      await page.getByLabel('Links').fill(rows[0]?.magnet_uri ?? '');
      await page.getByRole('dialog').getByRole('tree').waitFor();
      await take('add');
      await page.keyboard.press('Escape');

      await page.getByRole('button', { name: 'Preferences' }).click();
      const pages = page.getByRole('navigation', { name: 'Pages' });
      await pages.getByRole('button', { name: 'Downloads' }).click();
      await take('preferences');
      await pages.getByRole('button', { name: 'Codex' }).click();
      await take('preferences-codex');
      await page.keyboard.press('Escape');

      for (const view of ['statistics', 'log', 'about']) {
        await page.goto(`${furnished.server.url}#/${view}`);
        await page.waitForLoadState('networkidle');
        await page.getByRole('heading', { level: 2 }).first().waitFor();
        // The speed of some seconds makes a line.
        if (view === 'statistics') await page.waitForTimeout(8000);
        await take(view);
      }
    });
  });
}

/** A picture of the page when nothing moves any more. */
async function shot(page: Page, name: string): Promise<void> {
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map((one) => one.finished)),
  );
  await page.screenshot({ path: join(INTO, `${name}.png`) });
}
