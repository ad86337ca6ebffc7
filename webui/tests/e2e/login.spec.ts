import { expect, row, signIn, test, addLink, magnet } from './fixtures';

test('a wrong password is refused, the right one opens the list, signing out closes it', async ({
  page,
  server,
}) => {
  await page.goto(server.url);
  await expect(page.getByLabel('User name')).toBeFocused();
  await signIn(page, 'wrong');
  await expect(page.getByRole('alert')).toHaveText('User name or password is wrong.');
  await expect(page.getByLabel('Password')).toBeFocused();
  await expect(page.getByLabel('Password')).toHaveValue('');

  await signIn(page);
  await expect(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();

  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('User name')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('User name')).toBeVisible();
});

test('a session that ends asks for the password above everything that was there', async ({
  list,
  context,
}) => {
  await addLink(list, magnet('kept in place'));
  await expect(row(list, 'kept in place')).toBeVisible();
  await list.getByRole('searchbox').fill('kept');
  await row(list, 'kept in place').click();
  await list.getByRole('button', { name: 'Add', exact: true }).click();
  await list.getByLabel('Links').fill('half a thought');

  await context.clearCookies();
  const dialog = list.getByRole('dialog', { name: 'Sign in' });
  await expect(dialog).toBeVisible();
  // It cannot be waved away.
  await list.keyboard.press('Escape');
  await list.keyboard.press('Escape');
  await expect(dialog).toBeVisible();

  await signIn(list);
  await expect(dialog).toBeHidden();
  await expect(list.getByLabel('Links')).toHaveValue('half a thought');
  await list.getByRole('button', { name: 'Cancel' }).click();
  await expect(list.getByRole('searchbox')).toHaveValue('kept');
  await expect(row(list, 'kept in place')).toHaveAttribute('aria-selected', 'true');
});

test('a server that goes away is said, and found again without a hand', async ({
  list,
  server,
}) => {
  await addLink(list, magnet('still here'));
  await expect(row(list, 'still here')).toBeVisible();
  await server.stop();
  await expect(list.getByText('The server cannot be reached.')).toBeVisible();
  // What was known stays on screen.
  await expect(row(list, 'still here')).toBeVisible();

  await server.start();
  // Sessions live in memory: after a restart the password is asked for.
  await expect(list.getByRole('dialog', { name: 'Sign in' })).toBeVisible({ timeout: 40_000 });
  await signIn(list);
  await expect(list.getByText('The server cannot be reached.')).toBeHidden();
  await expect(row(list, 'still here')).toBeVisible();
});
