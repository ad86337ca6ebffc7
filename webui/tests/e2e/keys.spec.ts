// The keyboard map: what keys do, where they do nothing, and the help that lists them.
import { violations } from './axe';
import { api, expect, magnet, row, test } from './fixtures';

async function seed(server: Parameters<typeof api>[0], ...names: string[]) {
  const client = await api(server);
  await client.post('api/v2/torrents/add', { form: { urls: names.map(magnet).join('\n') } });
  return client;
}

test('keys act on the selected items, and never while somebody types', async ({ list, server }) => {
  const client = await seed(server, 'one', 'two');
  const states = async () => {
    const rows = (await (await client.get('api/v2/torrents/info')).json()) as {
      name: string;
      state: string;
    }[];
    return Object.fromEntries(rows.map((one) => [one.name, one.state]));
  };
  await row(list, 'one').click();
  await list.keyboard.press('s');
  await expect.poll(states).toEqual({ one: 'stoppedDL', two: 'metaDL' });
  await list.keyboard.press('f');
  await expect.poll(states).toEqual({ one: 'forcedMetaDL', two: 'metaDL' });
  await list.keyboard.press('r');
  await expect.poll(states).toEqual({ one: 'metaDL', two: 'metaDL' });
  for (const state of ['forcedMetaDL', 'stoppedDL', 'metaDL']) {
    await list.keyboard.press('Control+z');
    await expect.poll(states).toEqual({ one: state, two: 'metaDL' });
  }
  await list.keyboard.press('Control+z');
  await expect(list.getByText('There is nothing to undo.')).toBeVisible();

  // In the search the letters are words.
  await list.keyboard.press('Control+f');
  await expect(list.getByRole('searchbox')).toBeFocused();
  await list.keyboard.type('or');
  await expect(list.getByRole('searchbox')).toHaveValue('or');
  await list.keyboard.press('Escape');
  await list.getByRole('grid').focus();
  await list.keyboard.press('/');
  await expect(list.getByRole('searchbox')).toBeFocused();
  await list.keyboard.press('Escape');

  // In a dialog they are nothing.
  await row(list, 'one').click();
  await list.keyboard.press('Delete');
  const dialog = list.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await list.keyboard.press('s');
  await list.keyboard.press('F2');
  await expect(dialog).toHaveCount(1);
  await list.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  expect(await states()).toEqual({ one: 'metaDL', two: 'metaDL' });

  await list.keyboard.press('Control+o');
  await expect(list.getByRole('dialog', { name: 'Add torrents' })).toBeVisible();
});

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('help lists the keys, and single characters can be turned off', async ({
      list,
      server,
    }) => {
      const client = await seed(server, 'one');
      await row(list, 'one').click();
      await list.keyboard.press('?');
      const help = list.getByRole('dialog', { name: 'Keyboard shortcuts' });
      await expect(help.getByRole('heading', { level: 3 })).toHaveText([
        'Everywhere',
        'With items selected',
        'In the list',
      ]);
      for (const line of [/^Stop\s*S$/, /^Rename\s*F2$/, /^Undo the last change\s*Ctrl\+Z$/]) {
        await expect(help.locator('dl > div').filter({ hasText: line })).toHaveCount(1);
      }
      await expect(help.getByText('Publish in Codex')).toHaveCount(
        await list.evaluate(async () => {
          const answer = await fetch('api/v2/codex/capabilities');
          const { features } = (await answer.json()) as { features: { publish?: boolean } };
          return features.publish === true ? 1 : 0;
        }),
      );
      expect(await violations(list)).toEqual([]);
      await help.getByLabel('Shortcuts of a single character').uncheck();
      await list.keyboard.press('Escape');
      await expect(help).toHaveCount(0);
      for (const key of ['s', '?', 'l']) await list.keyboard.press(key);
      // What has a modifier or is no character goes on to act.
      await list.keyboard.press('F2');
      await expect(list.getByRole('dialog', { name: 'Rename this item' })).toBeVisible();
      await expect(list.getByRole('dialog')).toHaveCount(1);
      await list.keyboard.press('Escape');
      const [item] = (await (await client.get('api/v2/torrents/info')).json()) as {
        state: string;
      }[];
      expect(item?.state).toBe('metaDL');

      // The browser remembers; the help itself is still there by F1.
      await list.reload();
      await row(list, 'one').click();
      await list.keyboard.press('F1');
      await expect(help.getByLabel('Shortcuts of a single character')).not.toBeChecked();
    });
  });
}

test('notices are reached by key, wait while they are read and go by Escape', async ({
  list,
  server,
}) => {
  await seed(server, 'one');
  await row(list, 'one').click();
  await list.keyboard.press('s');
  const notice = list.getByRole('status', { name: 'Notices' });
  await expect(notice).toContainText('Stopped.');
  await list.keyboard.press('F8');
  await expect(list.getByRole('button', { name: 'Undo' })).toBeFocused();
  expect(await violations(list)).toEqual([]);
  await list.keyboard.press('Escape');
  await expect(notice).toBeEmpty();
  await expect(list.getByRole('grid')).toBeFocused();
  // Escape went to the notice alone: the item is selected still.
  await expect(row(list, 'one')).toHaveAttribute('aria-selected', 'true');
});
