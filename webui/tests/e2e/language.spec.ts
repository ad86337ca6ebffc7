// The language of the page: chosen in the preferences, words of options included, and remembered
// for the page before anybody has signed in.
import { violations } from './axe';
import { api, expect, openPreferences, setPreferences, test } from './fixtures';

const LANGUAGES = [
  { locale: 'de', tag: 'de', add: 'Hinzufügen' },
  { locale: 'fr', tag: 'fr', add: 'Ajouter' },
  { locale: 'es', tag: 'es', add: 'Añadir' },
  { locale: 'ja', tag: 'ja', add: '追加' },
  { locale: 'zh_CN', tag: 'zh-CN', add: '添加' },
];

test('every language is spoken, and nothing sticks out', async ({ list, server }) => {
  const client = await api(server);
  for (const { locale, tag, add } of LANGUAGES) {
    await setPreferences(client, { locale });
    await list.reload();
    await expect(list.getByRole('button', { name: add, exact: true }).first()).toBeVisible();
    await expect(list.locator('html')).toHaveAttribute('lang', tag);
    for (const viewport of [
      { width: 390, height: 844 },
      { width: 1280, height: 800 },
    ]) {
      await list.setViewportSize(viewport);
      const sideways = () =>
        list.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
      // The page hears of its new size a moment after it has it.
      await expect.poll(sideways, `${tag} ${String(viewport.width)}`).toBe(0);
    }
  }
  await client.dispose();
});

test('options speak it as soon as it is saved, and the page before signing in too', async ({
  list,
}) => {
  const dialog = await openPreferences(list, 'Behavior');
  // The dialog itself is called otherwise afterwards.
  const option = list.locator('[data-option="preference.locale"]');
  await expect(option).toContainText('User interface language');
  await option.locator('select').selectOption('de');
  await dialog.getByRole('button', { name: 'Save 1 change' }).click();
  await expect(option).not.toContainText('User interface language');
  await expect(list.locator('html')).toHaveAttribute('lang', 'de');
  expect(await violations(list)).toEqual([]);

  await list.context().clearCookies();
  await list.reload();
  await expect(list.getByLabel('Passwort')).toBeVisible();
});
