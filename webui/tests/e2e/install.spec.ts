// The page as a program of its own: what a browser needs to install it, below any path.
import { expect, signIn, test } from './fixtures';

interface Manifest {
  name: string;
  start_url: string;
  scope: string;
  display: string;
  icons: { src: string; sizes: string; type: string; purpose?: string }[];
  shortcuts: { url: string }[];
  protocol_handlers: { protocol: string; url: string }[];
  share_target: { action: string; method: string; params: Record<string, string> };
}

test('can be installed, below a path of a proxy too', async ({ page, server }) => {
  const base = `${server.url}proxied/qcodex/`;
  await page.route(`${base}**`, (route) =>
    route.fallback({ url: route.request().url().replace(base, server.url) }),
  );
  const answer = await page.goto(base);
  // The policy lets the manifest be read: nothing of it is forbidden by name.
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain('manifest-src');

  const address = await page.locator('link[rel="manifest"]').getAttribute('href');
  expect(address).toBe('./manifest.webmanifest');
  const manifest = await page.evaluate(
    async (file) => (await (await fetch(file)).json()) as Manifest,
    address ?? '',
  );
  expect(manifest).toMatchObject({ name: 'qcodex', start_url: './', scope: './' });
  expect(manifest.display).toBe('standalone');
  expect(manifest.protocol_handlers).toEqual([{ protocol: 'magnet', url: './#add=%s' }]);
  expect(manifest.icons.some((icon) => icon.purpose === 'maskable')).toBe(true);

  // Every icon is there, a picture, and as large as it says.
  const pictures = [
    ...manifest.icons.map(({ src, sizes }) => ({ src, sizes })),
    { src: './icons/apple-touch-icon.png', sizes: '180x180' },
  ];
  for (const { src, sizes } of pictures) {
    const size = await page.evaluate(async (file) => {
      const picture = new Image();
      picture.src = file;
      await picture.decode();
      return `${String(picture.naturalWidth)}x${String(picture.naturalHeight)}`;
    }, src);
    if (sizes !== 'any') expect(size, src).toBe(sizes);
  }
  for (const { url } of manifest.shortcuts) expect(url).toMatch(/^\.\/#/);
});

test('what is shared with it arrives where links do', async ({ page, server }) => {
  const link = 'magnet:?xt=urn:btih:0123456789abcdef0123456789abcdef01234567&dn=shared';
  await page.goto(`${server.url}?title=x&text=${encodeURIComponent(`see ${link}`)}`);
  await expect(page.getByLabel('User name')).toBeVisible();
  expect(new URL(page.url()).search).toBe('');
  expect(new URL(page.url()).hash).toBe(`#add=${encodeURIComponent(link)}`);
  await signIn(page);
  await expect(page.getByRole('contentinfo', { name: 'Status' })).toBeVisible();
});

test('the colours that were chosen are there before anything is drawn', async ({ list }) => {
  await list.emulateMedia({ colorScheme: 'light' });
  await list.getByRole('button', { name: 'Menu' }).click();
  await list.getByRole('radio', { name: 'Dark' }).check();
  const background = () => list.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await background();
  expect(dark).not.toBe('rgb(245, 246, 248)');
  await expect(list.locator('meta[name="theme-color"]').first()).toHaveAttribute(
    'content',
    '#13161b',
  );
  await list.reload();
  await expect(list.getByRole('contentinfo', { name: 'Status' })).toBeVisible();
  expect(await background()).toBe(dark);
  await expect(list.locator('script[type="module"]').first()).toHaveAttribute('blocking', 'render');

  await list.getByRole('button', { name: 'Menu' }).click();
  await list.getByRole('radio', { name: 'System' }).check();
  await expect.poll(background).toBe('rgb(245, 246, 248)');
  await list.emulateMedia({ colorScheme: 'dark' });
  await expect.poll(background).toBe(dark);
});
