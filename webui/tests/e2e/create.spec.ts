// Making torrents of what lies on the server: published, only as a file, and what goes wrong.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { violations } from './axe';
import { api, content, expect, row, test, writePayload } from './fixtures';

async function openDialog(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Create torrent…' }).click();
  return page.getByRole('dialog', { name: 'Create torrent' });
}

test('content is created, published and gets a link', async ({ list, server, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  writePayload(server, 'a film.mkv', content('film', 300_000));
  const dialog = await openDialog(list);
  const field = dialog.getByRole('combobox', { name: 'Content' });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(`${server.savePath}/`);
  await list.keyboard.press('End');
  await list.keyboard.type('a f');
  await expect(list.getByRole('option', { name: 'a film.mkv' })).toBeVisible();
  await list.keyboard.press('ArrowDown');
  await list.keyboard.press('Enter');
  await expect(field).toHaveValue(join(server.savePath, 'a film.mkv'));
  await expect(dialog).toContainText('293 KiB, 19 pieces');
  await dialog.getByLabel('Trackers').fill('http://one.test/a\n\nhttp://two.test/a|b');
  await dialog.getByLabel('Comment').fill('made here');
  await dialog.getByText('More options').click();
  await dialog.getByLabel('Format').selectOption('v1');
  await dialog.getByLabel('Piece size').selectOption({ label: '64.0 KiB' });
  await expect(dialog).toContainText('293 KiB, 5 pieces');
  await dialog.getByRole('button', { name: 'Create and publish' }).click();

  const task = dialog.getByRole('listitem').filter({ hasText: 'a film.mkv' });
  await expect(task).toContainText('Created');
  await expect(task).toContainText('Codex: Published');
  await expect(task).toContainText('v1, pieces of 64.0 KiB');
  await task.getByRole('button', { name: 'Copy link: a film.mkv' }).click();
  const link = await list.evaluate(() => navigator.clipboard.readText());
  expect(link).toMatch(/^magnet:\?.*[?&]xs=urn:codex:z/);

  const loading = list.waitForEvent('download');
  await task.getByRole('button', { name: 'Download .torrent: a film.mkv' }).click();
  const file = await loading;
  expect(file.suggestedFilename()).toBe('a film.mkv.torrent');
  expect(readFileSync(await file.path()).includes('5:codexd')).toBe(true);

  const client = await api(server);
  const [made] = (await (await client.get('api/v2/torrents/info')).json()) as {
    hash: string;
    comment: string;
  }[];
  expect(made?.comment).toBe('made here');
  const trackers = (await (
    await client.get('api/v2/torrents/trackers', { params: { hash: made?.hash ?? '' } })
  ).json()) as { url: string; tier: number }[];
  expect(trackers.filter(({ tier }) => tier >= 0).map(({ url, tier }) => [url, tier])).toEqual([
    ['http://one.test/a', 0],
    ['http://two.test/a|b', 1],
  ]);
  await client.dispose();

  await task.getByRole('button', { name: 'Show in the list: a film.mkv' }).click();
  await expect(dialog).toBeHidden();
  await expect(row(list, 'a film.mkv')).toHaveAttribute('aria-selected', 'true');
});

test('only a file is made, and what goes wrong is said', async ({ list, server }) => {
  writePayload(server, 'plain.bin', content('plain', 50_000));
  const target = join(server.savePath, 'made.torrent');
  const dialog = await openDialog(list);
  await dialog.getByRole('combobox', { name: 'Content' }).fill('relative');
  await dialog.getByRole('button', { name: 'Create and publish' }).click();
  await expect(dialog.getByRole('combobox', { name: 'Content' })).toBeFocused();
  await expect(dialog).toContainText('Begin with a slash');

  await dialog.getByRole('combobox', { name: 'Content' }).fill('/nowhere/at all');
  await dialog.getByRole('button', { name: 'Create and publish' }).click();
  const failed = dialog.getByRole('listitem').filter({ hasText: 'at all' });
  await expect(failed).toContainText('Failed');
  await expect(failed).toContainText('/nowhere');

  await dialog.getByRole('tab', { name: 'New torrent' }).click();
  await dialog.getByRole('combobox', { name: 'Content' }).fill(join(server.savePath, 'plain.bin'));
  await dialog.getByLabel('Only create the .torrent file').check();
  await dialog.getByText('More options').click();
  await dialog.getByRole('combobox', { name: 'Write the .torrent to' }).fill(target);
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  const made = dialog.getByRole('listitem').filter({ hasText: 'plain.bin' });
  await expect(made).toContainText(`Written to ${target}`);
  await expect(made.getByRole('button', { name: /in the list/ })).toHaveCount(0);
  await expect(list.getByText('plain.bin', { exact: true })).toHaveCount(1);
  expect(readFileSync(target).subarray(0, 1).toString()).toBe('d');

  await dialog.getByRole('button', { name: 'Remove the task of at all' }).click();
  await expect(failed).toHaveCount(0);
  await dialog.getByRole('tab', { name: 'Tasks (1)' }).press('ArrowLeft');
  await expect(dialog.getByRole('tab', { name: 'New torrent' })).toBeFocused();
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme, viewport: { width: 390, height: 844 } });

    test('axe finds nothing, on a phone nothing sticks out', async ({ list, server }) => {
      writePayload(server, `${'long'.repeat(20)}.bin`, content('long', 50_000));
      const dialog = await openDialog(list);
      await dialog
        .getByRole('combobox', { name: 'Content' })
        .fill(join(server.savePath, `${'long'.repeat(20)}.bin`));
      await dialog.getByText('More options').click();
      await dialog.getByLabel('Format').selectOption('v1');
      await dialog.getByLabel('Begin large files').check();
      expect(await violations(list)).toEqual([]);
      await expect(dialog).toMatchAriaSnapshot(`
        - dialog "Create torrent":
          - heading "Create torrent" [level=2]
          - tablist "Views":
            - tab "New torrent" [selected]
            - tab "Tasks"
          - tabpanel "New torrent":
            - text: Content
            - combobox "Content"
            - group "What to do with it":
              - text: What to do with it
              - radio "Create and publish in Codex" [checked]
              - radio "Create and add to the list"
              - radio "Only create the .torrent file"
              - paragraph: /The files stay where they are/
            - checkbox "Private"
            - textbox "Trackers"
            - textbox "Comment"
            - group:
              - combobox "Format"
              - combobox "Piece size"
            - button "Close"
            - button "Create and publish"
      `);
      await dialog.getByRole('button', { name: 'Create and publish' }).click();
      await expect(dialog.getByRole('listitem')).toContainText('Codex: Published');
      expect(await violations(list)).toEqual([]);
      const overhang = await dialog.evaluate((one) => one.scrollWidth - one.clientWidth);
      expect(overhang).toBe(0);
    });
  });
}
