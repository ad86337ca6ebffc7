import { encode } from 'uqr';
import { violations } from './axe';
import { api, content, expect, row, test, torrentOf, writePayload } from './fixtures';

test('what is complete is shared by link and code, taken out and published again', async ({
  list,
  server,
}) => {
  const bytes = content('codex tab', 200_000);
  writePayload(server, 'shared.bin', bytes);
  const client = await api(server);
  await client.post('api/v2/torrents/add', {
    multipart: {
      torrents: {
        name: 'a.torrent',
        mimeType: 'application/x-bittorrent',
        buffer: torrentOf('shared.bin', bytes),
      },
    },
  });
  await expect(row(list, 'shared.bin').first()).toContainText('Published');
  await row(list, 'shared.bin').first().click();
  await list.getByRole('tab', { name: 'Codex' }).click();
  const panel = list.getByRole('tabpanel');
  await expect(panel.getByRole('heading', { name: 'In Codex: Published' })).toBeVisible();
  await expect(panel).toContainText('By reference: the node reads the files where they lie');
  await expect(panel).toContainText('13 of 13');
  const infos = (await (await client.get('api/v2/torrents/info')).json()) as {
    magnet_uri: string;
  }[];
  const link = infos[0]?.magnet_uri ?? '';
  await expect(panel).toContainText(link);

  await panel.getByRole('button', { name: 'Show QR code' }).click();
  const code = panel.getByRole('img', { name: 'QR code of the link' });
  const drawn = await code.locator('path').nth(1).getAttribute('d');
  const { data, size } = encode(link, { ecc: 'M', border: 4 });
  const modules = data.map((line) => line.map(() => false));
  for (const [, x, y, run] of (drawn ?? '').matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) {
    for (let at = 0; at < Number(run); at += 1) {
      const line = modules[Number(y)];
      if (line !== undefined) line[Number(x) + at] = true;
    }
  }
  expect(modules).toEqual(data);
  await expect(code).toHaveAttribute('viewBox', `0 0 ${String(size)} ${String(size)}`);

  await panel.getByRole('button', { name: 'Show CIDs' }).click();
  await expect(panel.getByRole('table', { name: 'CIDs of the files' })).toContainText(
    /z[A-Za-z1-9]{20}/,
  );
  for (const colorScheme of ['light', 'dark'] as const) {
    await list.emulateMedia({ colorScheme });
    expect(await violations(list)).toEqual([]);
  }

  await panel.getByRole('button', { name: 'Take out of Codex' }).click();
  await list.getByRole('dialog').getByRole('button', { name: 'Take out of Codex' }).click();
  await expect(panel).toContainText('It was taken out of Codex by hand');
  await panel.getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(panel.getByRole('heading', { name: 'In Codex: Published' })).toBeVisible();
  await expect(panel).toContainText(link);
  await client.dispose();
});
