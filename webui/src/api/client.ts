// The only `fetch` of the page. Addresses are relative to the page's own, so that it works below any
// path. Every failure is one of three kinds: not signed in, refused, unreachable.

import { t } from '../i18n';
import { Slice } from '../lib/slices';

/** Relative on purpose: the page may be served below a path of a proxy. */
const BASE = 'api/v2/';

/** Longer than any honest answer; a request that hangs must not stop the page. */
const TIMEOUT_MS = 30_000;

/** There is no login, or it has ended. */
export class SessionError extends Error {
  override readonly name = 'SessionError';
}

/** The server answered, but not with what was asked for. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(
    readonly status: number,
    /** The server's own words; may be empty. */
    readonly detail: string,
  ) {
    super(detail !== '' ? detail : t.errors.answer(status));
  }
}

/** No answer, or one that cannot be read. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
  constructor() {
    super(t.errors.network);
  }
}

export interface Reply {
  status: number;
  text: string;
}

/** Parameters; what is undefined is not sent. */
export type Params = Record<string, string | number | boolean | undefined>;

/** GET. */
export function get(path: string, params: Params = {}, signal?: AbortSignal): Promise<Reply> {
  const query = encode(params).toString();
  return request(query === '' ? path : `${path}?${query}`, { method: 'GET' }, signal);
}

/** GET of a file. */
export async function getBlob(path: string, params: Params = {}): Promise<Blob> {
  const address = `${path}?${encode(params).toString()}`;
  return (await read(address, { method: 'GET' }, undefined, (response) => response.blob())).body;
}

/** The first bytes of a file. */
export async function getStart(path: string, params: Params, bytes: number): Promise<ArrayBuffer> {
  const init = { method: 'GET', headers: { Range: `bytes=0-${String(bytes - 1)}` } };
  const address = `${path}?${encode(params).toString()}`;
  return (await read(address, init, undefined, (response) => response.arrayBuffer())).body;
}

/** The address of a GET, for what the browser itself loads. */
export function addressOf(path: string, params: Params): string {
  return `${BASE}${path}?${encode(params).toString()}`;
}

/** GET of a long answer: its text in parts, as they arrive. The reply itself has no text. */
export async function getInParts(
  path: string,
  params: Params,
  part: (text: string) => void,
  signal?: AbortSignal,
): Promise<Reply> {
  const address = `${path}?${encode(params).toString()}`;
  const { status } = await read(address, { method: 'GET' }, signal, (response, alive) =>
    inParts(response, (text) => {
      alive();
      part(text);
    }),
  );
  return { status, text: '' };
}

/** POST of a form, or of multipart parts when given a `FormData`. */
export function post(
  path: string,
  body: Params | FormData = {},
  signal?: AbortSignal,
): Promise<Reply> {
  const form = body instanceof FormData ? body : encode(body);
  return request(path, { method: 'POST', body: form }, signal);
}

/** The JSON of an answer. */
export function json(reply: Reply): unknown {
  try {
    return JSON.parse(reply.text) as unknown;
  } catch {
    // A proxy's error page with status 200, or half an answer.
    throw new NetworkError();
  }
}

/** An answer that is an object or a list, as the endpoint promises. */
export function answer<T>(reply: Reply): T {
  const value = json(reply);
  if (typeof value !== 'object' || value === null) throw new RefusedError(reply.status, '');
  return value as T;
}

/** The entity tag of one of the page's own files as the server has it now; null when it says none. */
export async function entityTag(file: string): Promise<string | null> {
  try {
    const response = await fetch(file, {
      method: 'HEAD',
      credentials: 'same-origin',
      cache: 'no-store',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return response.ok ? response.headers.get('etag') : null;
  } catch {
    return null;
  }
}

function encode(params: Params): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined) form.set(name, String(value));
  }
  return form;
}

async function request(path: string, init: RequestInit, signal?: AbortSignal): Promise<Reply> {
  return read(path, init, signal, (response) => response.text()).then(({ status, body }) => ({
    status,
    text: body,
  }));
}

/** `take` may say that the answer is still coming: then the clock starts anew. */
async function read<Body>(
  path: string,
  init: RequestInit,
  signal: AbortSignal | undefined,
  take: (response: Response, alive: () => void) => Promise<Body>,
): Promise<{ status: number; body: Body }> {
  const hung = new AbortController();
  const clock = () =>
    setTimeout(() => {
      hung.abort();
    }, TIMEOUT_MS);
  let timer = clock();
  const alive = () => {
    clearTimeout(timer);
    timer = clock();
  };
  let status: number;
  let text: string;
  try {
    const response = await fetch(BASE + path, {
      ...init,
      credentials: 'same-origin',
      cache: 'no-store',
      signal: signal === undefined ? hung.signal : AbortSignal.any([signal, hung.signal]),
    });
    status = response.status;
    if (response.ok) return { status, body: await take(response, alive) };
    text = await response.text();
  } catch {
    throw new NetworkError();
  } finally {
    clearTimeout(timer);
  }
  if (status === 403) throw new SessionError(text.trim());
  // A proxy without its server.
  if (status === 502 || status === 503 || status === 504) throw new NetworkError();
  throw new RefusedError(status, plainText(text));
}

/** So much text is dealt with in a few milliseconds. */
const PART = 128 * 1024;

/** The text of an answer as it arrives, without keeping the page from drawing. */
async function inParts(response: Response, part: (text: string) => void): Promise<void> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  const slice = new Slice();
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
    const text = decoder.decode(value, { stream: !done });
    for (let at = 0; at < text.length; at += PART) {
      part(text.slice(at, at + PART));
      if (slice.over) await slice.next();
    }
    if (done) return;
  }
}

/** An error body fit to be shown: short text, never a page. */
function plainText(text: string): string {
  const line = text.trim();
  return line.startsWith('<') || line.length > 300 ? '' : line;
}
