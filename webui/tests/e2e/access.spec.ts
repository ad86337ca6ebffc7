// The page for everybody: keyboard, screen readers, small screens, dark rooms, strict policies.
import { violations } from './axe';
import { addLink, expect, magnet, row, signIn, test } from './fixtures';

for (const scheme of ['light', 'dark'] as const) {
  test.describe(scheme, () => {
    test.use({ colorScheme: scheme });

    test('axe finds nothing', async ({ page, server }) => {
      await page.goto(server.url);
      await expect(page.getByLabel('User name')).toBeVisible();
      expect(await violations(page)).toEqual([]);

      await signIn(page, 'wrong');
      await expect(page.getByRole('alert')).not.toBeEmpty();
      expect(await violations(page)).toEqual([]);

      await signIn(page);
      await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
      expect(await violations(page)).toEqual([]);

      await addLink(page, magnet('one'));
      await addLink(page, magnet('two'));
      await expect(row(page, 'two')).toContainText('Nobody has published');
      await row(page, 'one').click();
      await expect(page.getByRole('region', { name: 'Selected item' })).toBeVisible();
      expect(await violations(page)).toEqual([]);

      await page.getByRole('grid').press('Insert');
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await violations(page)).toEqual([]);
      await page.keyboard.press('Escape');

      await page.getByRole('grid').press('Delete');
      await expect(page.getByRole('dialog')).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  });
}

test('everything by keyboard', async ({ page, server, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(server.url);
  await expect(page.getByLabel('User name')).toBeFocused();
  await page.keyboard.type('admin');
  await page.keyboard.press('Tab');
  await page.keyboard.type('correct horse');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();

  await page.getByRole('button', { name: 'Add', exact: true }).focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Add torrents' });
  await expect(dialog.getByLabel('Links')).toBeFocused();
  await dialog.getByLabel('Links').fill(['a', 'b', 'c'].map((n) => magnet(`item ${n}`)).join('\n'));
  await dialog.getByRole('button', { name: 'Add', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();

  const grid = page.getByRole('grid', { name: 'Torrents' });
  await expect(grid).toHaveAttribute('aria-rowcount', '4');
  await page.getByRole('button', { name: 'Name', exact: true }).press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute(
    'aria-sort',
    'ascending',
  );

  await grid.focus();
  await page.keyboard.press('ArrowDown');
  await expect(row(page, 'item a')).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('2 of 3 selected')).toBeVisible();
  const active = await grid.getAttribute('aria-activedescendant');
  await expect(page.locator(`[id="${active ?? ''}"]`)).toContainText('item b');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Space');
  await expect(page.getByText('3 of 3 selected')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('3 items')).toBeVisible();

  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.keyboard.type('item b');
  await expect(grid).toHaveAttribute('aria-rowcount', '2');
  await page.keyboard.press('Enter');
  await expect(grid).toBeFocused();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(page.getByRole('dialog', { name: 'Remove this item?' })).toContainText('item b');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await expect(grid).toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.press('Escape');
  await expect(grid).toHaveAttribute('aria-rowcount', '3');
  await expect(row(page, 'item c')).toBeVisible();
});

test.describe('a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true });

  test('has everything, and nothing sticks out', async ({ page, server }) => {
    await page.goto(server.url);
    await signIn(page);
    await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
    await addLink(page, magnet(`a name that is ${'very '.repeat(20)}long`));
    await addLink(page, magnet('short'));
    const item = row(page, 'short');
    await expect(item).toContainText('Nobody has published');
    await item.tap();
    const sheet = page.getByRole('dialog', { name: 'Selected item' });
    await expect(sheet).toBeVisible();
    const overhang = await page.evaluate(() => {
      const wide = [document.documentElement, document.querySelector('.grid')];
      return wide.map((one) => (one === null ? 0 : one.scrollWidth - one.clientWidth));
    });
    expect(overhang).toEqual([0, 0]);
    expect(await violations(page)).toEqual([]);

    await sheet.getByRole('button', { name: 'Back to the list' }).tap();
    await page.getByRole('button', { name: 'Stop', exact: true }).tap();
    await expect(item).toContainText('Stopped');
    await page.getByLabel('Sort by').selectOption('name');
    await page.getByRole('button', { name: 'Remove', exact: true }).tap();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).tap();
    await expect(item).toHaveCount(0);
  });
});

test('the policy is strict and the page asks no other host', async ({ page, server }) => {
  const origin = new URL(server.url).origin;
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== origin) foreign.push(request.url());
  });
  const response = await page.goto(server.url);
  const policy = response?.headers()['content-security-policy'] ?? '';
  expect(policy).not.toBe('');
  expect(policy).not.toContain('unsafe');
  expect(response?.headers()['x-content-type-options']).toBe('nosniff');
  await signIn(page);
  await addLink(page, magnet('<img src=x onerror=alert(1)>'));
  await expect(row(page, '<img src=x onerror=alert(1)>')).toBeVisible();
  expect(foreign).toEqual([]);
});

test('thousands of rows keep the document small', async ({ page, server }) => {
  // The size of the list is the point, not the server: its first answer is replaced.
  await page.route('**/api/v2/sync/maindata?rid=0', async (route) => {
    const response = await route.fetch();
    if (response.status() !== 200) {
      await route.fulfill({ response });
      return;
    }
    const reply = (await response.json()) as Record<string, unknown>;
    const torrents = Object.fromEntries(
      Array.from({ length: 5000 }, (_, at) => [
        at.toString(16).padStart(40, '0'),
        {
          name: `row ${String(at)}`,
          state: 'stalledUP',
          size: at,
          progress: 1,
          dlspeed: 0,
          upspeed: 0,
          eta: 8_640_000,
          ratio: 0,
          added_on: at,
          save_path: '/',
          magnet_uri: '',
          codex_publish: 'published',
          codex_record: '',
          codex_reason: null,
          codex_node: '',
          category: '',
          tags: '',
          tracker: '',
        },
      ]),
    );
    await route.fulfill({ response, json: { ...reply, torrents } });
  });
  await page.goto(server.url);
  await signIn(page);
  const grid = page.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', '5001');
  expect(await page.locator('*').count()).toBeLessThan(1500);
  await grid.press('End');
  await expect(page.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', '5001');
  expect(await page.locator('*').count()).toBeLessThan(1500);
  await grid.press('Home');
  await expect(page.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', '2');
});

test('works below a path of a proxy', async ({ page, server }) => {
  const base = `${server.url}proxied/qcodex/`;
  const outside: string[] = [];
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (!url.startsWith(base)) outside.push(url);
    return route.continue({ url: url.replace(base, server.url) });
  });
  await page.goto(base);
  await signIn(page);
  await addLink(page, magnet('from below'));
  await expect(row(page, 'from below')).toBeVisible();
  expect(outside).toEqual([]);
});
