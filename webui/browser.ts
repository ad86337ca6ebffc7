// Which browser the tests use: CHROMIUM, or the one of the system.
import { existsSync } from 'node:fs';

const USUAL = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export function browser(): { executablePath?: string; args: string[] } {
  const path = process.env.CHROMIUM ?? USUAL.find(existsSync);
  return {
    ...(path === undefined ? {} : { executablePath: path }),
    // Chromium refuses its sandbox to root, as in a container.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  };
}
