// The frame and the views besides the list: statistics, log, about.
import type { Page } from '@playwright/test';
import { violations } from './axe';
import { addLink, api, expect, magnet, setPreferences, test } from './fixtures';
import { overhang, rightToLeft } from './overhang';

const VIEWS = ['Statistics', 'Log', 'About'] as const;

async function go(page: Page, name: string) {
  const nav = page.getByRole('navigation', { name: 'Views' });
  if (!(await nav.isVisible())) await page.getByRole('button', { name: 'Menu' }).click();
  await nav.getByRole('link', { name }).click();
  const heading = page.getByRole('heading', { name, level: 2 });
  await expect(heading).toBeVisible();
  return heading;
}

test('from view to view: the address, the title, the mark and the focus follow', async ({
  list,
}) => {
  await addLink(list, magnet('a thing'));
  const nav = list.getByRole('navigation', { name: 'Views' });
  await expect(nav).toMatchAriaSnapshot(`
    - navigation "Views":
      - link "Transfers"
      - link "Statistics"
      - link "Log"
      - link "About"
  `);
  // What the server does not offer is not there, whatever the address says.
  await list.goto(`${list.url().replace(/#.*/, '')}#/rss`);
  await expect(nav.getByRole('link', { name: 'Transfers' })).toHaveAttribute(
    'aria-current',
    'page',
  );

  for (const name of VIEWS) {
    await expect(await go(list, name)).toBeFocused();
    await expect(list).toHaveTitle(`${name} · qcodex`);
    await expect(nav.getByRole('link', { name })).toHaveAttribute('aria-current', 'page');
    await expect(nav.locator('[aria-current]')).toHaveCount(1);
  }
  await list.goBack();
  await expect(list.getByRole('heading', { name: 'Log', level: 2 })).toBeFocused();
  await list.reload();
  await expect(list.getByRole('heading', { name: 'Log', level: 2 })).toBeVisible();

  await nav.getByRole('link', { name: 'Transfers' }).click();
  const grid = list.getByRole('grid', { name: 'Torrents' });
  await expect(grid).toBeVisible();
  await expect(list).toHaveTitle('qcodex');
  const skip = list.getByRole('button', { name: 'Skip to the list' });
  await skip.focus();
  await expect(skip).toBeInViewport();
  await list.keyboard.press('Enter');
  await expect(grid).toBeFocused();
});

/** What the page keeps alive, shown or not. */
async function kept(page: Page): Promise<{ nodes: number; listeners: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  // What is freed by one collection may have held what the next one frees.
  for (let at = 0; at < 3; at += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const of = (name: string) => metrics.find((one) => one.name === name)?.value ?? NaN;
  return { nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

// Everything here goes by locators: an element that the test itself holds (`waitForSelector`
// returns one) keeps alive the whole view that it was in.
test('a view that was left leaves nothing behind', async ({ list, server }) => {
  test.slow();
  const request = await api(server);
  const urls = Array.from({ length: 20 }, (_, at) => magnet(`thing ${String(at)}`)).join('\n');
  await request.post('api/v2/torrents/add', { form: { urls } });
  await request.dispose();
  const grid = list.getByRole('grid', { name: 'Torrents' });
  await list.getByText('thing 7', { exact: true }).dblclick();
  const panel = list.getByRole('tabpanel');
  await expect(panel).toBeVisible();
  const around = async (times: number) => {
    for (let at = 0; at < times; at += 1) {
      await go(list, VIEWS[at % VIEWS.length] ?? 'About');
      await list.getByRole('link', { name: 'Transfers' }).click();
      await expect(grid.getByText('thing 7', { exact: true })).toBeVisible();
      await expect(panel).toBeVisible();
    }
  };
  // Until every part is loaded, and what the engine keeps of the first of each is kept.
  await around(6);
  const before = await kept(list);
  await around(12);
  const after = await kept(list);
  // The list alone is more than a thousand nodes and thirty listeners, and it was left twelve times;
  // the engine itself may hold on to one or two of them for a while.
  expect(after.nodes - before.nodes).toBeLessThan(4000);
  expect(after.listeners - before.listeners).toBeLessThan(120);
});

test('the log: levels, search, the end followed, one line whole', async ({ list, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const many = (from: number, count: number) =>
    Array.from({ length: count }, (_, at) => ({
      id: from + at,
      message: `line number ${String(from + at)}`,
      timestamp: 1_700_000_000 + from + at,
      type: [1, 2, 4, 8][(from + at) % 4] ?? 1,
    }));
  // A log as after months; then more and more of it.
  let asked = 0;
  await list.route('**/api/v2/log/main?*', async (route) => {
    const after = Number(new URL(route.request().url()).searchParams.get('last_known_id'));
    asked += 1;
    await route.fulfill({ json: after === -1 ? many(0, 3000) : many(after + 1, 2) });
  });
  await go(list, 'Log');
  const lines = list.getByRole('listbox', { name: 'Lines of the log' });
  await expect(lines.getByRole('option').last()).toContainText('line number 29');
  expect(await list.locator('*').count()).toBeLessThan(1500);
  // The newest come into view by themselves.
  await expect(lines.getByText('line number 3001')).toBeInViewport();
  await expect(list.getByRole('button', { name: 'Normal' })).toContainText(/75\d/);

  // Not while somebody reads further up.
  await lines.press('Home');
  await expect(lines.getByRole('option', { selected: true })).toContainText('line number 0');
  const follow = list.getByRole('button', { name: /new lines$/ });
  await expect(follow).toBeVisible();
  await expect(lines.getByText('line number 0', { exact: true })).toBeInViewport();
  await follow.click();
  await expect(follow).toBeHidden();

  const before = asked;
  await list.getByRole('button', { name: 'Normal' }).click();
  await list.getByRole('button', { name: 'Warning' }).click();
  await list.getByRole('button', { name: 'Critical' }).click();
  await list.getByRole('searchbox', { name: 'Search the log' }).fill('number 12 -121');
  await list.getByRole('searchbox', { name: 'Search the log' }).fill('"number 1" -number 11');
  await expect(list.getByText(/^No line fits/)).toBeVisible();
  await list.getByRole('searchbox', { name: 'Search the log' }).fill('"number 100" -1001 -1005');
  await expect(lines.getByRole('option')).toHaveText([/Information.*line number 1009$/]);
  expect(asked - before).toBeLessThan(5);
  await lines.press('ArrowDown');
  await expect(list.getByRole('region', { name: 'Whole line' })).toContainText('line number 1009');
  await lines.press('Control+c');
  expect(await list.evaluate(() => navigator.clipboard.readText())).toMatch(
    /\tInformation\tline number 1009$/,
  );
});

test('the log of the server itself, and who was refused', async ({ list }) => {
  await go(list, 'Log');
  await expect(list.getByRole('listbox')).toContainText('login (ip=127.0.0.1)');
  await list.getByRole('tab', { name: 'Server' }).press('ArrowRight');
  await expect(list.getByRole('tab', { name: 'Blocked readers' })).toBeFocused();
  await expect(list.getByText('Nobody has been refused.')).toBeVisible();
});

test('statistics: figures, graphs with their tables, nodes', async ({ list }) => {
  await list.route('**/api/v2/codex/history?*', async (route) => {
    const range = new URL(route.request().url()).searchParams.get('range') ?? '';
    const known = [null, null, 1 << 20, 3 << 20];
    await route.fulfill({
      json: {
        range,
        step: 60,
        time: [0, 60, 120, 180].map((at) => 1_700_000_000 + at),
        downloaded: known,
        uploaded: known,
        quota_used: known,
        quota_max: [null, null, 1 << 30, 1 << 30],
        torrents: [null, null, 1, 1],
      },
    });
  });
  await go(list, 'Statistics');
  const main = list.getByRole('main');
  await expect(main.getByRole('region', { name: 'Since the beginning' })).toContainText('Ratio');
  await expect(main.getByRole('region', { name: 'At work now' })).not.toContainText(/cache/i);
  const past = main.getByRole('region', { name: 'Over time' });
  await expect(past).toContainText('In all 4.00 MiB downloaded, 4.00 MiB uploaded.');
  const asked = list.waitForRequest('**/api/v2/codex/history?range=year');
  await past.getByText('Year').click();
  await asked;
  await past.getByText('As a table').first().click();
  await expect(past.getByRole('table').first()).toContainText('3.00 MiB');
  await expect(main.getByRole('region', { name: 'Node and sources' })).toContainText(
    /Own node\s*ready/,
  );
});

test('about: what runs, how it is reached, whose work is inside', async ({ list, server }) => {
  await go(list, 'About');
  await expect(list.getByRole('region', { name: 'Program', exact: true })).toContainText(
    /qcodex \d+\.\d+.*qBittorrent v5\.1\.4, Web API 2\.11\.4/s,
  );
  await expect(list.getByLabel('Address of the API')).toHaveText(server.url);
  const inside = list.getByRole('region', { name: 'Inside this page' });
  for (const name of ['svelte', 'uplot', 'uqr', 'lucide']) await expect(inside).toContainText(name);
  await inside.getByText('svelte').first().click();
  await expect(inside.getByLabel('Licence of svelte')).toContainText(
    'Permission is hereby granted',
  );
  await list.getByRole('button', { name: 'Manage the API key' }).click();
  await expect(
    list.getByRole('dialog', { name: 'Preferences' }).getByRole('region', { name: 'API key' }),
  ).toBeVisible();
});

for (const [name, options] of [
  ['light', { colorScheme: 'light' }],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }],
] as const) {
  test.describe(name, () => {
    test.use(options);

    test('axe finds nothing in any view, nothing sticks out, right to left neither', async ({
      list,
      server,
    }) => {
      test.slow();
      const request = await api(server);
      await setPreferences(request, { app_instance_name: 'attic' });
      await request.dispose();
      await addLink(list, magnet(`a name that is ${'very '.repeat(20)}long`));
      for (const view of VIEWS) {
        await go(list, view);
        await expect(list.getByText('Loading…')).toHaveCount(0);
        expect(await violations(list), view).toEqual([]);
        expect(await overhang(list), view).toEqual([]);
      }
      await list.getByRole('button', { name: 'Menu' }).click();
      await expect(list.getByRole('group', { name: 'Menu' })).toBeVisible();
      expect(await violations(list), 'menu').toEqual([]);
      await list.keyboard.press('Escape');

      await rightToLeft(list);
      for (const view of VIEWS) {
        await go(list, view);
        expect(await overhang(list), `${view}, right to left`).toEqual([]);
        expect(await list.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(
          0,
        );
      }
    });
  });
}
