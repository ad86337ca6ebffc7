// How the page is built. The result goes into `build/`, which the server embeds when it is
// compiled; nothing else of this folder reaches a user.
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';
import { browser } from './browser.ts';
import { budget } from './scripts/budget.ts';
import { licences } from './licences.ts';

/** Nothing is drawn before the script has chosen the theme: otherwise the page would flash. */
const themeFirst: Plugin = {
  name: 'theme-first',
  transformIndexHtml: {
    order: 'post',
    handler: (html) =>
      html.replace('<script type="module"', '<script blocking="render" type="module"'),
  },
};

interface Modules {
  getModuleInfo: (id: string) => { importedIds: readonly string[] } | null;
}

/** What the page's first script brings along, by `import` alone. */
const eager = new Set<string>();

function isEager(id: string, modules: Modules): boolean {
  const open = eager.size === 0 ? [fileURLToPath(new URL('src/main.ts', import.meta.url))] : [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (eager.has(next)) continue;
    eager.add(next);
    open.push(...(modules.getModuleInfo(next)?.importedIds ?? []));
  }
  return eager.has(id);
}

export default defineConfig({
  // Relative addresses: the page works at any path behind a proxy.
  base: './',
  plugins: [svelte(), licences(), themeFirst, budget()],
  build: {
    outDir: 'build',
    // `public/.gitkeep` puts the committed `build/.gitkeep` back: cargo watches the folder even
    // before the first build, and a path that does not exist would make it rebuild every time.
    emptyOutDir: true,
    // Files as `data:` addresses would need holes in the content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    rollupOptions: {
      output: {
        // Names without hashes; the server's ETag takes care of caches.
        entryFileNames: 'assets/entry.js',
        chunkFileNames: 'assets/[name].js',
        // The page's own styles go by the name of its script; parts that load later by theirs.
        // What is needed at once is one file: pieces that are always loaded together compress worse.
        codeSplitting: {
          groups: [{ name: (id, modules) => (isEager(id, modules) ? 'app' : null) }],
        },
        assetFileNames: ({ names }) =>
          names.includes('index.css') ? 'assets/app.css' : 'assets/[name][extname]',
      },
    },
  },
  server: {
    // `npm run dev` against a running server.
    proxy: { '/api': process.env.VITE_TARGET ?? 'http://127.0.0.1:8080' },
  },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'logic',
          environment: 'node',
          include: ['src/**/*.test.ts'],
          exclude: ['src/**/*.browser.test.ts'],
        },
      },
      {
        // Components that measure: there is no layout without a browser.
        extends: true,
        test: {
          name: 'components',
          include: ['src/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: browser() }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
