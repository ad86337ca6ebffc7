// The list: columns, order, selection, and what it does on a phone.
import type { Page } from '@playwright/test';
import { violations } from './axe';
import { api, expect, magnet, row, signIn, test, type Server } from './fixtures';

const NAMES = ['item 10', 'item 2', 'Item 1st', 'other'];

/** Adds items, oldest first, and waits for them. */
async function furnish(server: Server, page: Page): Promise<void> {
  const client = await api(server);
  for (const name of NAMES) {
    const form = { urls: magnet(name), stopped: 'true' };
    await client.post('api/v2/torrents/add', { form });
  }
  await client.dispose();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(NAMES.length + 1));
}

function grid(page: Page) {
  return page.getByRole('grid', { name: 'Torrents' });
}

function head(page: Page, name: string) {
  return page.getByRole('columnheader', { name: new RegExp(`^${name}( sort order .*)?$`) });
}

async function heads(page: Page): Promise<string[]> {
  const texts = await page.getByRole('columnheader').allTextContents();
  return texts.map((text) => text.trim()).filter(Boolean);
}

/** The names on screen, from the top. */
async function names(page: Page): Promise<string[]> {
  return page.locator('[role="gridcell"][data-column="name"] > :first-child').allTextContents();
}

test('columns are chosen, moved and sized by mouse, and kept', async ({ list, server }) => {
  await furnish(server, list);
  await expect
    .poll(async () => (await heads(list)).slice(0, 4))
    .toEqual(['Name', 'Size', 'Progress', 'Status']);

  // Chosen from the menu of a head.
  await head(list, 'Size').click({ button: 'right' });
  await list.getByRole('menuitem', { name: 'Hide' }).click();
  await expect(head(list, 'Size')).toHaveCount(0);
  await head(list, 'Name').click({ button: 'right' });
  await list.getByRole('menuitem', { name: 'Choose columns…' }).click();
  const dialog = list.getByRole('dialog', { name: 'Columns' });
  await expect(dialog.getByRole('checkbox', { name: 'Size', exact: true })).not.toBeChecked();
  await dialog.getByRole('checkbox', { name: 'Info hash v1', exact: true }).check();
  await expect(head(list, 'Info hash v1')).toBeAttached();
  expect(await violations(list)).toEqual([]);
  await dialog.getByRole('button', { name: 'Done' }).click();

  // Dragged before another one.
  const [status, name] = [head(list, 'Status'), head(list, 'Name')];
  await status.getByRole('button').hover();
  await list.mouse.down();
  const target = await name.boundingBox();
  await list.mouse.move((target?.x ?? 0) + 20, (target?.y ?? 0) + 10, { steps: 5 });
  await list.mouse.up();
  await expect
    .poll(async () => (await heads(list)).slice(0, 3))
    .toEqual(['Status', 'Name', 'Progress']);
  await expect(status).toHaveAttribute('aria-sort', 'none');

  // Pulled wider, then fitted to what is in it.
  const before = (await status.boundingBox())?.width ?? 0;
  const grip = await status.locator('.grip').boundingBox();
  await list.mouse.move((grip?.x ?? 0) + 5, (grip?.y ?? 0) + 10);
  await list.mouse.down();
  await list.mouse.move((grip?.x ?? 0) + 85, (grip?.y ?? 0) + 10, { steps: 4 });
  await list.mouse.up();
  await expect.poll(async () => (await status.boundingBox())?.width).toBe(before + 80);
  await list.reload();
  await expect
    .poll(async () => (await heads(list)).slice(0, 3))
    .toEqual(['Status', 'Name', 'Progress']);
  await expect.poll(async () => (await status.boundingBox())?.width).toBe(before + 80);
  await expect(head(list, 'Info hash v1')).toBeAttached();
  await status.locator('.grip').dblclick();
  await expect.poll(async () => (await status.boundingBox())?.width).toBeLessThan(before + 80);

  await status.click({ button: 'right' });
  await list.getByRole('menuitem', { name: 'Reset columns' }).click();
  await expect
    .poll(async () => (await heads(list)).slice(0, 4))
    .toEqual(['Name', 'Size', 'Progress', 'Status']);
});

test('columns by keyboard', async ({ list, server }) => {
  await furnish(server, list);
  await head(list, 'Name').getByRole('button').focus();
  await list.keyboard.press('ArrowRight');
  await expect(head(list, 'Size').getByRole('button')).toBeFocused();
  const before = (await head(list, 'Size').boundingBox())?.width ?? 0;
  await list.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => (await head(list, 'Size').boundingBox())?.width).toBe(before + 16);
  await list.keyboard.press('Control+ArrowLeft');
  await expect.poll(async () => (await heads(list)).slice(0, 2)).toEqual(['Size', 'Name']);
  await expect(list.getByText('Size moved to place 1 of')).toBeAttached();
  await expect(head(list, 'Size').getByRole('button')).toBeFocused();

  await list.keyboard.press('Shift+F10');
  const menu = list.getByRole('menu', { name: 'Column Size' });
  await expect(menu).toBeVisible();
  expect(await violations(list)).toEqual([]);
  await menu.getByRole('menuitem', { name: 'Columns', exact: true }).press('ArrowRight');
  await list.getByRole('menuitemcheckbox', { name: 'Tracker', exact: true }).press('Enter');
  await expect(head(list, 'Tracker')).toBeAttached();

  await head(list, 'Size').getByRole('button').press('Delete');
  await expect(head(list, 'Size')).toHaveCount(0);
  await expect(list.locator('[role=columnheader] button:focus')).toHaveCount(1);
});

test('sorted by one column, and equals by another', async ({ list, server }) => {
  await furnish(server, list);
  await head(list, 'Name').getByRole('button').click();
  await expect(head(list, 'Name')).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(() => names(list)).toEqual(['Item 1st', 'item 2', 'item 10', 'other']);
  await head(list, 'Name').getByRole('button').click();
  await expect(head(list, 'Name')).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(() => names(list)).toEqual(['other', 'item 10', 'item 2', 'Item 1st']);

  // All have the same state: the second order decides.
  await head(list, 'Status').getByRole('button').click();
  await head(list, 'Name')
    .getByRole('button')
    .click({ modifiers: ['Shift'] });
  await head(list, 'Name')
    .getByRole('button')
    .click({ modifiers: ['Shift'] });
  await expect(head(list, 'Status')).toHaveAttribute('aria-sort', 'ascending');
  await expect.poll(() => names(list)).toEqual(['other', 'item 10', 'item 2', 'Item 1st']);
  await list.reload();
  await expect(grid(list)).toHaveAttribute('aria-rowcount', '5');
  await expect.poll(() => names(list)).toEqual(['other', 'item 10', 'item 2', 'Item 1st']);
});

test('selected by mouse and keyboard', async ({ list, server }) => {
  await furnish(server, list);
  await head(list, 'Name').getByRole('button').click();
  const selected = list.getByRole('row', { selected: true });

  await row(list, 'Item 1st').click();
  await row(list, 'item 10').click({ modifiers: ['Control'] });
  await expect(selected).toHaveCount(2);
  await row(list, 'other').click({ modifiers: ['Control', 'Shift'] });
  await expect(selected).toHaveCount(3);
  await row(list, 'item 2').click();
  await row(list, 'other').click({ modifiers: ['Shift'] });
  await expect(selected).toHaveCount(3);
  await row(list, 'item 2').click({ button: 'right' });
  await expect(list.getByRole('menu')).toBeVisible();
  await expect(selected).toHaveCount(3);
  await list.keyboard.press('Escape');

  await grid(list).focus();
  await list.keyboard.press('Home');
  await expect(selected).toHaveText(/Item 1st/);
  await list.keyboard.press('Shift+End');
  await expect(selected).toHaveCount(4);
  await list.keyboard.press('ArrowUp');
  await expect(selected).toHaveText(/item 10/);
  await list.keyboard.press('Shift+O');
  await expect(selected).toHaveText(/other/);
  await list.keyboard.press('Shift+F10');
  await expect(list.getByRole('menu')).toBeVisible();
  await list.keyboard.press('Escape');
  await expect(grid(list)).toBeFocused();

  // A row that goes is not selected any more, and the keyboard stands beside it.
  await list.keyboard.press('Home');
  const client = await api(server);
  const rows = (await (await client.get('api/v2/torrents/info')).json()) as {
    hash: string;
    name: string;
  }[];
  const hashes = rows.find((one) => one.name === 'Item 1st')?.hash ?? '';
  await client.post('api/v2/torrents/delete', { form: { hashes, deleteFiles: 'false' } });
  await client.dispose();
  await expect(selected).toHaveCount(0);
  await list.keyboard.press('ArrowDown');
  await expect(selected).toHaveText(/item 2/);
});

test('what a screen reader is told', async ({ list, server }) => {
  await furnish(server, list);
  await head(list, 'Name').getByRole('button').click();
  await row(list, 'item 2').click();
  await expect(grid(list)).toMatchAriaSnapshot(`
    - grid "Torrents":
      - rowgroup:
        - row:
          - columnheader "Select all":
            - checkbox "Select all"
          - columnheader "Name":
            - button "Name"
          - columnheader "Size"
      - rowgroup:
        - row /Item 1st/
        - row /item 2 .* Stopped/ [selected]
        - row /item 10/
        - row /other/
  `);
  await expect(row(list, 'item 2')).toHaveAttribute('aria-rowindex', '3');
  const cell = row(list, 'item 2').getByRole('gridcell').nth(1);
  await expect(cell).toHaveAttribute('aria-colindex', '2');
  await expect(list.getByText('Sorted by Name, ascending')).toBeAttached();
});

test.describe('a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('cards; a long press begins to select, taps go on', async ({ page, server, context }) => {
    await page.goto(server.url);
    await signIn(page);
    await furnish(server, page);
    expect(await violations(page)).toEqual([]);

    const box = await row(page, 'item 2').boundingBox();
    const finger = await context.newCDPSession(page);
    const point = { x: (box?.x ?? 0) + 100, y: (box?.y ?? 0) + 30 };
    await finger.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [point] });
    const bar = page.getByRole('toolbar', { name: 'Selection' });
    await expect(bar).toContainText('1 selected');
    await finger.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    await expect(bar).toContainText('1 selected');

    await row(page, 'other').tap();
    await expect(bar).toContainText('2 selected');
    await row(page, 'item 2').tap();
    await expect(bar).toContainText('1 selected');
    expect(await violations(page)).toEqual([]);
    await bar.getByRole('button', { name: 'All' }).tap();
    await expect(bar).toContainText('4 selected');
    await bar.getByRole('button', { name: 'Done' }).tap();
    await expect(bar).toHaveCount(0);
    await expect(page.getByRole('row', { selected: true })).toHaveCount(0);
    const overhang = await grid(page).evaluate((one) => one.scrollWidth - one.clientWidth);
    expect(overhang).toBe(0);
  });
});

test('more columns than fit: the name stays, and axe finds nothing', async ({ list, server }) => {
  await furnish(server, list);
  await list.evaluate(() => {
    const shown = ['name', 'size', 'state', 'codex', 'tracker', 'save_path', 'hash_v1', 'hash_v2'];
    const all = [...shown, 'record', 'node', 'reason'];
    localStorage.setItem('qcodex:/:columns', JSON.stringify({ shown: all }));
  });
  await list.reload();
  await expect(grid(list)).toHaveAttribute('aria-colcount', '12');
  await grid(list).evaluate((one) => (one.scrollLeft = 100_000));
  await expect(head(list, 'Reason')).toBeInViewport();
  await expect(row(list, 'item 2').getByText('item 2')).toBeInViewport({ ratio: 1 });
  expect(await violations(list)).toEqual([]);
});
