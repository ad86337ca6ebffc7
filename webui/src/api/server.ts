// What the server tells of itself: its log, its build, its key and its cookies.

import { answer, get, post, RefusedError } from './client';
import type {
  ApiKey,
  BlockedPeer,
  BuildInfo,
  LogLine,
  Move,
  ProcessInfo,
  Sources,
  StoredCookie,
  TransferHistory,
} from './types';

export const server = {
  async buildInfo(): Promise<BuildInfo> {
    return answer<BuildInfo>(await get('app/buildInfo'));
  },

  async processInfo(): Promise<ProcessInfo> {
    return answer<ProcessInfo>(await get('app/processInfo'));
  },

  async webapiVersion(): Promise<string> {
    return (await get('app/webapiVersion')).text;
  },

  /** Makes a new key; an older one is void at once. */
  async rotateApiKey(): Promise<string> {
    return answer<ApiKey>(await post('app/rotateAPIKey')).apiKey;
  },

  async deleteApiKey(): Promise<void> {
    await post('app/deleteAPIKey');
  },

  async cookies(): Promise<readonly StoredCookie[]> {
    return answer<StoredCookie[]>(await get('app/cookies'));
  },

  /** Replaces all of them. */
  async setCookies(cookies: readonly StoredCookie[]): Promise<void> {
    await post('app/setCookies', { cookies: JSON.stringify(cookies) });
  },
};

export const log = {
  /** The lines after one; all that the server still has after -1. */
  async main(after: number, signal?: AbortSignal): Promise<readonly LogLine[]> {
    return answer<LogLine[]>(await get('log/main', { last_known_id: after }, signal));
  },

  async peers(after: number, signal?: AbortSignal): Promise<readonly BlockedPeer[]> {
    return answer<BlockedPeer[]>(await get('log/peers', { last_known_id: after }, signal));
  },
};

export const RANGES = ['hour', 'day', 'week', 'month', 'year'] as const;
export type Range = (typeof RANGES)[number];

export const health = {
  /** Null where the server keeps no history. */
  async history(range: Range): Promise<TransferHistory | null> {
    return optional(async () => answer<TransferHistory>(await get('codex/history', { range })));
  },

  /** The own node and the sources; null where the server does not tell. */
  async nodes(): Promise<Sources | null> {
    return optional(async () => answer<Sources>(await get('codex/sources')));
  },

  /** How far a move from one node to another is. */
  async migration(): Promise<Move> {
    return answer<Move>(await get('codex/migrate'));
  },

  /** Whether what was copied into the former node is removed from it when everything has moved. */
  async removeFormer(remove: boolean): Promise<Move> {
    return answer<Move>(await post('codex/migrate', { remove }));
  },

  /** Lets the former node go. */
  async endMigration(): Promise<Move> {
    return answer<Move>(await post('codex/migrate', { end: true }));
  },
};

/** What a server may not have. */
async function optional<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof RefusedError && error.status === 404) return null;
    throw error;
  }
}
