// The preferences: what is shown, changed and saved. What of it the page itself obeys is in
// `preferences.effects.spec.ts`.
import { join } from 'node:path';
import { violations } from './axe';
import {
  addLink,
  api,
  expect,
  magnet,
  openPreferences,
  preferencesOf,
  signIn,
  test,
} from './fixtures';

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
  await expect(
    dialog.locator('[data-option="preference.excluded_file_names"] textarea'),
  ).toBeDisabled();
  await dialog.getByRole('checkbox', { name: 'Exclude file names' }).check();
  await dialog
    .locator('[data-option="preference.excluded_file_names"] textarea')
    .fill('*.nfo\n*.txt');
  await dialog.getByRole('button', { name: 'Speed' }).click();
  const from = dialog.getByLabel('From', { exact: true });
  await expect(from).toBeDisabled();
  await expect(from).toHaveAccessibleDescription(/Only with “Schedule the use/);
  await dialog.getByRole('checkbox', { name: 'Schedule the use' }).check();
  await from.fill('22:30');
  await dialog.getByRole('button', { name: 'Web UI' }).click();
  await dialog
    .locator('[data-option="preference.web_ui_domain_list"] textarea')
    .fill('*\nexample.org');
  await dialog.getByRole('button', { name: 'Save 6 changes' }).click();
  await expect(dialog.getByText('Nothing changed')).toBeVisible();
  expect(await preferencesOf(request)).toMatchObject({
    excluded_file_names_enabled: true,
    scheduler_enabled: true,
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
    const dialog = await openPreferences(list);
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

test('the API key is made, shown once, renewed and deleted', async ({ list, server }) => {
  const request = await api(server);
  const dialog = await openPreferences(list, 'Web UI');
  const part = dialog.getByRole('region', { name: 'API key' });
  await expect(part).toContainText('There is no key.');
  await part.getByRole('button', { name: 'Make a key' }).click();
  await expect(part.locator('code')).toHaveText(/^qbt_\w{28}$/);
  const first = await part.locator('code').innerText();
  expect((await preferencesOf(request)).web_ui_api_key).toBe(first);

  await part.getByRole('button', { name: 'Make a new key' }).click();
  const question = list.getByRole('dialog', { name: 'Make a new API key?' });
  await question.getByRole('button', { name: 'Make a new key' }).click();
  await expect(question).toBeHidden();
  await expect(part.locator('code')).not.toHaveText(first);

  // It is shown only there and then.
  await dialog.getByRole('button', { name: 'Speed' }).click();
  await dialog.getByRole('button', { name: 'Web UI' }).click();
  await expect(part).toContainText('There is a key.');
  await expect(part.locator('code')).toHaveCount(0);

  await part.getByRole('button', { name: 'Delete the key' }).click();
  await list
    .getByRole('dialog', { name: 'Delete the API key?' })
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(part).toContainText('There is no key.');
  expect((await preferencesOf(request)).web_ui_api_key).toBe('');
  await request.dispose();
});

test('cookies are edited as a table', async ({ list, server }) => {
  const request = await api(server);
  const stored = async () =>
    (await (await request.get('api/v2/app/cookies')).json()) as Record<string, unknown>[];
  await (
    await openPreferences(list, 'Downloads')
  )
    .getByRole('button', { name: /^Manage cookies/ })
    .click();
  const dialog = list.getByRole('dialog', { name: 'Cookies' });
  await dialog.getByRole('button', { name: 'Add a cookie' }).click();
  await expect(dialog.getByLabel('Domain')).toBeFocused();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('Each cookie needs a domain and a name.');
  await dialog.getByLabel('Domain').fill('tracker.example');
  await dialog.getByLabel('Name').fill('pass');
  await dialog.getByLabel('Value').fill('secret');
  expect(await violations(list)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  expect(await stored()).toMatchObject([
    { domain: 'tracker.example', path: '/', name: 'pass', value: 'secret' },
  ]);
  await list.getByRole('button', { name: /^Manage cookies/ }).click();
  await dialog.getByRole('button', { name: 'Remove the cookie pass' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  expect(await stored()).toEqual([]);
  await request.dispose();
});
