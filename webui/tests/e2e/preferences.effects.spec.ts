// What the page itself obeys of the preferences.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext, Page } from '@playwright/test';
import {
  addLink,
  api,
  content,
  expect,
  magnet,
  openPreferences,
  preferencesOf,
  row,
  type Server,
  setPreferences,
  test,
  torrentOf,
  writePayload,
} from './fixtures';

async function addComplete(page: Page, server: Server, name: string) {
  const bytes = content(name, 50_000);
  writePayload(server, name, bytes);
  await page.getByRole('button', { name: /^Add/ }).first().click();
  await page.getByLabel('Choose files…').setInputFiles({
    name: `${name}.torrent`,
    mimeType: 'application/x-bittorrent',
    buffer: torrentOf(name, bytes),
  });
  await page.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
  await expect(row(page, name)).toContainText('100 %');
}

async function only(request: APIRequestContext): Promise<Record<string, unknown>> {
  const list = (await (await request.get('api/v2/torrents/info')).json()) as Record<
    string,
    unknown
  >[];
  expect(list).toHaveLength(1);
  return list[0] ?? {};
}

// Effect of `confirm_torrent_deletion`.
test('removing asks, unless the preferences say otherwise', async ({ list, server }) => {
  const request = await api(server);
  await addLink(list, magnet('asked about'));
  await row(list, 'asked about').click();
  await list.getByRole('button', { name: 'Remove', exact: true }).click();
  await list.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(row(list, 'asked about')).toBeVisible();

  // Set by another client: noticed before the question is put.
  await setPreferences(request, { confirm_torrent_deletion: false });
  await list.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(row(list, 'asked about')).toHaveCount(0);
  await expect(list.getByRole('dialog')).toHaveCount(0);

  await setPreferences(request, { confirm_torrent_deletion: true });
  await addLink(list, magnet('asked again'));
  await row(list, 'asked again').click();
  await list.getByRole('grid').press('Delete');
  await expect(list.getByRole('dialog', { name: 'Remove this item?' })).toBeVisible();
  await request.dispose();
});

// Effect of `delete_torrent_content_files`.
test('whether files go too begins as remembered, and can be remembered', async ({
  list,
  server,
}) => {
  const request = await api(server);
  await addComplete(list, server, 'remembered.bin');
  await setPreferences(request, { delete_torrent_content_files: true });
  await row(list, 'remembered.bin').click();
  await list.getByRole('button', { name: 'Remove', exact: true }).click();
  const dialog = list.getByRole('dialog', { name: 'Remove this item?' });
  const files = dialog.getByLabel('Also delete the files on disk');
  await expect(files).toBeChecked();
  await files.uncheck();
  await dialog.getByLabel('Remember this choice').check();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(row(list, 'remembered.bin')).toHaveCount(0);
  expect((await preferencesOf(request)).delete_torrent_content_files).toBe(false);
  expect(existsSync(join(server.savePath, 'remembered.bin'))).toBe(true);

  await addLink(list, magnet('next'));
  await row(list, 'next').click();
  await list.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(files).not.toBeChecked();
  await request.dispose();
});

// Effect of `confirm_torrent_recheck`.
test('checking again asks, unless the preferences say otherwise', async ({ list, server }) => {
  const request = await api(server);
  await addComplete(list, server, 'checked.bin');
  await row(list, 'checked.bin').click();
  const recheck = async () => {
    await list.getByRole('button', { name: 'More', exact: true }).click();
    await list.getByRole('menuitem', { name: 'Check again' }).click();
  };
  await recheck();
  const dialog = list.getByRole('dialog', { name: 'Check this item again?' });
  await expect(dialog).toContainText('checked.bin');
  await dialog.getByRole('button', { name: 'Check again' }).click();
  await expect(dialog).toBeHidden();
  await expect(list.getByText('It is being checked.')).toBeVisible();

  await setPreferences(request, { confirm_torrent_recheck: false });
  const asked = list.waitForRequest('**/api/v2/torrents/recheck');
  await recheck();
  await asked;
  await expect(list.getByRole('dialog')).toHaveCount(0);
  await request.dispose();
});

// Effect of `confirm_remove_all_tags`.
test('removing all tags asks, unless the preferences say otherwise', async ({ list, server }) => {
  const request = await api(server);
  await addLink(list, magnet('tagged'));
  const tag = () =>
    request.post('api/v2/torrents/addTags', { form: { hashes: 'all', tags: 'red,blue' } });
  await tag();
  await row(list, 'tagged').click();
  const blue = list.getByRole('option', { name: /^blue,/ });
  await expect(blue).toHaveAccessibleName(/^blue, 1 /);
  const removeTags = async () => {
    await list.getByRole('button', { name: 'More', exact: true }).click();
    await list.getByRole('menuitem', { name: 'Tags' }).click();
    await list.getByRole('menuitem', { name: 'Remove all tags' }).click();
  };
  await removeTags();
  const dialog = list.getByRole('dialog', { name: 'Remove all tags of this item?' });
  await expect(dialog).toContainText('blue, red');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect((await only(request)).tags).toBe('blue, red');
  await removeTags();
  await dialog.getByRole('button', { name: 'Remove all tags' }).click();
  await expect.poll(async () => (await only(request)).tags).toBe('');
  await expect(blue).toHaveAccessibleName(/^blue, 0 /);

  await tag();
  await expect(blue).toHaveAccessibleName(/^blue, 1 /);
  await setPreferences(request, { confirm_remove_all_tags: false });
  await removeTags();
  await expect.poll(async () => (await only(request)).tags).toBe('');
  await expect(list.getByRole('dialog')).toHaveCount(0);
  await request.dispose();
});

// Effect of `confirm_remove_tracker_from_all_torrents`.
test('removing a tracker from all items asks, unless the preferences say otherwise', async ({
  list,
  server,
}) => {
  const request = await api(server);
  const url = 'http://tracker.example/announce?key=a|b&x=1%202';
  const other = 'udp://other.example:1337/announce';
  await addLink(
    list,
    `${magnet('tracked')}&tr=${encodeURIComponent(url)}&tr=${encodeURIComponent(other)}`,
  );
  await expect(row(list, 'tracked')).toBeVisible();
  await list.getByRole('button', { name: 'More', exact: true }).click();
  await list.getByRole('menuitem', { name: 'Trackers…' }).click();
  const dialog = list.getByRole('dialog', { name: 'Trackers' });
  await dialog.getByRole('button', { name: `Remove ${url} from all items` }).click();
  const question = list.getByRole('dialog', { name: 'Remove this tracker from all items?' });
  await expect(question).toContainText('1 item');
  await question.getByRole('button', { name: 'Remove from all' }).click();
  await expect(dialog.getByText(url)).toHaveCount(0);

  await setPreferences(request, { confirm_remove_tracker_from_all_torrents: false });
  await dialog.getByRole('button', { name: `Remove ${other} from all items` }).click();
  await expect(dialog.getByText('No item has a tracker.')).toBeVisible();
  await expect(question).toHaveCount(0);
  expect((await only(request)).trackers_count).toBe(0);
  await request.dispose();
});

// Effect of `app_instance_name`.
test('the title names the instance', async ({ list }) => {
  await expect(list).toHaveTitle('qcodex');
  const dialog = await openPreferences(list, 'Advanced');
  await dialog.locator('[data-option="preference.app_instance_name"] input').fill('attic');
  await dialog.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(list).toHaveTitle('attic · qcodex');
});

// Effect of `locale`.
test('numbers follow the language as soon as it is saved', async ({ list, server }) => {
  await addComplete(list, server, 'numbers.bin');
  await expect(row(list, 'numbers.bin')).toContainText('48.8 KiB');
  const dialog = await openPreferences(list, 'Behavior');
  await dialog.locator('[data-option="preference.locale"] select').selectOption('de');
  await dialog.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(row(list, 'numbers.bin').or(list.locator('[data-id]')).first()).toContainText(
    '48,8 KiB',
  );
});

// Effect of `status_bar_external_ip`.
test('the status bar shows the external address on request', async ({ list, server }) => {
  // What a node with a network side would tell.
  await list.route('**/api/v2/sync/maindata?rid=0', async (route) => {
    const response = await route.fetch();
    const reply = (await response.json()) as { server_state: Record<string, unknown> };
    reply.server_state.last_external_address_v4 = '203.0.113.5';
    await route.fulfill({ response, json: reply });
  });
  const bar = list.getByRole('contentinfo', { name: 'Status' });
  await list.reload();
  await expect(bar).toBeVisible();
  await expect(bar).not.toContainText('203.0.113.5');
  const request = await api(server);
  await setPreferences(request, { status_bar_external_ip: true });
  await list.reload();
  await expect(bar).toContainText('External address: 203.0.113.5');
  await request.dispose();
});

// Effect of `refresh_interval`.
test('the page learns the interval from the server', async ({ list, server }) => {
  const request = await api(server);
  await setPreferences(request, { refresh_interval: 700 });
  const response = await list.waitForResponse(async (one) => {
    if (!one.url().includes('sync/maindata')) return false;
    const reply = (await one.json()) as { server_state?: { refresh_interval?: number } };
    return reply.server_state?.refresh_interval === 700;
  });
  expect(response.ok()).toBe(true);
  await request.dispose();
});
