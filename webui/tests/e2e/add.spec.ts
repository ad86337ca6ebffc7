// How things get in: looked into before, chosen, with options, from everywhere.
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { APIRequestContext, Locator, Page } from '@playwright/test';
import { violations } from './axe';
import {
  addLink,
  api,
  collectionOf,
  content,
  expect,
  magnet,
  row,
  setPreferences,
  signIn,
  test,
  torrentOf,
  writePayload,
} from './fixtures';

const FILES = [
  { path: ['a.txt'], bytes: content('a', 20_000) },
  { path: ['b.txt'], bytes: content('b', 30_000) },
];

function upload(name: string, buffer: Buffer) {
  return { name, mimeType: 'application/x-bittorrent', buffer };
}

async function openDialog(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Add', exact: true }).first().click();
  return page.getByRole('dialog', { name: 'Add torrents' });
}

/** What will be added, by what is shown of it. */
function source(dialog: Locator, text: string): Locator {
  return dialog
    .getByRole('list', { name: 'What will be added' })
    .locator('> li', { hasText: text });
}

async function add(dialog: Locator): Promise<void> {
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
}

async function infos(client: APIRequestContext): Promise<Record<string, unknown>[]> {
  return (await (await client.get('api/v2/torrents/info')).json()) as Record<string, unknown>[];
}

test('a file is looked into, and only what is wanted is fetched', async ({ list, server }) => {
  const dialog = await openDialog(list);
  await dialog
    .getByLabel('Choose files…')
    .setInputFiles(upload('two.torrent', collectionOf('Two files', FILES)));
  const item = source(dialog, 'Two files');
  await expect(item).toContainText('Ready');
  await expect(item).toContainText('2 files');
  await expect(item).toContainText('No Codex part');
  await expect(item).toContainText('two.torrent');

  const tree = item.getByRole('tree');
  await tree.getByRole('treeitem', { name: /a\.txt/ }).click();
  await list.keyboard.press('Space');
  await expect(item).toContainText('1 of 2 files');
  await expect(dialog).toContainText('1 item, 29.3 KiB');
  await add(dialog);
  await expect(dialog).toBeHidden();

  await expect(row(list, 'Two files')).toBeVisible();
  const client = await api(server);
  const [added] = await infos(client);
  const answer = await client.get('api/v2/torrents/files', {
    params: { hash: String(added?.['hash']) },
  });
  const files = (await answer.json()) as { name: string; priority: number }[];
  expect(files.map(({ name, priority }) => [name, priority])).toEqual([
    ['Two files/a.txt', 0],
    ['Two files/b.txt', 1],
  ]);
  await client.dispose();
});

test('options arrive as they were chosen', async ({ list, server }) => {
  const client = await api(server);
  await client.post('api/v2/torrents/createCategory', { form: { category: 'films' } });
  const dialog = await openDialog(list);
  await dialog.getByLabel('Links').fill(magnet('with options'));
  await dialog.getByLabel('Category', { exact: true }).selectOption('films');
  await dialog.getByLabel('Tags').fill('new, newer');
  await dialog.getByLabel('Tags').press('Enter');
  await dialog.getByLabel('Start at once').uncheck();
  await dialog.getByText('More options').click();
  await dialog.getByLabel('Another folder while incomplete').check();
  await dialog.getByLabel('Folder while incomplete', { exact: true }).fill('/tmp/incomplete');
  await dialog.getByLabel('Name in the list').fill('another name');
  await dialog.getByLabel('In order, from the beginning').check();
  await dialog.getByLabel('First and last pieces first').check();
  await dialog.getByLabel('Download limit').fill('100');
  await dialog.getByLabel('Upload limit').fill('x');
  await dialog.getByLabel('Stop serving').selectOption('own');
  await dialog.getByLabel('Ratio').fill('1.5');
  await dialog.getByLabel('Serving time').fill('90');
  await dialog.getByLabel('Then', { exact: true }).selectOption('Remove');
  await add(dialog);
  await expect(dialog.getByRole('alert')).toContainText('not a number');
  await dialog.getByLabel('Upload limit').fill('50');
  await dialog.getByLabel('Save to').fill('below');
  await expect(dialog).toContainText(`Files go to ${server.savePath}/below`);
  await add(dialog);
  await expect(dialog).toBeHidden();

  await expect(row(list, 'another name')).toBeVisible();
  const [added] = await infos(client);
  expect(added).toMatchObject({
    name: 'another name',
    category: 'films',
    tags: 'new, newer',
    state: 'stoppedDL',
    save_path: `${server.savePath}/below`,
    download_path: '/tmp/incomplete',
    auto_tmm: false,
    seq_dl: true,
    f_l_piece_prio: true,
    dl_limit: 100 * 1024,
    up_limit: 50 * 1024,
    ratio_limit: 1.5,
    seeding_time_limit: 90,
    inactive_seeding_time_limit: -1,
    share_limit_action: 'Remove',
  });
  await client.dispose();
});

test('the preferences decide what it begins with', async ({ list, server }) => {
  const client = await api(server);
  await setPreferences(client, {
    add_stopped_enabled: true,
    auto_tmm_enabled: true,
    torrent_stop_condition: 'FilesChecked',
    torrent_content_layout: 'Subfolder',
    add_to_top_of_queue: true,
  });
  await client.post('api/v2/torrents/createCategory', { form: { category: 'tv/hd' } });
  await list.reload();
  const dialog = await openDialog(list);
  await expect(dialog.getByLabel('Start at once')).not.toBeChecked();
  await expect(dialog.getByLabel('Save to')).toBeDisabled();
  await dialog.getByLabel('Category', { exact: true }).selectOption('tv/hd');
  await expect(dialog).toContainText(`Files go to ${server.savePath}/tv/hd`);
  await dialog.getByRole('button', { name: 'Begin with this category next time' }).click();
  await dialog.getByText('More options').click();
  await expect(dialog.getByLabel('Stop when')).toHaveValue('FilesChecked');
  await expect(dialog.getByLabel('Folders')).toHaveValue('Subfolder');
  await expect(dialog.getByLabel('To the top of the queue')).toBeChecked();
  await list.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await openDialog(list);
  await expect(dialog.getByLabel('Category', { exact: true })).toHaveValue('tv/hd');
  await client.dispose();
});

test('an address is looked into, one that does not answer can be added too', async ({ list }) => {
  const torrent = torrentOf('from an address.bin', content('address', 40_000));
  const web = createServer((_, response) => response.end(torrent));
  await new Promise<void>((done) => web.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${String((web.address() as AddressInfo).port)}/some.torrent`;
  try {
    const dialog = await openDialog(list);
    await dialog.getByLabel('Links').fill(url);
    const item = source(dialog, 'from an address.bin');
    await expect(item).toContainText('Ready');
    await expect(item).toContainText('No Codex part');
    await add(dialog);
    await expect(row(list, 'from an address.bin')).toBeVisible();
  } finally {
    web.close();
  }
});

test('of several, what is refused stays with its reason, duplicates are known before', async ({
  list,
  server,
}) => {
  const client = await api(server);
  await addLink(list, magnet('the first'));
  await expect(row(list, 'the first')).toBeVisible();
  const dialog = await openDialog(list);
  await dialog
    .getByLabel('Links')
    .fill([magnet('the first'), magnet('the second'), 'x'].join('\n'));
  await dialog
    .getByLabel('Choose files…')
    .setInputFiles([
      upload('broken.torrent', Buffer.from('no')),
      upload('b.jpg', Buffer.from('x')),
    ]);
  await expect(source(dialog, 'the first')).toContainText('Already in the list');
  await expect(source(dialog, 'broken.torrent')).toContainText('is not a valid torrent file');
  await expect(source(dialog, 'the second')).toContainText('Not found in Codex yet');
  await expect(dialog.getByRole('alert')).toContainText('Not a .torrent file: b.jpg');
  await add(dialog);
  await expect(dialog.getByRole('alert')).toContainText('3 could not be added');
  await expect(source(dialog, 'the second')).toHaveCount(0);
  await expect(dialog.getByLabel('Links')).toHaveValue(`${magnet('the first')}\nx`);
  await dialog.getByRole('button', { name: 'Leave out broken.torrent' }).click();
  await expect(source(dialog, 'broken.torrent')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  // Where the preferences say so, the trackers of a duplicate are merged.
  await setPreferences(client, { merge_trackers: true });
  await openDialog(list);
  const link = `${magnet('the first')}&tr=${encodeURIComponent('http://tracker.test/announce')}`;
  await dialog.getByLabel('Links').fill(link);
  await expect(source(dialog, 'the first')).toContainText('its trackers are merged');
  await add(dialog);
  await expect(dialog).toBeHidden();
  await expect(list.getByText('its trackers were merged')).toBeVisible();
  const first = (await infos(client)).find(({ name }) => name === 'the first');
  const trackers = await client.get('api/v2/torrents/trackers', {
    params: { hash: String(first?.['hash']) },
  });
  expect(await trackers.text()).toContain('http://tracker.test/announce');
  await client.dispose();
});

test('a link in the address is offered, also after signing in, and leaves it', async ({
  page,
  server,
}) => {
  const dialog = page.getByRole('dialog', { name: 'Add torrents' });
  await page.goto(`${server.url}#add=${encodeURIComponent(magnet('from the address'))}`);
  await signIn(page);
  await expect(dialog.getByLabel('Links')).toHaveValue(magnet('from the address'));
  expect(page.url()).not.toContain('add=');
  await page.keyboard.press('Enter');
  await expect(row(page, 'from the address')).toBeVisible();
  await page.evaluate(
    (link) => (location.hash = `#add=${encodeURIComponent(link)}`),
    magnet('later'),
  );
  await expect(dialog.getByLabel('Links')).toHaveValue(magnet('later'));
  expect(page.url()).not.toContain('add=');

  const registered = page.evaluate(
    () =>
      new Promise<string[]>((done) => {
        navigator.registerProtocolHandler = (scheme, url) => {
          done([scheme, String(url)]);
        };
      }),
  );
  await dialog.getByText('More options').click();
  await dialog.getByRole('button', { name: 'Open magnet links here' }).click();
  expect(await registered).toEqual(['magnet', `${server.url}#add=%s`]);
});

test('what the address brings is taken as it is, however odd', async ({ list, server }) => {
  const dialog = list.getByRole('dialog', { name: 'Add torrents' });
  const links = dialog.getByLabel('Links');
  const base = list.url().replace(/#.*/, '');
  const bring = async (address: string) => {
    // As a browser does it: a page that is open is only sent to another place in itself.
    await list.goto(`${base}${address}`);
    await expect(dialog).toBeVisible();
    expect(list.url()).not.toContain('add=');
  };
  const away = async () => {
    await links.fill('');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toBeHidden();
  };
  // The shortcut of the installed page: the dialog, with nothing in it.
  await bring('#add=%20');
  await expect(links).toHaveValue('');
  await away();
  // Half an escape is no escape: what was handed over is shown, and the server judges it.
  for (const [given, shown] of [
    ['#add=100%25%', '100%25%'],
    ['#add=%E0%A4%A', '%E0%A4%A'],
    ['#add=%3Cb%3Ebold%3C%2Fb%3E', '<b>bold</b>'],
  ] as const) {
    await bring(given);
    await expect(links, given).toHaveValue(shown);
    await away();
  }
  // What the handler of magnet links makes of one: everything in it escaped once.
  const link = `${magnet('50 % of it & more')}&tr=${encodeURIComponent('http://t.test/a?b=c#d')}`;
  await bring(`#add=${encodeURIComponent(link)}`);
  await expect(links).toHaveValue(link);
  await expect(source(dialog, '50 % of it & more')).toBeVisible();
  // A second one while the dialog is open joins the first.
  await bring(`#add=${encodeURIComponent(magnet('another'))}`);
  await expect(links).toHaveValue(`${link}\n${magnet('another')}`);
  await away();

  // What another program shares is in the query, and loads the page.
  await list.goto(`${server.url}?title=%&text=${encodeURIComponent(`look: ${link}`)}&url=`);
  await expect(links).toHaveValue(link);
  expect(new URL(list.url()).search).toBe('');
  await add(dialog);
  await expect(row(list, '50 % of it & more')).toBeVisible();
  // No link in it: nothing is asked.
  await list.goto(`${server.url}?title=${encodeURIComponent('only words')}`);
  await expect(row(list, '50 % of it & more')).toBeVisible();
  await expect(list.getByRole('dialog')).toHaveCount(0);
});

test('what is dropped or pasted is said, and no link is told so', async ({ list }) => {
  const carry = (type: string) =>
    list.evaluate((kind) => {
      const data = new DataTransfer();
      data.items.add(new File(['x'], 'holiday.jpg'));
      document.body.dispatchEvent(
        new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: data }),
      );
    }, type);
  await carry('dragover');
  await expect(list.getByText('Drop to add')).toBeVisible();
  await carry('drop');
  await expect(list.getByText('Drop to add')).toBeHidden();
  await expect(list.getByText(/Only \.torrent files can be added.*holiday\.jpg/)).toBeVisible();

  const paste = (text: string) =>
    list.evaluate((pasted) => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data }),
      );
    }, text);
  await paste('some words');
  await expect(list.getByText(/That is no link/)).toBeVisible();
  await expect(list.getByRole('dialog')).toHaveCount(0);
  await paste(magnet('pasted'));
  await expect(list.getByRole('dialog').getByLabel('Links')).toHaveValue(magnet('pasted'));
});

test('folders of the server are completed by keyboard', async ({ list, server }) => {
  for (const name of ['Films/Old', 'Films/New', 'Music']) {
    mkdirSync(join(server.savePath, name), { recursive: true });
  }
  writePayload(server, 'Fine file.bin', content('file', 10));
  const dialog = await openDialog(list);
  const field = dialog.getByRole('combobox', { name: 'Save to' });
  const offers = list.getByRole('listbox', { name: 'Folders on the server' });
  await field.focus();
  await list.keyboard.press('ArrowDown');
  await expect(offers.getByRole('option')).toHaveText(['Films', 'Music']);
  await list.keyboard.press('Escape');
  await expect(offers).toBeHidden();
  await expect(dialog).toBeVisible();
  await field.pressSequentially(`${server.savePath}/f`);
  await expect(offers.getByRole('option')).toHaveText(['Films']);
  await expect(field).toHaveAttribute('aria-expanded', 'true');
  await list.keyboard.press('ArrowDown');
  await expect(offers.getByRole('option', { selected: true })).toHaveText('Films');
  expect(await violations(list)).toEqual([]);
  await list.keyboard.press('Enter');
  await expect(field).toHaveValue(`${server.savePath}/Films/`);
  await expect(offers.getByRole('option')).toHaveText(['New', 'Old']);
  await list.keyboard.press('ArrowUp');
  await list.keyboard.press('Tab');
  await expect(field).toHaveValue(`${server.savePath}/Films/Old/`);
  await field.fill(`${server.savePath}/nowhere/x`);
  await expect(dialog).toContainText('There is no such folder yet.');
});

test('nothing that was typed is lost when the session ends or the page is loaded anew', async ({
  list,
  server,
}) => {
  const dialog = await openDialog(list);
  await dialog.getByLabel('Links').fill(magnet('typed'));
  await dialog.getByLabel('Save to').fill(`${server.savePath}/kept`);
  await dialog
    .getByLabel('Choose files…')
    .setInputFiles(upload('two.torrent', collectionOf('Two files', FILES)));
  await expect(source(dialog, 'Two files')).toContainText('Ready');
  await list.context().clearCookies();
  // The question for the password may be there before anybody can click.
  await dialog.locator('form').evaluate((form: HTMLFormElement) => {
    form.requestSubmit();
  });
  await expect(list.getByRole('dialog', { name: 'Sign in' })).toBeVisible();
  await list.reload();
  await signIn(list);
  await expect(dialog.getByLabel('Links')).toHaveValue(magnet('typed'));
  await expect(dialog.getByLabel('Save to')).toHaveValue(`${server.savePath}/kept`);
  await expect(source(dialog, 'Two files')).toContainText('Ready');

  await list.context().clearCookies();
  await expect(list.getByRole('dialog', { name: 'Sign in' })).toBeVisible();
  await signIn(list);
  await expect(list.getByRole('dialog', { name: 'Sign in' })).toBeHidden();
  await expect(dialog.getByLabel('Links')).toHaveValue(magnet('typed'));
  await add(dialog);
  await expect(dialog).toBeHidden();
  await expect(row(list, 'typed')).toBeVisible();
  await expect(row(list, 'Two files')).toBeVisible();
  // What is done is not offered again.
  await list.reload();
  await expect(row(list, 'typed')).toBeVisible();
  await expect(list.getByRole('dialog')).toHaveCount(0);
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing in the dialog that adds', async ({ list }) => {
      const dialog = await openDialog(list);
      await dialog.getByLabel('Links').fill([magnet('one'), 'x'].join('\n'));
      await dialog
        .getByLabel('Choose files…')
        .setInputFiles(upload('two.torrent', collectionOf('Two files', FILES)));
      await expect(source(dialog, 'Two files')).toContainText('Ready');
      await dialog.getByText('More options').click();
      await dialog.getByLabel('Stop serving').selectOption('own');
      await dialog.getByLabel('Download limit').fill('x');
      await dialog.getByLabel('Tags').fill('one');
      await dialog.getByLabel('Tags').press('Enter');
      await add(dialog);
      expect(await violations(list)).toEqual([]);
    });
  });
}

test('what a screen reader finds', async ({ list }) => {
  const dialog = await openDialog(list);
  await dialog
    .getByLabel('Choose files…')
    .setInputFiles(upload('two.torrent', collectionOf('Two files', FILES)));
  await expect(source(dialog, 'Two files')).toContainText('Ready');
  await expect(dialog).toMatchAriaSnapshot(`
    - dialog "Add torrents":
      - heading "Add torrents" [level=2]
      - text: Links
      - textbox "Links"
      - paragraph: /One a line/
      - button "Choose files…"
      - list "What will be added":
        - listitem:
          - text: Two files
          - paragraph: /2 files No Codex part Ready/
          - button "Show what is in Two files" [expanded]
          - button "Leave out two.torrent"
          - term: From
          - definition: two.torrent
      - text: Save to
      - combobox "Save to"
      - text: Category
      - combobox "Category"
      - text: Tags
      - combobox "Tags"
      - checkbox "Start at once" [checked]
      - group: More options
      - button "Cancel"
      - button "Add"
  `);
});

test.describe('a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('has all of it, and nothing sticks out', async ({ list, server }) => {
    mkdirSync(join(server.savePath, 'Films'));
    await list.getByRole('button', { name: 'Add', exact: true }).first().tap();
    const dialog = list.getByRole('dialog', { name: 'Add torrents' });
    await dialog.getByLabel('Links').fill(magnet(`a name that is ${'very'.repeat(30)}long`));
    await dialog
      .getByLabel('Choose files…')
      .setInputFiles(upload('two.torrent', collectionOf('Two files', FILES)));
    await expect(source(dialog, 'Two files')).toContainText('Ready');
    await dialog.getByText('More options').tap();
    expect(await violations(list)).toEqual([]);
    const overhang = await dialog.evaluate((one) => [
      one.scrollWidth - one.clientWidth,
      document.documentElement.scrollWidth - document.documentElement.clientWidth,
    ]);
    expect(overhang).toEqual([0, 0]);
    await dialog.getByLabel('Save to').tap();
    await list.getByRole('option', { name: 'Films' }).tap();
    await expect(dialog.getByLabel('Save to')).toHaveValue('Films/');
    await dialog.getByRole('button', { name: 'Add', exact: true }).tap();
    await expect(row(list, 'Two files')).toBeVisible();
  });
});
