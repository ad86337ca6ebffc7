// A page that somebody else made for qBittorrent, served from a folder: all of it in `public`, as
// VueTorrent has it, and with a `private` part for who is signed in, as qBittorrent's own has it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { api, expect, magnet, PASSWORD, setPreferences, test, USERNAME } from './fixtures';
import type { Page } from '@playwright/test';

const MADE = resolve(import.meta.dirname, '../../../fixtures/alternative-ui');

async function enter(page: Page, password = PASSWORD) {
  await page.getByLabel('Name').fill(USERNAME);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Enter' }).click();
}

test('a page with a public part alone signs in, shows the list and adds', async ({
  page,
  server,
}) => {
  test.skip(process.env.QCODEX_PAGE !== undefined, 'the folder is served by the server itself');
  const client = await api(server);
  await setPreferences(client, {
    alternative_webui_enabled: true,
    alternative_webui_path: MADE,
  });
  const failed: string[] = [];
  page.on('response', (answer) => {
    const expected = answer.status() < 400 || answer.url().includes('/api/v2/');
    if (!expected) failed.push(`${String(answer.status())} ${answer.url()}`);
  });
  await page.goto(server.url);
  await expect(page.getByRole('heading')).toHaveText('Who are you?');
  // Its inline script and style are its own affair.
  expect(await page.evaluate(() => Reflect.get(window, 'startedInline') === true)).toBe(true);
  await expect(page.locator('main')).toHaveCSS('margin-top', '32px');

  await enter(page);
  await expect(page.getByRole('heading')).toHaveText('qBittorrent 5.1.4');
  await page.getByLabel('Link').fill(magnet('added by another page'));
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('status')).toHaveText('Added.');
  const added = page.getByRole('row', { name: 'added by another page' });
  await expect(added).toContainText('one two');

  // What others change comes with the next poll; what is gone goes.
  await client.post('api/v2/torrents/delete', { form: { hashes: 'all', deleteFiles: 'false' } });
  await expect(page.getByRole('row')).toHaveCount(0);

  // The service worker has taken over: the page comes back with its session.
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.reload();
  await expect(page.getByRole('heading')).toHaveText('qBittorrent 5.1.4');
  await page.getByRole('button', { name: 'Leave' }).click();
  await expect(page.getByRole('heading')).toHaveText('Who are you?');
  expect(failed).toEqual([]);
});

test('a page with a private part shows its login from the public one', async ({ page, server }) => {
  test.skip(process.env.QCODEX_PAGE !== undefined, 'the folder is served by the server itself');
  const folder = join(server.savePath, 'page');
  const files = {
    'public/index.html':
      '<!doctype html><title>Login</title><h1>Login</h1><form id="f"><label>Name ' +
      '<input name="username"></label><label>Password <input type="password" name="password">' +
      '</label><button>Enter</button></form><script src="scripts/login.js"></script>',
    'public/scripts/login.js':
      "document.getElementById('f').addEventListener('submit', async (event) => {" +
      'event.preventDefault();' +
      "await fetch('api/v2/auth/login', { method: 'POST', body: new URLSearchParams(new FormData(event.target)) });" +
      'location.replace(location); });',
    'private/index.html': '<!doctype html><title>List</title><h1>List</h1>',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const client = await api(server);
  await setPreferences(client, { alternative_webui_enabled: true, alternative_webui_path: folder });
  await page.goto(server.url);
  await expect(page.getByRole('heading')).toHaveText('Login');
  await enter(page);
  await expect(page.getByRole('heading')).toHaveText('List');
});
