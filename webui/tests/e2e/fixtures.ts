// One real server for each test, on a free port with an empty profile, and a page in front of it.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { type APIRequestContext, test as base, expect, type Page, request } from '@playwright/test';

export const USERNAME = 'admin';
export const PASSWORD = 'correct horse';

export interface Server {
  url: string;
  /** Where files lie that are added without another folder. */
  savePath: string;
  /** Ends the process as an operator would. */
  stop: () => Promise<void>;
  /** Starts it again on the same port and profile. */
  start: () => Promise<void>;
}

interface Fixtures {
  server: Server;
  /** Signed in, with the list loaded. */
  list: Page;
  /** Every violation of the content security policy and every uncaught error; checked at the end. */
  complaints: string[];
}

export const test = base.extend<Fixtures>({
  // eslint-disable-next-line no-empty-pattern -- Playwright reads the names from the pattern
  server: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'qcodex-e2e-'));
    const server = new RealServer(folder);
    try {
      await server.start();
      await use(server);
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },

  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (/content security policy/i.test(message.text())) complaints.push(message.text());
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],

  // QCODEX_PAGE: another build of the page than the one in the binary, with the binary's headers.
  page: async ({ page, server }, use) => {
    const folder = process.env.QCODEX_PAGE;
    if (folder !== undefined) {
      await page.route(
        (address) => address.href.startsWith(server.url) && !address.pathname.includes('/api/'),
        async (route) => {
          const name = new URL(route.request().url()).pathname.slice(1) || 'index.html';
          const index = await route.fetch({ url: server.url }).catch(() => null);
          // The server is away, as the test wants it.
          if (index === null) {
            await route.abort();
            return;
          }
          const headers = index.headers();
          for (const one of ['content-type', 'content-length', 'etag'])
            Reflect.deleteProperty(headers, one);
          await route.fulfill({ status: 200, headers, path: join(folder, name) });
        },
      );
    }
    await use(page);
  },

  list: async ({ page, server }, use) => {
    await page.goto(server.url);
    await signIn(page);
    await expect(page.getByRole('contentinfo', { name: 'Status' })).toBeVisible();
    await use(page);
  },
});

export { expect };

export async function signIn(page: Page, password = PASSWORD): Promise<void> {
  await page.getByLabel('User name').fill(USERNAME);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Another client of the same server, signed in. */
export async function api(server: Server): Promise<APIRequestContext> {
  const context = await request.newContext({ baseURL: server.url });
  await context.post('api/v2/auth/login', { form: { username: USERNAME, password: PASSWORD } });
  return context;
}

export async function preferencesOf(client: APIRequestContext): Promise<Record<string, unknown>> {
  return (await (await client.get('api/v2/app/preferences')).json()) as Record<string, unknown>;
}

export async function setPreferences(
  client: APIRequestContext,
  changes: Record<string, unknown>,
): Promise<void> {
  const answer = await client.post('api/v2/app/setPreferences', {
    form: { json: JSON.stringify(changes) },
  });
  expect(answer.ok()).toBe(true);
}

/** The preferences, at a page of them. */
export async function openPreferences(page: Page, name?: string) {
  await page.getByRole('button', { name: 'Preferences', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Preferences' });
  await expect(dialog.getByRole('navigation')).toBeVisible();
  if (name !== undefined) await dialog.getByRole('button', { name, exact: true }).click();
  return dialog;
}

/** The row of the item with that name. */
export function row(page: Page, name: string) {
  return page.getByRole('row').filter({ hasText: name });
}

/** Adds by the dialog what a person would type. */
export async function addLink(page: Page, link: string): Promise<void> {
  await page.getByRole('button', { name: 'Add', exact: true }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Add torrents' });
  await dialog.getByLabel('Links').fill(link);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toBeHidden();
}

export function magnet(name: string): string {
  const hash = createHash('sha1').update(name).digest('hex');
  return `magnet:?xt=urn:btih:${hash}&dn=${encodeURIComponent(name)}`;
}

/** A single-file v1 torrent of that content. */
export function torrentOf(name: string, content: Buffer): Buffer {
  const pieceLength = 16_384;
  const pieces: Buffer[] = [];
  for (let at = 0; at < content.length; at += pieceLength) {
    pieces.push(
      createHash('sha1')
        .update(content.subarray(at, at + pieceLength))
        .digest(),
    );
  }
  return bencode({
    info: {
      length: content.length,
      name,
      'piece length': pieceLength,
      pieces: Buffer.concat(pieces),
    },
  });
}

/** A v1 torrent of a folder of files, or of a single one whose path is empty. */
export function collectionOf(
  name: string,
  files: readonly { path: readonly string[]; bytes: Buffer }[],
  trackers: readonly string[] = [],
  only: { private?: boolean } = {},
): Buffer {
  const pieceLength = 65_536;
  const all = Buffer.concat(files.map((file) => file.bytes));
  const pieces: Buffer[] = [];
  for (let at = 0; at < all.length; at += pieceLength) {
    pieces.push(
      createHash('sha1')
        .update(all.subarray(at, at + pieceLength))
        .digest(),
    );
  }
  const single = files.length === 1 && files[0]?.path.length === 0;
  return bencode({
    ...(trackers.length > 0 ? { 'announce-list': trackers.map((url) => [url]) } : {}),
    info: {
      ...(single
        ? { length: all.length }
        : { files: files.map(({ path, bytes }) => ({ length: bytes.length, path: [...path] })) }),
      name,
      'piece length': pieceLength,
      pieces: Buffer.concat(pieces),
      ...(only.private === true ? { private: 1 } : {}),
    },
  });
}

/** Content that no compression and no other test's content equals. */
export function content(seed: string, length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at * 32 < length; at += 1) {
    blocks.push(
      createHash('sha256')
        .update(`${seed} ${String(at)}`)
        .digest(),
    );
  }
  return Buffer.concat(blocks).subarray(0, length);
}

export function writePayload(server: Server, name: string, bytes: Buffer): void {
  writeFileSync(join(server.savePath, name), bytes);
}

type Value = number | string | Buffer | readonly Value[] | { [key: string]: Value };

function bencode(value: Value): Buffer {
  if (typeof value === 'number') return Buffer.from(`i${String(value)}e`);
  if (typeof value === 'string') return bencode(Buffer.from(value));
  if (Buffer.isBuffer(value)) {
    return Buffer.concat([Buffer.from(`${String(value.length)}:`), value]);
  }
  if (isList(value)) {
    return Buffer.concat([Buffer.from('l'), ...value.map(bencode), Buffer.from('e')]);
  }
  const parts = Object.keys(value)
    .sort()
    .flatMap((key) => [bencode(key), bencode(value[key] ?? '')]);
  return Buffer.concat([Buffer.from('d'), ...parts, Buffer.from('e')]);
}

/** `Array.isArray` does not know lists that are not to be changed. */
function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export class RealServer implements Server {
  url = '';
  readonly savePath: string;
  /** Where the embedded node's API listens; `off` when it does not. */
  codexApi = 'off';
  readonly #folder: string;
  /** Options of the command line besides those that every server here gets, for the next start. */
  options: readonly string[];
  #port = 0;
  #process: ChildProcess | undefined;

  constructor(folder: string, options: readonly string[] = ['--codex-api', 'off']) {
    this.#folder = folder;
    this.options = options;
    this.savePath = mkdtempSync(join(folder, 'downloads-'));
  }

  async start(): Promise<void> {
    const binary = process.env.QCODEX_BIN ?? '../target/debug/qcodex';
    const options = [
      ['--profile', join(this.#folder, 'profile')],
      ['--save-path', this.savePath],
      ['--webui-port', String(this.#port)],
      this.options,
    ].flat();
    const child = spawn(resolve(binary), options, {
      env: { ...process.env, QCODEX_WEBUI_PASSWORD: PASSWORD },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    let log = '';
    child.stderr.on('data', (chunk) => (log += String(chunk)));
    this.url = await new Promise<string>((found, failed) => {
      child.on('error', failed);
      child.on('exit', (code) => {
        failed(new Error(`the server ended with ${String(code)} before it listened\n${log}`));
      });
      createInterface(child.stdout).on('line', (line) => {
        const [, url, codexApi] = /^listening webui=(\S+) codex-api=(\S+)$/.exec(line) ?? [];
        if (url === undefined || codexApi === undefined) return;
        this.codexApi = codexApi;
        found(url.endsWith('/') ? url : `${url}/`);
      });
    });
    this.#port = Number(new URL(this.url).port);
  }

  async stop(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once('exit', done));
    child.kill('SIGTERM');
    await ended;
  }
}
