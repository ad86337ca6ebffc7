import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { addLink, content, expect, magnet, row, test, torrentOf, writePayload } from './fixtures';

test('a .torrent whose data lies at the save path becomes complete and gets a link', async ({
  list,
  server,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const name = 'Überraschung 日本 & Söhne.bin';
  const bytes = content('complete', 200_000);
  writePayload(server, name, bytes);

  await list.getByRole('button', { name: 'Add the first one' }).click();
  const dialog = list.getByRole('dialog', { name: 'Add torrents' });
  await dialog.getByLabel('Choose files…').setInputFiles({
    name: 'surprise.torrent',
    mimeType: 'application/x-bittorrent',
    buffer: torrentOf(name, bytes),
  });
  await expect(dialog.getByText('surprise.torrent')).toBeVisible();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();

  const item = row(list, name);
  await expect(item).toContainText('100 %');
  await expect(item).toContainText(/Complete|Serving/);
  await expect(item).toContainText('Published');

  await item.getByRole('button', { name: `Copy the Codex link of ${name}` }).click();
  await expect(list.getByText('Link copied.')).toBeVisible();
  const link = await list.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/^magnet:\?.*[?&]xs=urn:codex:z[1-9A-HJ-NP-Za-km-z]+/);
});

test('a magnet that nobody has published waits and says why', async ({ list }) => {
  await addLink(list, magnet('nobody has this'));
  const item = row(list, 'nobody has this');
  await expect(item).toContainText('Looking in Codex');
  await expect(item).toContainText('Nobody has published this in Codex yet.');

  await item.click();
  const details = list.getByRole('region', { name: 'Selected item' });
  await expect(details).toContainText('Nobody has published this in Codex yet.');
  await list.getByRole('button', { name: 'Copy link' }).click();
  await expect(list.getByText(/There is no Codex link yet/)).toBeVisible();

  await list.getByRole('option', { name: /^Waiting, with a reason,/ }).click();
  await expect(item).toBeVisible();
  await list.getByRole('option', { name: /^Complete,/ }).click();
  await expect(list.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await list.getByRole('button', { name: 'Show all' }).click();
  await expect(item).toBeVisible();
});

test('stop and start', async ({ list }) => {
  await addLink(list, magnet('to and fro'));
  const item = row(list, 'to and fro');
  await item.click();
  await list.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(item).toContainText('Stopped');
  await list.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(item).toContainText('Looking in Codex');
});

test('removing keeps the files, unless told otherwise', async ({ list, server }) => {
  for (const name of ['keep.bin', 'delete.bin']) {
    const bytes = content(name, 50_000);
    writePayload(server, name, bytes);
    await list.getByRole('button', { name: /^Add/ }).first().click();
    await list.getByLabel('Choose files…').setInputFiles({
      name: `${name}.torrent`,
      mimeType: 'application/x-bittorrent',
      buffer: torrentOf(name, bytes),
    });
    await list.getByRole('dialog').getByRole('button', { name: 'Add', exact: true }).click();
    await expect(row(list, name)).toContainText('100 %');
  }

  await row(list, 'keep.bin').click();
  await list.getByRole('button', { name: 'Remove', exact: true }).click();
  const dialog = list.getByRole('dialog', { name: 'Remove this item?' });
  await expect(dialog).toContainText('keep.bin');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(row(list, 'keep.bin')).toBeVisible();
  await list.getByRole('button', { name: 'Remove', exact: true }).click();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(row(list, 'keep.bin')).toHaveCount(0);
  expect(existsSync(join(server.savePath, 'keep.bin'))).toBe(true);

  await row(list, 'delete.bin').click();
  await list.getByRole('button', { name: 'Remove', exact: true }).click();
  await dialog.getByLabel('Also delete the files on disk').check();
  await dialog.getByRole('button', { name: 'Remove and delete files' }).click();
  await expect(list.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
  await expect.poll(() => existsSync(join(server.savePath, 'delete.bin'))).toBe(false);
});

test('files and links may be dropped and pasted anywhere', async ({ list }) => {
  const torrent = torrentOf('dropped.bin', content('dropped', 40_000)).toString('base64');
  await list.evaluate((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([bytes], 'dropped.torrent'));
    const drag = (type: string) =>
      document.body.dispatchEvent(
        new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }),
      );
    drag('dragover');
    drag('drop');
  }, torrent);
  const dialog = list.getByRole('dialog', { name: 'Add torrents' });
  await expect(dialog).toContainText('dropped.torrent');
  await expect(dialog.getByRole('button', { name: 'Add', exact: true })).toBeFocused();
  await list.keyboard.press('Enter');
  await expect(row(list, 'dropped.bin')).toBeVisible();

  await list.evaluate((text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', text);
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }),
    );
  }, magnet('pasted'));
  await expect(dialog.getByLabel('Links')).toHaveValue(magnet('pasted'));
  await list.keyboard.press('Enter');
  await expect(row(list, 'pasted')).toBeVisible();
});

test('what is refused stays in the form with the reason', async ({ list }) => {
  await addLink(list, magnet('the first'));
  await expect(row(list, 'the first')).toBeVisible();
  await list.getByRole('button', { name: 'Add', exact: true }).click();
  const dialog = list.getByRole('dialog', { name: 'Add torrents' });
  await dialog
    .getByLabel('Links')
    .fill([magnet('the first'), magnet('the second'), 'magnet:?dn=neither'].join('\n'));
  await expect(dialog).toContainText('One line does not look like a link');
  await dialog.getByLabel('Choose files…').setInputFiles([
    { name: 'broken.torrent', mimeType: '', buffer: Buffer.from('not a torrent') },
    { name: 'holiday.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('x') },
  ]);
  await expect(dialog.getByRole('alert')).toContainText('Not a .torrent file: holiday.jpg');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();

  await expect(dialog.getByRole('alert')).toContainText('3 could not be added');
  await expect(dialog.getByRole('alert')).toContainText('broken.torrent');
  await expect(dialog.getByLabel('Links')).toHaveValue(
    [magnet('the first'), 'magnet:?dn=neither'].join('\n'),
  );
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(row(list, 'the second')).toBeVisible();
  await expect(list.getByText('2 items')).toBeVisible();
});

test('a change made elsewhere arrives by itself', async ({ list, server, playwright }) => {
  await addLink(list, magnet('seen by two'));
  await expect(row(list, 'seen by two')).toBeVisible();
  const other = await playwright.request.newContext({ baseURL: server.url });
  await other.post('api/v2/auth/login', {
    form: { username: 'admin', password: 'correct horse' },
  });
  await other.post('api/v2/torrents/stop', { form: { hashes: 'all' } });
  await expect(row(list, 'seen by two')).toContainText('Stopped');
  await other.post('api/v2/torrents/delete', { form: { hashes: 'all', deleteFiles: 'false' } });
  await expect(list.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
  await other.dispose();
});
