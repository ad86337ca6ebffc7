// qBittorrent itself, for its page: started with an empty profile when it is installed.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const BINARY = process.env.QBITTORRENT_NOX ?? 'qbittorrent-nox';

/** Null when it is not there. */
export async function startQBittorrent() {
  const asked = spawnSync(BINARY, ['--version'], { encoding: 'utf8' });
  if (asked.status !== 0) return null;
  const folder = mkdtempSync(join(tmpdir(), 'qcodex-bench-'));
  const port = await freePort();
  mkdirSync(join(folder, 'qBittorrent', 'config'), { recursive: true });
  writeFileSync(
    join(folder, 'qBittorrent', 'config', 'qBittorrent.conf'),
    [
      '[LegalNotice]',
      'Accepted=true',
      '[Preferences]',
      'WebUI\\LocalHostAuth=false',
      'WebUI\\CSRFProtection=false',
      'WebUI\\HostHeaderValidation=false',
      'WebUI\\ClickjackingProtection=false',
      '',
    ].join('\n'),
  );
  const child = spawn(BINARY, [`--profile=${folder}`, `--webui-port=${String(port)}`], {
    stdio: 'ignore',
  });
  const stop = async () => {
    const ended = new Promise((done) => child.once('exit', done));
    child.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      await fetch(`http://127.0.0.1:${String(port)}/`);
      return { version: asked.stdout.trim(), port, stop };
    } catch {
      await new Promise((done) => setTimeout(done, 100));
    }
  }
  await stop();
  return null;
}

function freePort() {
  return new Promise((found) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => {
        found(port);
      });
    });
  });
}
