// What Codex has of an item: its tab, and publishing and taking out, there and by the menu.
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
  await expect(panel).toMatchAriaSnapshot(`
    - tabpanel "Codex":
      - 'heading "In Codex: Published" [level=3]'
      - button "Take out of Codex"
      - heading "Share" [level=3]
      - term: Link
      - definition:
        - text: /^magnet:.*xs=urn:codex:z/
        - 'button "Copy: Link"'
      - term: Record
      - definition:
        - text: /^z\\w+$/
        - 'button "Copy: Record"'
      - paragraph: /Who gets the link/
      - button "Copy link"
      - button "Hide QR code" [expanded]
      - img "QR code of the link"
      - button "Save as SVG"
      - button "Save as PNG"
      - heading "Where it is stored" [level=3]
      - term: Node
      - definition: Embedded node of this server
      - term: How
      - definition: /By reference/
      - heading "Who serves it" [level=3]
      - list:
        - listitem: /This node/
      - heading "Verification" [level=3]
      - term: Pieces verified
      - definition: 13 of 13
      - button "Check again"
      - heading "CIDs of the files" [level=3]
      - button "Copy all"
      - table "CIDs of the files":
        - rowgroup:
          - row /shared\\.bin/
  `);
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

  // The same by the menu, which asks before it takes something out.
  const choose = async (name: string) => {
    await row(list, 'shared.bin').first().click({ button: 'right' });
    await list.getByRole('menuitem', { name }).click();
  };
  const asked = list.getByRole('dialog', { name: 'Unpublish this item?' });
  await choose('Unpublish…');
  await asked.getByRole('button', { name: 'Cancel' }).click();
  await expect(asked).toBeHidden();
  await expect(panel.getByRole('heading', { name: 'In Codex: Published' })).toBeVisible();
  await choose('Unpublish…');
  await expect(asked).toContainText('shared.bin');
  await asked.getByRole('button', { name: 'Unpublish' }).click();
  await expect(list.getByText('No longer published.')).toBeVisible();
  await expect(panel.getByRole('heading', { name: 'In Codex: Not published' })).toBeVisible();
  const publication = async () => {
    const rows = (await (await client.get('api/v2/torrents/info')).json()) as {
      codex_publish: string;
      codex_record: string;
    }[];
    return rows.map((one) => [one.codex_publish, one.codex_record !== '']);
  };
  expect(await publication()).toEqual([['none', false]]);
  await row(list, 'shared.bin').first().click({ button: 'right' });
  await expect(list.getByRole('menuitem', { name: 'Unpublish…' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await list.getByRole('menuitem', { name: 'Publish in Codex' }).click();
  await expect(list.getByText('It is being published.').last()).toBeVisible();
  await expect.poll(publication).toEqual([['published', true]]);
  await client.dispose();
});
