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
      const take = (name: string) => shot(page, `${name}-${look.name}`);
      await page.goto(furnished.server.url);
      await take('login');
      await signIn(page);
      await page.getByRole('contentinfo', { name: 'Status' }).waitFor();
      await page.getByRole('row', { name: /Sintel/ }).waitFor();
      await take('transfers');
    });
  });
}

/** A picture of the page when nothing moves any more. */
async function shot(page: Page, name: string): Promise<void> {
  await page.evaluate(() => Promise.all(document.getAnimations().map((one) => one.finished)));
  await page.screenshot({ path: join(INTO, `${name}.png`) });
}
