// When the login ends, the server goes away, or another version of it comes.
import {
  addLink,
  expect,
  magnet,
  openPreferences,
  PASSWORD,
  row,
  signIn,
  test,
  USERNAME,
} from './fixtures';

test('the password is asked for above every other dialog', async ({ list, context }) => {
  test.slow();
  const dialog = await openPreferences(list, 'Downloads');
  await dialog.getByRole('button', { name: /^Manage cookies/ }).click();
  const cookies = list.getByRole('dialog', { name: 'Cookies' });
  await cookies.getByRole('button', { name: 'Add a cookie' }).click();
  await cookies.getByLabel('Domain').fill('half.typed');

  await context.clearCookies();
  const sign = list.getByRole('dialog', { name: 'Sign in' });
  await expect(sign).toBeVisible();
  await expect(sign.getByLabel('User name')).toBeFocused();
  await list.keyboard.type(USERNAME);
  await sign.getByLabel('Password').fill(PASSWORD);
  await sign.getByRole('button', { name: 'Sign in' }).click();
  await expect(sign).toBeHidden();
  await expect(cookies.getByLabel('Domain')).toHaveValue('half.typed');
  await cookies.getByLabel('Name', { exact: true }).fill('n');
  await cookies.getByRole('button', { name: 'Save' }).click();
  await expect(list.getByText('Cookies saved.')).toBeVisible();
});

test('a server that is away: since when, no colours of now, and back by itself', async ({
  list,
  server,
}) => {
  test.slow();
  await addLink(list, magnet('known before'));
  await expect(row(list, 'known before')).toBeVisible();
  await list.getByRole('link', { name: 'Log' }).click();
  await expect(list.getByRole('listbox')).toContainText('login');
  await server.stop();
  const status = list.getByRole('status').filter({ hasText: 'cannot be reached' });
  await expect(status).toContainText(/What you see is as of \d\d:\d\d\./);
  await expect(status).toContainText(/Trying again/);
  const dot = list.getByRole('contentinfo', { name: 'Status' }).locator('[class*="tone-"]').first();
  const rest = await list.evaluate(() => {
    const probe = document.createElement('span');
    probe.className = 'tone-rest';
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  });
  await expect(dot).toHaveCSS('color', rest);

  await server.start();
  await expect(list.getByRole('dialog', { name: 'Sign in' })).toBeVisible({ timeout: 40_000 });
  await signIn(list);
  await expect(status).toBeHidden();
  // The lines of before stay, those of the new start come after them.
  await expect(list.getByRole('option').filter({ hasText: 'login' })).toHaveCount(2);
  await list.getByRole('link', { name: 'Transfers' }).click();
  await expect(row(list, 'known before')).toBeVisible();
});

test('another version of the page is offered, never forced', async ({ page, server }) => {
  let tag = '"one"';
  await page.route('**/assets/app.js', async (route) => {
    if (route.request().method() !== 'HEAD') await route.fallback();
    else await route.fulfill({ headers: { etag: tag }, body: '' });
  });
  await page.goto(server.url);
  await signIn(page);
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toBeVisible();
  const offer = page.getByRole('button', { name: 'Reload the page' });
  await expect(offer).toHaveCount(0);

  tag = '"two"';
  await page.route('**/api/v2/sync/maindata?*', (route) => route.abort());
  await expect(page.getByText('The server cannot be reached.')).toBeVisible();
  await page.unroute('**/api/v2/sync/maindata?*');
  await expect(page.getByText('The server has another version of this page.')).toBeVisible();
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(offer).toHaveCount(0);
});

test('a part that cannot be loaded offers to reload the page', async ({ list }) => {
  await list.route('**/assets/About.js', (route) => route.abort());
  await list.getByRole('link', { name: 'About' }).click();
  await expect(list.getByText(/could not be loaded/)).toBeVisible();
  await list.unroute('**/assets/About.js');
  await list.getByRole('button', { name: 'Reload the page' }).first().click();
  await expect(list.getByRole('heading', { name: 'About', level: 2 })).toBeVisible();
});
