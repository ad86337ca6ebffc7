// Takes the pictures of the documentation: `npm run pictures`. Not a test.
import { defineConfig } from '@playwright/test';
import { browser } from './browser.ts';

export default defineConfig({
  testDir: 'tests/pictures',
  outputDir: 'test-results',
  workers: 1,
  timeout: 300_000,
  reporter: [['list']],
  use: { actionTimeout: 15_000, locale: 'en-GB', timezoneId: 'UTC', launchOptions: browser() },
});
