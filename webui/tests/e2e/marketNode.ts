// A node of generation A that sells storage: a second server's node, with a marketplace before it that
// takes every purchase. What a real node would ask of a blockchain is here what the test says.
import {
  createServer,
  request,
  type IncomingMessage,
  type Server as Http,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { api, type RealServer } from './fixtures';

const PREFIX = '/api/codex/v1';

interface Bought {
  id: string;
  cid: string;
  terms: Record<string, unknown>;
}

export class MarketNode {
  /** What was requested, oldest first. */
  readonly bought: Bought[] = [];
  /** What it says of every purchase. */
  state = 'started';
  error: string | null = null;
  /** What it says to the next request instead of taking it. */
  refusal = '';
  readonly #content: RealServer;
  #http: Http | undefined;

  constructor(content: RealServer) {
    this.#content = content;
  }

  async start(): Promise<void> {
    const client = await api(this.#content);
    await client.post('api/v2/codex/settings', { form: { json: '{"generation": "a"}' } });
    await client.dispose();
    const http = createServer((asked, answer) => {
      void this.#answer(asked, answer);
    });
    this.#http = http;
    await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#http?.address() as AddressInfo).port)}`;
  }

  stop(): void {
    this.#http?.closeAllConnections();
    this.#http?.close();
  }

  async #answer(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const { method = 'GET', url = '/' } = asked;
    const [scope, what, name = ''] = url.replace(`${PREFIX}/`, '').split('/');
    if (!url.startsWith(`${PREFIX}/`)) {
      answer.writeHead(404).end();
    } else if (scope === 'debug' && what === 'info') {
      const codex = { version: 'v0.2.5', revision: '0000000' };
      json(answer, { id: '', addrs: [], spr: '', table: { nodes: [] }, codex });
    } else if (scope !== 'storage') {
      this.#forward(asked, answer);
    } else if (method === 'POST') {
      const parts: Buffer[] = [];
      for await (const part of asked) parts.push(part as Buffer);
      if (this.refusal !== '') {
        answer.writeHead(422, { 'Content-Type': 'text/plain' }).end(this.refusal);
        this.refusal = '';
        return;
      }
      const id = `0x${String(this.bought.length + 1).padStart(64, '0')}`;
      const terms = JSON.parse(Buffer.concat(parts).toString()) as Bought['terms'];
      this.bought.push({ id, cid: name, terms });
      answer.writeHead(200, { 'Content-Type': 'text/plain' }).end(id);
    } else if (name === '') {
      json(
        answer,
        this.bought.map((one) => one.id),
      );
    } else {
      json(answer, { requestId: name, state: this.state, error: this.error });
    }
  }

  #forward(asked: IncomingMessage, answer: ServerResponse): void {
    const target = new URL(asked.url ?? '/', new URL(this.#content.codexApi).origin);
    const headers = { ...asked.headers, host: target.host };
    const passed = request(target, { method: asked.method, headers }, (found) => {
      answer.writeHead(found.statusCode ?? 502, found.headers);
      found.pipe(answer);
    });
    passed.on('error', () => answer.destroy());
    asked.pipe(passed);
  }
}

function json(answer: ServerResponse, value: unknown): void {
  answer.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}
