// The preferences: what is shown, changed and saved, and what of it the page itself obeys.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext, Page } from '@playwright/test';
import { violations } from './axe';
import {
  addLink,
  api,
  content,
  expect,
  magnet,
  preferencesOf,
  row,
  type Server,
  setPreferences,
  signIn,
  test,
  torrentOf,
  writePayload,
} from './fixtures';

async function openPreferences(page: Page, name?: string) {
  await page.getByRole('button', { name: 'Preferences', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Preferences' });
  await expect(dialog.getByRole('navigation')).toBeVisible();
  if (name !== undefined) await dialog.getByRole('button', { name, exact: true }).click();
  return dialog;
}

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

test('what is changed is marked, saved alone, and read back', async ({ list, server }) => {
  const request = await api(server);
  const sent: unknown[] = [];
  list.on('request', (one) => {
    if (!one.url().endsWith('app/setPreferences')) return;
    sent.push(JSON.parse(new URLSearchParams(one.postData() ?? '').get('json') ?? 'null'));
  });

  const dialog = await openPreferences(list, 'Speed');
  const limit = dialog.locator('[data-option="preference.dl_limit"]');
  await expect(dialog.getByRole('button', { name: 'Save' })).toBeDisabled();
  await limit.getByRole('combobox').selectOption('A value…');
  await limit.getByLabel('Value of').fill('2.5');
  await limit.getByLabel('Unit of').selectOption('MiB/s');
  await expect(limit).toContainText('changed');
  await expect(dialog.getByText('1 change not saved')).toBeVisible();
  await dialog.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(dialog.getByText('Saved.')).toBeVisible();
  await expect(dialog.getByText('Nothing changed')).toBeVisible();
  expect(sent).toEqual([{ dl_limit: 2_621_440 }]);
  expect((await preferencesOf(request)).dl_limit).toBe(2_621_440);

  await limit.getByRole('button', { name: /^Reset/ }).click();
  await dialog.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(dialog.getByText('Nothing changed')).toBeVisible();
  expect((await preferencesOf(request)).dl_limit).toBe(0);
  await request.dispose();
});

test('what is refused is said at its place, and everything typed is kept', async ({
  list,
  server,
}) => {
  const request = await api(server);
  const dialog = await openPreferences(list, 'Web UI');
  const name = dialog.locator('[data-option="preference.web_ui_username"]');
  await name.getByRole('textbox').fill('ab');
  await dialog.getByRole('button', { name: 'Behavior' }).click();
  await dialog.getByRole('checkbox', { name: 'Confirm removal of all tags' }).uncheck();
  await dialog.getByRole('button', { name: 'Save 2 changes' }).click();

  await expect(name.getByRole('textbox')).toBeFocused();
  await expect(name).toContainText('at least 3 characters');
  await expect(name.getByRole('textbox')).toHaveValue('ab');
  await expect(name.getByRole('textbox')).toHaveAttribute('aria-invalid', 'true');
  await expect(dialog.getByText('2 changes not saved')).toBeVisible();
  // All or nothing.
  expect((await preferencesOf(request)).confirm_remove_all_tags).toBe(true);

  // Closing asks first; Escape too.
  await list.keyboard.press('Escape');
  const question = list.getByRole('dialog', { name: 'Discard the changes?' });
  await question.getByRole('button', { name: 'Keep editing' }).click();
  await expect(name.getByRole('textbox')).toHaveValue('ab');
  await name.getByRole('button', { name: /^Undo/ }).click();
  await dialog.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(dialog.getByText('Nothing changed')).toBeVisible();
  expect((await preferencesOf(request)).confirm_remove_all_tags).toBe(false);
  await list.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await request.dispose();
});

test('numbers outside their bounds are not sent', async ({ list }) => {
  const dialog = await openPreferences(list, 'Web UI');
  const port = dialog.locator('[data-option="preference.web_ui_port"]');
  await port.getByRole('textbox').fill('70000');
  await expect(port).toContainText('Allowed: 1 to 65535.');
  await dialog.getByRole('button', { name: 'Speed' }).click();
  await dialog.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(port.getByRole('textbox')).toBeFocused();
  await expect(port.getByRole('textbox')).toHaveValue('70000');
  await expect(dialog.getByRole('alert')).toHaveText('Some values cannot be saved as they are.');
  await dialog.getByRole('button', { name: 'Discard' }).click();
  await expect(dialog.getByText('Nothing changed')).toBeVisible();
});

test('only what applies is shown; the rest is told with its reason', async ({ list, server }) => {
  const request = await api(server);
  const capabilities = (await (await request.get('api/v2/codex/capabilities')).json()) as {
    preferences: Record<string, { visible: boolean; page: string }>;
  };
  const shown = Object.entries(capabilities.preferences).filter(([, one]) => one.visible);
  const dialog = await openPreferences(list);
  const pages = await dialog.getByRole('navigation').getByRole('button').allInnerTexts();
  const seen = new Set<string>();
  for (const page of pages.filter((name) => name !== 'Not shown')) {
    await dialog.getByRole('navigation').getByRole('button', { name: page, exact: true }).click();
    for (const one of await dialog.locator('[data-option]').all()) {
      seen.add((await one.getAttribute('data-option')) ?? '');
    }
  }
  // The minutes of the two times are part of their hours.
  const expected = shown
    .map(([key]) => `preference.${key}`)
    .filter((id) => !/schedule_(from|to)_min$/.test(id));
  expect([...seen].filter((id) => id.startsWith('preference.')).sort()).toEqual(expected.sort());

  await dialog.getByRole('button', { name: 'Not shown' }).click();
  await expect(dialog.getByText('embedded_tracker_port', { exact: true })).toBeVisible();
  await expect(dialog.getByText(/there is no tracker inside/).first()).toBeVisible();

  // A search finds by key, label and help, and says of what is hidden why.
  await dialog.getByRole('searchbox').fill('add_stopped');
  await expect(dialog.locator('[data-option]')).toHaveCount(1);
  await expect(dialog.getByText('1 option found')).toBeVisible();
  await dialog.getByRole('searchbox').fill('peer exchange');
  await expect(dialog.getByText('0 options found')).toBeVisible();
  await expect(dialog.getByText('pex', { exact: true })).toBeVisible();
  await list.keyboard.press('Escape');
  await expect(dialog.getByRole('searchbox')).toHaveValue('');
  await request.dispose();
});

test('opens and works by keyboard alone, and gives the focus back', async ({ list, server }) => {
  await addLink(list, magnet('to come back to'));
  const grid = list.getByRole('grid', { name: 'Torrents' });
  await grid.focus();
  await list.keyboard.press('Alt+o');
  const dialog = list.getByRole('dialog', { name: 'Preferences' });
  await expect(dialog.getByRole('navigation')).toBeVisible();
  await expect(dialog.getByRole('searchbox')).toBeFocused();
  await list.keyboard.type('confirm torrent recheck');
  await list.keyboard.press('Tab');
  await list.keyboard.press('Tab');
  const box = dialog.getByRole('checkbox', { name: 'Confirm torrent recheck' });
  for (
    let at = 0;
    at < 25 && !(await box.evaluate((one) => one === document.activeElement));
    at++
  ) {
    await list.keyboard.press('Tab');
  }
  await expect(box).toBeFocused();
  await list.keyboard.press('Space');
  await list.keyboard.press('Enter');
  await expect(dialog.getByText('Nothing changed')).toBeVisible();
  const request = await api(server);
  expect((await preferencesOf(request)).confirm_torrent_recheck).toBe(false);
  await request.dispose();
  await list.keyboard.press('Escape');
  await list.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(grid).toBeFocused();
});

test('watched folders, lists and times are edited as what they are', async ({ list, server }) => {
  const request = await api(server);
  const dialog = await openPreferences(list, 'Downloads');
  const folders = dialog.locator('[data-option="preference.scan_dirs"]');
  await folders.getByRole('button', { name: 'Add a folder' }).click();
  await folders.getByLabel('Watched folder').fill('relative');
  await expect(folders).toContainText('needs a path from the root');
  const watched = join(server.savePath, 'watched');
  await folders.getByLabel('Watched folder').fill(watched);
  await folders.getByLabel('Save to').selectOption('another folder');
  await folders.getByLabel('Folder to save to').fill(join(server.savePath, 'target'));
  await dialog
    .locator('[data-option="preference.excluded_file_names"] textarea')
    .fill('*.nfo\n*.txt');
  await dialog.getByRole('button', { name: 'Speed' }).click();
  await dialog.getByLabel('From', { exact: true }).fill('22:30');
  await dialog.getByRole('button', { name: 'Web UI' }).click();
  await dialog
    .locator('[data-option="preference.web_ui_domain_list"] textarea')
    .fill('*\nexample.org');
  await dialog.getByRole('button', { name: 'Save 4 changes' }).click();
  await expect(dialog.getByText('Nothing changed')).toBeVisible();
  expect(await preferencesOf(request)).toMatchObject({
    scan_dirs: { [watched]: join(server.savePath, 'target') },
    excluded_file_names: '*.nfo\n*.txt',
    schedule_from_hour: 22,
    schedule_from_min: 30,
    web_ui_domain_list: '*;example.org',
  });
  await request.dispose();
});

test('a session that ends leaves the preferences as they were', async ({ list, context }) => {
  const dialog = await openPreferences(list, 'Behavior');
  await dialog.getByRole('checkbox', { name: 'Confirm removal of all tags' }).uncheck();
  await context.clearCookies();
  await expect(list.getByRole('dialog', { name: 'Sign in' })).toBeVisible();
  await signIn(list);
  await expect(
    dialog.getByRole('checkbox', { name: 'Confirm removal of all tags' }),
  ).not.toBeChecked();
  await dialog.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(dialog.getByText('Nothing changed')).toBeVisible();
});

test('the Codex page shows the node, saves its settings and previews presets', async ({
  list,
  server,
}) => {
  const request = await api(server);
  const dialog = await openPreferences(list, 'Codex');
  await expect(dialog.getByRole('region', { name: 'Node' })).toContainText('Embedded node');
  await expect(dialog.getByRole('meter', { name: 'Storage' })).toHaveAttribute(
    'aria-valuetext',
    /used/,
  );
  const quota = dialog.locator('[data-option="node.quota"]');
  await quota.locator('input').fill('10');
  await quota.getByLabel(/^Unit of/).selectOption({ label: 'GiB' });
  await dialog.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(dialog.getByText('Nothing changed')).toBeVisible();
  await expect(dialog.getByRole('meter')).toHaveAttribute('aria-valuetext', /of 10\.0 GiB used/);

  const before = await preferencesOf(request);
  const preset = dialog.getByRole('button', { name: /^Show what changes/ }).first();
  await preset.click();
  const table = dialog.getByRole('table');
  await expect(table.getByRole('columnheader')).toHaveText(['Setting', 'Now', 'Then']);
  expect(await preferencesOf(request)).toEqual(before);
  await dialog.getByRole('button', { name: /^Apply/ }).click();
  await expect(dialog.getByText(/: applied\./)).toBeVisible();
  expect(await preferencesOf(request)).not.toEqual(before);
  await request.dispose();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('axe finds nothing on any page of the preferences', async ({ list }) => {
      // Every page is looked at from top to bottom.
      test.slow();
      const dialog = await openPreferences(list);
      const buttons = dialog.getByRole('navigation').getByRole('button');
      for (const one of await buttons.all()) {
        await one.click();
        for (const summary of await dialog.locator('summary').all()) await summary.click();
        expect(await violations(list), await one.innerText()).toEqual([]);
      }
      await dialog.getByRole('searchbox').fill('limit');
      expect(await violations(list)).toEqual([]);
    });
  });
}

test.describe('a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('has all pages, and nothing sticks out', async ({ list }) => {
    await list.getByRole('button', { name: 'More' }).tap();
    await list.getByRole('menuitem', { name: 'Preferences' }).tap();
    const dialog = list.getByRole('dialog', { name: 'Preferences' });
    const buttons = dialog.getByRole('navigation').getByRole('button');
    await expect(buttons.first()).toBeVisible();
    for (const one of await buttons.all()) {
      await one.tap();
      for (const summary of await dialog.locator('summary').all()) await summary.click();
      const overhang = await dialog
        .getByRole('region')
        .first()
        .evaluate((region) => region.scrollWidth - region.clientWidth);
      expect(overhang, await one.innerText()).toBe(0);
    }
    expect(await violations(list)).toEqual([]);
  });
});

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
    await list.getByRole('button', { name: 'More' }).click();
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
  await expect(list.getByRole('region', { name: 'Selected item' })).toContainText('blue, red');
  const removeTags = async () => {
    await list.getByRole('button', { name: 'More' }).click();
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
  await expect(list.getByRole('region', { name: 'Selected item' })).not.toContainText('blue');

  await tag();
  await expect(list.getByRole('region', { name: 'Selected item' })).toContainText('blue, red');
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
  await list.getByRole('button', { name: 'More' }).click();
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
