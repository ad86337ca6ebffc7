// What is done with selected items: each command's effect on the server, menus by mouse, keyboard and
// finger, several items with different values, undo, what fails for some.
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { APIRequestContext, Page } from '@playwright/test';
import { violations } from './axe';
import {
  api,
  content,
  expect,
  magnet,
  row,
  type Server,
  setPreferences,
  test,
  torrentOf,
  writePayload,
} from './fixtures';

type Row = Record<string, unknown>;

async function rows(client: APIRequestContext): Promise<Map<string, Row>> {
  const all = (await (await client.get('api/v2/torrents/info')).json()) as Row[];
  return new Map(all.map((one) => [String(one.name), one]));
}

/** One value of the items of these names, as the server has it. */
async function values(client: APIRequestContext, key: string, ...names: string[]) {
  const all = await rows(client);
  return names.map((name) => all.get(name)?.[key]);
}

async function idOf(client: APIRequestContext, name: string): Promise<string> {
  return String((await rows(client)).get(name)?.hash);
}

async function send(client: APIRequestContext, path: string, form: Record<string, string>) {
  const answer = await client.post(`api/v2/${path}`, { form });
  expect(answer.ok(), `${path}: ${await answer.text()}`).toBe(true);
}

async function seedMagnets(server: Server, ...names: string[]): Promise<APIRequestContext> {
  const client = await api(server);
  await send(client, 'torrents/add', { urls: names.map(magnet).join('\n') });
  return client;
}

async function seedComplete(server: Server, client: APIRequestContext, name: string) {
  const bytes = content(name, 60_000);
  writePayload(server, name, bytes);
  await client.post('api/v2/torrents/add', {
    multipart: {
      torrents: {
        name: `${name}.torrent`,
        mimeType: 'application/x-bittorrent',
        buffer: torrentOf(name, bytes),
      },
    },
  });
  await expect.poll(() => values(client, 'progress', name)).toEqual([1]);
}

async function select(page: Page, ...names: string[]) {
  for (const [at, name] of names.entries()) {
    await row(page, name).click({ modifiers: at === 0 ? [] : ['Control'] });
  }
}

async function selectAll(page: Page) {
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
}

/** Chooses from the menu of the selected items, by the names of its lines. */
async function choose(page: Page, name: string, ...path: (string | RegExp)[]) {
  await row(page, name).click({ button: 'right' });
  for (const label of path) await item(page, label).click();
}

function item(page: Page, name: string | RegExp) {
  return page.locator('[data-item]').filter({
    has: page.getByText(name, { exact: typeof name === 'string' }),
  });
}

test('start, stop and force start, and the way back for each', async ({ list, server }) => {
  const client = await seedMagnets(server, 'one', 'two', 'three');
  await send(client, 'torrents/stop', { hashes: await idOf(client, 'one') });
  await send(client, 'torrents/setForceStart', {
    hashes: await idOf(client, 'two'),
    value: 'true',
  });
  const states = () => values(client, 'state', 'one', 'two', 'three');
  const before = ['stoppedDL', 'forcedMetaDL', 'metaDL'];
  await expect.poll(states).toEqual(before);
  await expect(row(list, 'one')).toContainText('Stopped');

  await selectAll(list);
  await list.getByRole('button', { name: 'Stop', exact: true }).click();
  // One of them was stopped already.
  await expect(list.getByRole('status', { name: 'Notices' })).toContainText('2 stopped.');
  await expect.poll(states).toEqual(['stoppedDL', 'stoppedDL', 'stoppedDL']);
  await list.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(states).toEqual(before);
  await expect(list.getByText('Undone.')).toBeVisible();

  await list.getByRole('button', { name: 'Start', exact: true }).click();
  await expect.poll(states).toEqual(['metaDL', 'metaDL', 'metaDL']);
  await list.getByRole('grid').press('Control+z');
  await expect.poll(states).toEqual(before);

  await choose(list, 'three', 'Force start');
  await expect.poll(states).toEqual(['forcedMetaDL', 'forcedMetaDL', 'forcedMetaDL']);
  await expect(row(list, 'three')).toBeVisible();
  await expect.poll(() => values(client, 'force_start', 'one')).toEqual([true]);
  await list.getByRole('grid').press('Control+z');
  await expect.poll(states).toEqual(before);

  // Undo leaves alone what was changed since by somebody else.
  await list.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect.poll(states).toEqual(['stoppedDL', 'stoppedDL', 'stoppedDL']);
  await send(client, 'torrents/setForceStart', {
    hashes: await idOf(client, 'three'),
    value: 'true',
  });
  await send(client, 'torrents/delete', {
    hashes: await idOf(client, 'two'),
    deleteFiles: 'false',
  });
  await expect(row(list, 'two')).toHaveCount(0);
  await list.getByRole('grid').press('Control+z');
  await expect(list.getByText(/Nothing was undone/)).toBeVisible();
  expect(await states()).toEqual(['stoppedDL', undefined, 'forcedMetaDL']);
});

test('category and tags by menu, with what some have and undo', async ({ list, server }) => {
  const client = await seedMagnets(server, 'one', 'two');
  await send(client, 'torrents/createCategory', { category: 'films' });
  await send(client, 'torrents/createCategory', { category: 'music' });
  await send(client, 'torrents/createTags', { tags: 'new,seen,Überall 日本' });
  const one = await idOf(client, 'one');
  await send(client, 'torrents/setCategory', { hashes: one, category: 'music' });
  await send(client, 'torrents/addTags', { hashes: one, tags: 'seen' });
  const categories = () => values(client, 'category', 'one', 'two');
  const tags = () => values(client, 'tags', 'one', 'two');

  await expect(row(list, 'two')).toBeVisible();
  await selectAll(list);
  await choose(list, 'one', 'Category', 'films');
  await expect.poll(categories).toEqual(['films', 'films']);
  await expect(list.getByText('Category “films” set for 2 items.')).toBeVisible();
  await list.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(categories).toEqual(['music', '']);
  await choose(list, 'one', 'Category', 'None');
  await expect.poll(categories).toEqual(['', '']);

  await choose(list, 'one', 'Tags');
  const check = (name: string) => list.getByRole('menuitemcheckbox', { name });
  await expect(check('seen')).toHaveAttribute('aria-checked', 'mixed');
  await expect(check('new')).toHaveAttribute('aria-checked', 'false');
  await check('seen').click();
  await expect(check('seen')).toHaveAttribute('aria-checked', 'true');
  // The menu stays for the next one.
  await check('Überall 日本').click();
  await expect(check('Überall 日本')).toHaveAttribute('aria-checked', 'true');
  await expect.poll(tags).toEqual(['seen, Überall 日本', 'seen, Überall 日本']);
  await check('seen').click();
  await expect.poll(tags).toEqual(['Überall 日本', 'Überall 日本']);
  await list.keyboard.press('Escape');
  await list.keyboard.press('Escape');
  await expect(list.getByRole('menu')).toHaveCount(0);
  for (const expected of [
    ['seen, Überall 日本', 'seen, Überall 日本'],
    ['seen', 'seen'],
    ['seen', ''],
  ]) {
    await list.getByRole('grid').press('Control+z');
    await expect.poll(tags).toEqual(expected);
  }
});

test('new category, and a choice of tags where only what is touched changes', async ({
  list,
  server,
}) => {
  const client = await seedMagnets(server, 'one', 'two');
  await send(client, 'torrents/createTags', { tags: 'a,b,c' });
  await send(client, 'torrents/addTags', { hashes: await idOf(client, 'one'), tags: 'a,b' });
  await send(client, 'torrents/addTags', { hashes: await idOf(client, 'two'), tags: 'b' });
  await expect(row(list, 'two')).toBeVisible();
  await selectAll(list);
  await choose(list, 'two', 'Category', 'New…');
  const dialog = list.getByRole('dialog');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await list.keyboard.press('Enter');
  await expect(dialog.getByRole('alert').first()).toHaveText('A name is needed.');
  await dialog.getByLabel('Name').fill('films/french');
  await list.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect
    .poll(() => values(client, 'category', 'one', 'two'))
    .toEqual(['films/french', 'films/french']);

  await list.getByRole('grid').press('t');
  await expect(dialog.getByRole('heading', { name: 'Tags of 2 items' })).toBeVisible();
  await expect(dialog).toMatchAriaSnapshot(`
    - dialog "Tags of 2 items":
      - heading "Tags of 2 items" [level=2]
      - list:
        - listitem: /one|two/
        - listitem: /one|two/
      - text: Find or name a new one
      - textbox "Find or name a new one"
      - group "Tags":
        - text: Tags
        - checkbox "a 1 of 2" [checked=mixed]
        - text: a 1 of 2
        - checkbox "b" [checked]
        - text: b
        - checkbox "c"
        - text: c
      - alert
      - button "Cancel"
      - button "Save"
  `);
  expect(await violations(list)).toEqual([]);
  const mixed = dialog.getByRole('checkbox', { name: /^a/ });
  for (const state of ['true', 'false', 'mixed']) {
    await mixed.click();
    await expect(mixed).toBeChecked(
      state === 'mixed' ? { indeterminate: true } : { checked: state === 'true' },
    );
  }
  await dialog.getByRole('checkbox', { name: 'b' }).click();
  await dialog.getByLabel('Find or name a new one').fill('fresh');
  await list.keyboard.press('Enter');
  await expect(dialog.getByRole('checkbox', { name: 'fresh' })).toBeChecked();
  await list.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect.poll(() => values(client, 'tags', 'one', 'two')).toEqual(['a, fresh', 'fresh']);

  await list.getByRole('grid').press('c');
  await dialog.getByLabel('Find or name a new one').fill('no such');
  await dialog.getByRole('button', { name: 'Make “no such”' }).click();
  await expect(dialog.getByLabel('Name')).toHaveValue('no such');
});

test('moving says what is there, ends automatic management, and moves the files', async ({
  list,
  server,
}) => {
  const client = await seedMagnets(server);
  await seedComplete(server, client, 'film.bin');
  await send(client, 'torrents/setAutoManagement', {
    hashes: await idOf(client, 'film.bin'),
    enable: 'true',
  });
  const target = join(server.savePath, 'moved here');
  mkdirSync(target);
  await row(list, 'film.bin').click();
  await list.getByRole('grid').press('l');
  const dialog = list.getByRole('dialog', { name: 'Move this item' });
  await expect(dialog).toContainText(server.savePath);
  await expect(dialog).toContainText('Automatic management is switched off for it.');
  await expect(dialog.getByText(/ are free there\./)).toBeVisible();
  expect(await violations(list)).toEqual([]);
  const field = dialog.getByLabel('Move to folder');
  await dialog.getByRole('button', { name: 'Move' }).click();
  await expect(dialog.getByText('They are there already.')).toBeVisible();
  await field.fill('');
  await dialog.getByRole('button', { name: 'Move' }).click();
  await expect(dialog.getByText('Name a folder.')).toBeVisible();
  await field.fill('/proc/nobody/may');
  await dialog.getByRole('button', { name: 'Move' }).click();
  await expect(dialog.getByText('Cannot make save path')).toBeVisible();
  await field.fill(target);
  await dialog.getByRole('button', { name: 'Move' }).click();
  await expect(dialog).toBeHidden();
  await expect.poll(() => existsSync(join(target, 'film.bin'))).toBe(true);
  expect(await values(client, 'auto_tmm', 'film.bin')).toEqual([false]);
  await expect.poll(() => values(client, 'save_path', 'film.bin')).toEqual([target]);

  // On and off again: back to exactly that folder.
  await choose(list, 'film.bin', 'Automatic management');
  await expect.poll(() => values(client, 'auto_tmm', 'film.bin')).toEqual([true]);
  await expect.poll(() => existsSync(join(server.savePath, 'film.bin'))).toBe(true);
  await expect(list.getByText(/decides where the files lie/)).toBeVisible();
  await list.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => values(client, 'auto_tmm', 'film.bin')).toEqual([false]);
  await expect.poll(() => existsSync(join(target, 'film.bin'))).toBe(true);
});

test('name, comment and limits of several with different values', async ({ list, server }) => {
  const client = await seedMagnets(server, 'one', 'two');
  const one = await idOf(client, 'one');
  await send(client, 'torrents/setComment', { hashes: one, comment: 'mine' });
  await send(client, 'torrents/setDownloadLimit', { hashes: one, limit: '2097152' });
  await send(client, 'torrents/setUploadLimit', { hashes: `${one}`, limit: '1000' });
  await send(client, 'torrents/setShareLimits', {
    hashes: one,
    ratioLimit: '1.5',
    seedingTimeLimit: '2880',
    inactiveSeedingTimeLimit: '-1',
    shareLimitAction: 'Remove',
    shareLimitsMode: 'MatchAll',
  });
  await expect(row(list, 'two')).toBeVisible();
  const dialog = list.getByRole('dialog');
  const save = () => dialog.getByRole('button', { name: 'Save' }).click();
  await selectAll(list);

  // Nothing touched: nothing changes.
  await choose(list, 'one', 'Comment…');
  await expect(dialog.getByLabel('Comment')).toHaveAttribute('placeholder', 'Different values');
  await save();
  await expect(dialog).toBeHidden();
  await choose(list, 'one', 'Speed limits…');
  await expect(dialog.getByLabel('Download', { exact: true })).toHaveValue('mixed');
  await expect(dialog.getByLabel('Upload', { exact: true })).toHaveValue('mixed');
  expect(await violations(list)).toEqual([]);
  await save();
  await expect(dialog).toBeHidden();
  await choose(list, 'one', 'Share limits…');
  await expect(dialog.getByLabel('Ratio', { exact: true })).toHaveValue('mixed');
  await expect(dialog.getByLabel('Then')).toHaveValue('mixed');
  expect(await violations(list)).toEqual([]);
  await save();
  await expect(dialog).toBeHidden();
  expect(await values(client, 'comment', 'one', 'two')).toEqual(['mine', '']);
  expect(await values(client, 'dl_limit', 'one', 'two')).toEqual([2097152, 0]);
  expect(await values(client, 'ratio_limit', 'one', 'two')).toEqual([1.5, -2]);
  expect(await values(client, 'share_limit_action', 'one', 'two')).toEqual(['Remove', 'Default']);

  // One touched: the others stay.
  await choose(list, 'one', 'Comment…');
  await dialog.getByLabel('Comment').fill('ours');
  await save();
  await expect.poll(() => values(client, 'comment', 'one', 'two')).toEqual(['ours', 'ours']);
  await choose(list, 'one', 'Speed limits…');
  await dialog.getByLabel('Download', { exact: true }).selectOption('At most');
  await dialog.getByLabel('Download: at most').fill('zero');
  await save();
  await expect(dialog.getByText('A limit is a number above zero.')).toBeVisible();
  await dialog.getByLabel('Download: at most').fill('1,5');
  await dialog.getByLabel('Download: unit').selectOption('MiB/s');
  await save();
  await expect.poll(() => values(client, 'dl_limit', 'one', 'two')).toEqual([1572864, 1572864]);
  expect(await values(client, 'up_limit', 'one', 'two')).toEqual([1000, 0]);
  await choose(list, 'one', 'Share limits…');
  await dialog.getByLabel('Time complete and running', { exact: true }).selectOption('Own limit');
  await dialog.getByLabel('Time complete and running: own limit').fill('3');
  await dialog.getByLabel('Time complete and running: unit').selectOption('hours');
  await dialog.getByLabel('Reached when').selectOption('One of the limits is reached');
  await save();
  await expect.poll(() => values(client, 'seeding_time_limit', 'one', 'two')).toEqual([180, 180]);
  expect(await values(client, 'ratio_limit', 'one', 'two')).toEqual([1.5, -2]);
  expect(await values(client, 'inactive_seeding_time_limit', 'one', 'two')).toEqual([-1, -2]);
  expect(await values(client, 'share_limits_mode', 'one', 'two')).toEqual(['MatchAny', 'MatchAny']);
  expect(await values(client, 'share_limit_action', 'one', 'two')).toEqual(['Remove', 'Default']);

  await row(list, 'two').click();
  await list.getByRole('grid').press('F2');
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await list.keyboard.type('Zwei <b>&amp;');
  await list.keyboard.press('Enter');
  await expect(row(list, 'Zwei <b>&amp;')).toBeVisible();
  // Of one item the values are its own.
  await choose(list, 'one', 'Share limits…');
  await expect(dialog.getByLabel('Ratio: own limit')).toHaveValue('1.5');
  await expect(dialog.getByLabel('Time complete and running: own limit')).toHaveValue('3');
  await expect(dialog.getByLabel('Time complete and running: unit')).toHaveValue('60');
});

test('order, queue, checking and asking again', async ({ list, server }) => {
  const client = await seedMagnets(server, 'one', 'two', 'three');
  await setPreferences(client, { queueing_enabled: false });
  await send(client, 'torrents/toggleSequentialDownload', { hashes: await idOf(client, 'one') });
  await expect(row(list, 'three')).toBeVisible();
  await selectAll(list);
  await row(list, 'one').click({ button: 'right' });
  await expect(list.getByRole('menuitemcheckbox', { name: 'Fetch in order' })).toHaveAttribute(
    'aria-checked',
    'mixed',
  );
  await expect(item(list, 'Queue')).toHaveCount(0);
  await expect(item(list, 'Check again')).toHaveAttribute('aria-disabled', 'true');
  await item(list, 'Fetch in order').click();
  await expect.poll(() => values(client, 'seq_dl', 'one', 'two')).toEqual([true, true]);
  await choose(list, 'one', 'First and last pieces first');
  await expect.poll(() => values(client, 'f_l_piece_prio', 'one', 'two')).toEqual([true, true]);

  await setPreferences(client, { queueing_enabled: true });
  await select(list, 'three');
  await expect(async () => {
    // A menu that is open has been made without it, and covers rows.
    await list.keyboard.press('Escape');
    await row(list, 'three').click({ button: 'right' });
    await expect(item(list, 'Queue')).toBeVisible({ timeout: 500 });
  }).toPass();
  await item(list, 'Queue').click();
  await item(list, 'To the top').click();
  const places = () => values(client, 'priority', 'one', 'two', 'three');
  await expect.poll(places).toEqual([2, 3, 1]);
  await list.getByRole('grid').press('Alt+ArrowDown');
  await expect.poll(places).toEqual([1, 3, 2]);
  await list.getByRole('grid').press('Alt+Shift+ArrowDown');
  await expect.poll(places).toEqual([1, 2, 3]);

  await choose(list, 'three', 'Ask Codex again now');
  await expect(list.getByText('Codex is asked again.')).toBeVisible();
});

test('copying and exporting', async ({ list, server, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const client = await seedMagnets(server, 'one');
  await seedComplete(server, client, 'film.bin');
  await expect.poll(() => values(client, 'codex_publish', 'film.bin')).toEqual(['published']);
  await expect(row(list, 'film.bin')).toContainText('Published');
  const film = (await rows(client)).get('film.bin') ?? {};
  const copied = () => list.evaluate(() => navigator.clipboard.readText());
  await row(list, 'film.bin').click();
  for (const [label, key] of [
    ['Name', 'name'],
    ['Info hash v1', 'infohash_v1'],
    ['Magnet link', 'magnet_uri'],
    ['Torrent ID', 'hash'],
    ['Codex link', 'magnet_uri'],
    ['Record CID', 'codex_record'],
    ['Content path', 'content_path'],
  ] as const) {
    await choose(list, 'film.bin', 'Copy', label);
    await expect.poll(copied).toBe(film[key]);
  }
  await row(list, 'film.bin').click({ button: 'right' });
  await item(list, 'Copy').click();
  await expect(item(list, 'Info hash v2')).toHaveAttribute('aria-disabled', 'true');
  await list.keyboard.press('Escape');
  await list.keyboard.press('Escape');

  const download = list.waitForEvent('download');
  await choose(list, 'film.bin', 'Export .torrent');
  expect((await download).suggestedFilename()).toBe('film.bin.torrent');

  // Some fail: the rest is saved, and which failed is said.
  await seedComplete(server, client, 'second.bin');
  await expect(row(list, 'second.bin')).toBeVisible();
  await selectAll(list);
  const archive = list.waitForEvent('download');
  await choose(list, 'film.bin', 'Export .torrent');
  expect((await archive).suggestedFilename()).toBe('torrents.zip');
  await expect(list.getByText(/1 of 3 did not work\./)).toBeVisible();
  await list.getByRole('button', { name: 'Show why' }).click();
  const dialog = list.getByRole('dialog', { name: 'What did not work' });
  await expect(dialog).toContainText('one');
  await expect(dialog).toContainText(/[Mm]etadata/);
  expect(await violations(list)).toEqual([]);
});

test('removing says what goes', async ({ list, server }) => {
  const client = await seedMagnets(server);
  await seedComplete(server, client, 'film.bin');
  await expect.poll(() => values(client, 'codex_publish', 'film.bin')).toEqual(['published']);
  await expect(row(list, 'film.bin')).toContainText('Published');
  await row(list, 'film.bin').click();
  await list.getByRole('grid').press('Delete');
  const dialog = list.getByRole('dialog', { name: 'Remove this item?' });
  await expect(dialog).toContainText('58.6 KiB on disk in 1 file');
  await expect(dialog).toContainText('Its place in Codex goes too');
  await expect(dialog.getByLabel('Also delete the files on disk')).not.toBeChecked();
  expect(await violations(list)).toEqual([]);
  await list.keyboard.press('Escape');
  await list.getByRole('grid').press('Shift+Delete');
  await expect(dialog.getByLabel('Also delete the files on disk')).toBeChecked();
  await dialog.getByRole('button', { name: 'Remove and delete files' }).click();
  await expect(list.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
  await expect.poll(() => existsSync(join(server.savePath, 'film.bin'))).toBe(false);
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('the menu by keyboard, as the practices have it', async ({ list, server }) => {
      const client = await seedMagnets(server, 'one', 'two');
      await send(client, 'torrents/createCategory', { category: 'films' });
      await expect(row(list, 'one')).toBeVisible();
      await row(list, 'one').click();
      await list.getByRole('grid').press('Shift+F10');
      const menu = list.getByRole('menu', { name: 'one' });
      await expect(menu).toBeVisible();
      await expect(item(list, 'Start')).toBeFocused();
      expect(await violations(list)).toEqual([]);
      await list.keyboard.press('ArrowUp');
      await expect(item(list, 'Export .torrent')).toBeFocused();
      await list.keyboard.press('Home');
      await list.keyboard.press('ArrowDown');
      await expect(item(list, 'Stop')).toBeFocused();
      // Typing ahead, also over the same letter.
      await list.keyboard.press('s');
      await expect(item(list, 'Speed limits…')).toBeFocused();
      await list.keyboard.press('s');
      await expect(item(list, 'Share limits…')).toBeFocused();
      await list.keyboard.press('End');
      await expect(item(list, 'Export .torrent')).toBeFocused();
      await expect(item(list, 'Category')).toHaveAttribute('aria-expanded', 'false');
      await expect(async () => {
        await list.keyboard.press('c');
        await expect(item(list, 'Category')).toBeFocused({ timeout: 100 });
      }).toPass();
      await list.keyboard.press('ArrowRight');
      const sub = list.getByRole('menu', { name: 'Category' });
      await expect(sub).toBeVisible();
      await expect(item(list, 'New…')).toBeFocused();
      expect(await violations(list)).toEqual([]);
      await expect(sub).toMatchAriaSnapshot(`
        - menu "Category":
          - menuitem "New…"
          - menuitemradio "None" [checked]
          - separator
          - menuitemradio "films"
      `);
      await list.keyboard.press('ArrowLeft');
      await expect(sub).toBeHidden();
      await expect(item(list, 'Category')).toBeFocused();
      await list.keyboard.press('Enter');
      await list.keyboard.press('End');
      await list.keyboard.press('Enter');
      await expect(list.getByRole('menu')).toHaveCount(0);
      await expect.poll(() => values(client, 'category', 'one', 'two')).toEqual(['films', '']);
      await expect(list.getByRole('grid')).toBeFocused();
      await list.keyboard.press('Shift+F10');
      await list.keyboard.press('Escape');
      await expect(menu).toBeHidden();
      await expect(list.getByRole('grid')).toBeFocused();
    });
  });
}

test.describe('a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('actions stand below the list, the menu comes from below', async ({ list, server }) => {
    const client = await seedMagnets(server, 'one', 'two');
    await send(client, 'torrents/createCategory', { category: 'films' });
    await row(list, 'one').tap();
    const details = list.getByRole('dialog', { name: 'Selected item' });
    await expect(details.getByRole('button', { name: 'More' })).toBeVisible();
    await details.getByRole('button', { name: 'Back to the list' }).tap();
    const bar = list.getByRole('group', { name: 'Actions on the item' });
    await expect(bar).toMatchAriaSnapshot(`
      - group "Actions on the item":
        - button "1 selected, select nothing"
        - button "Start"
        - button "Stop"
        - button "Copy link"
        - button "Remove"
        - button "More"
    `);
    await bar.getByRole('button', { name: 'Stop' }).tap();
    await expect.poll(() => values(client, 'state', 'one', 'two')).toEqual(['stoppedDL', 'metaDL']);
    // The notice covers no control.
    const notice = await list.getByText('Stopped.', { exact: true }).boundingBox();
    const top = await bar.boundingBox();
    expect((notice?.y ?? 0) >= (top?.y ?? 0) + (top?.height ?? 0)).toBe(true);
    expect(await violations(list)).toEqual([]);

    await bar.getByRole('button', { name: 'More' }).tap();
    const sheet = list.getByRole('dialog');
    await expect(sheet.getByRole('menuitem', { name: 'Category' })).toBeVisible();
    expect(await violations(list)).toEqual([]);
    await sheet.getByRole('menuitem', { name: 'Category' }).tap();
    await expect(sheet.getByRole('heading', { name: 'Category' })).toBeVisible();
    await sheet.getByRole('button', { name: 'Back' }).tap();
    await expect(sheet.getByRole('heading', { name: 'More' })).toBeVisible();
    await sheet.getByRole('menuitem', { name: 'Category' }).tap();
    await sheet.getByRole('menuitemradio', { name: 'films' }).tap();
    await expect(sheet).toHaveCount(0);
    await expect.poll(() => values(client, 'category', 'one', 'two')).toEqual(['films', '']);

    await bar.getByRole('button', { name: 'More' }).tap();
    await sheet.getByRole('menuitem', { name: 'Share limits…' }).tap();
    await expect(list.getByRole('dialog', { name: 'Share limits of this item' })).toBeVisible();
    const overhang = await list.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(overhang).toBe(0);
    expect(await violations(list)).toEqual([]);
    await list.getByRole('button', { name: 'Cancel' }).tap();
    await bar.getByRole('button', { name: 'select nothing' }).tap();
    await expect(bar).toHaveCount(0);
  });
});
