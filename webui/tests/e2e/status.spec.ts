// The status bar: the node, the speed limits and what else the server tells.
import { violations } from './axe';
import { api, expect, preferencesOf, setPreferences, test } from './fixtures';

test('speed limits are set on the server, in both modes', async ({ list, server }) => {
  const client = await api(server);
  const bar = list.getByRole('contentinfo', { name: 'Status' });
  await bar.getByRole('button', { name: /Download speed/ }).click();
  const dialog = list.getByRole('dialog', { name: 'Speed limits' });
  const normal = dialog.getByRole('group', { name: /^Normal/ });
  const alternative = dialog.getByRole('group', { name: /^Alternative/ });
  await expect(normal).toContainText('in force');
  await normal.getByRole('textbox', { name: 'Download' }).fill('many');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('A limit is a whole number from 0.');
  await normal.getByRole('textbox', { name: 'Download' }).fill('2048');
  await normal.getByRole('combobox', { name: 'Set to: Upload, Normal' }).selectOption('1.00 MiB/s');
  await expect(normal.getByRole('textbox', { name: 'Upload' })).toHaveValue('1024');
  await alternative.getByRole('textbox', { name: 'Download' }).fill('100');
  expect(await violations(list)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  await expect(bar).toContainText('of 2.00 MiB/s');
  expect(await preferencesOf(client)).toMatchObject({
    dl_limit: 2048 * 1024,
    up_limit: 1024 * 1024,
    alt_dl_limit: 100 * 1024,
  });

  const mode = bar.getByRole('button', { name: 'Alternative speed limits' });
  await expect(mode).toHaveAttribute('aria-pressed', 'false');
  await mode.click();
  await expect(mode).toHaveAttribute('aria-pressed', 'true');
  await expect(bar).toContainText('of 100 KiB/s');
  const served = await client.get('api/v2/transfer/speedLimitsMode');
  expect(await served.text()).toBe('1');

  // Whoever else changes it is followed.
  await client.post('api/v2/transfer/setSpeedLimitsMode', { form: { mode: '0' } });
  await expect(mode).toHaveAttribute('aria-pressed', 'false');
  await expect(bar).toContainText('of 2.00 MiB/s');
});

test('the node and its quota lead to its settings', async ({ list, server }) => {
  const client = await api(server);
  await setPreferences(client, { status_bar_external_ip: true });
  await list.reload();
  const bar = list.getByRole('contentinfo', { name: 'Status' });
  await expect(bar).toMatchAriaSnapshot(`
    - contentinfo "Status":
      - 'button "Embedded node: ready"'
      - text: "/ of .* used External address: .* free/"
      - button "Alternative speed limits"
      - button /Download speed.*Upload speed/
  `);
  await bar.getByRole('button', { name: /ready/ }).click();
  const dialog = list.getByRole('dialog', { name: 'Preferences' });
  await expect(dialog.getByRole('heading', { name: 'Codex', exact: true }).first()).toBeVisible();
  await list.keyboard.press('Escape');

  await client.post('api/v2/transfer/pauseSession');
  await expect(bar).toContainText('All transfers are paused.');
  await bar.getByRole('button', { name: 'Resume' }).click();
  await expect(bar).not.toContainText('All transfers are paused.');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('the status bar fits and works', async ({ list }) => {
    const bar = list.getByRole('contentinfo', { name: 'Status' });
    await expect(bar.getByRole('button', { name: /ready/ })).toBeVisible();
    const width = await list.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(390);
    await bar.getByRole('button', { name: /Download speed/ }).click();
    await expect(list.getByRole('dialog', { name: 'Speed limits' })).toBeVisible();
    expect(await violations(list)).toEqual([]);
  });
});
