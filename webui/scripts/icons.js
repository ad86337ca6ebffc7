// Draws the icons of the installed page from `public/favicon.svg`: `node scripts/icons.js`. What it
// writes is committed, because a build should need no browser.
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';

const svg = readFileSync(new URL('../public/favicon.svg', import.meta.url), 'utf8');

/** To the edges, with the sign in the part that no system cuts off: a circle of 80 %. */
const full = svg
  .replace(/ rx="8"/, '')
  .replace(
    /(<rect [^>]*>)(.*)<\/svg>/s,
    '$1<g transform="translate(3.2 3.2) scale(.8)">$2</g></svg>',
  );

const ICONS = [
  { name: 'icon-192.png', size: 192, picture: svg },
  { name: 'icon-512.png', size: 512, picture: svg },
  { name: 'maskable-512.png', size: 512, picture: full },
  // Apple rounds the corners itself.
  { name: 'apple-touch-icon.png', size: 180, picture: full },
];

const window = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  // Chromium refuses its sandbox to root, as in a container.
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
for (const { name, size, picture } of ICONS) {
  const page = await window.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<style>body{margin:0}svg{display:block;width:${String(size)}px;height:${String(size)}px}</style>${picture}`,
  );
  const png = await page.screenshot({ omitBackground: true });
  writeFileSync(new URL(`../public/icons/${name}`, import.meta.url), png);
  await page.close();
}
await window.close();
