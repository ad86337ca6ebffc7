// One function per endpoint, named as in the URL. Where the dialects of the API differ (5.1 answers
// `Ok.` and `Fails.`, 5.3 with status codes and JSON), both are understood here and nowhere else.

import { get, json, post, RefusedError, SessionError } from './client';
import type { MaindataReply } from './types';

export type LoginOutcome = 'ok' | 'wrong' | 'banned';

export const auth = {
  async login(username: string, password: string): Promise<LoginOutcome> {
    try {
      const reply = await post('auth/login', { username, password });
      return reply.text.trim() === 'Fails.' ? 'wrong' : 'ok';
    } catch (error) {
      if (error instanceof SessionError) return 'banned';
      if (error instanceof RefusedError && error.status === 401) return 'wrong';
      throw error;
    }
  },

  async logout(): Promise<void> {
    try {
      await post('auth/logout');
    } catch (error) {
      // The session has ended already: that is what was asked for.
      if (!(error instanceof SessionError)) throw error;
    }
  },
};

export const app = {
  async version(): Promise<string> {
    return (await get('app/version')).text;
  },

  async defaultSavePath(): Promise<string> {
    return (await get('app/defaultSavePath')).text;
  },
};

export const sync = {
  async maindata(rid: number, signal?: AbortSignal): Promise<MaindataReply> {
    const reply = json(await get('sync/maindata', { rid }, signal));
    if (typeof reply !== 'object' || reply === null || !('rid' in reply)) {
      throw new RefusedError(200, '');
    }
    return reply as MaindataReply;
  },
};

export interface AddOptions {
  /** Empty: the server's default. */
  savePath: string;
  start: boolean;
}

export const torrents = {
  /**
   * Adds one link or one file; `false` when the server refused it. One at a time, because the 5.1
   * answer to several does not say which of them failed.
   */
  async add(source: string | File, options: AddOptions): Promise<boolean> {
    const form = new FormData();
    if (typeof source === 'string') form.set('urls', source);
    else form.set('torrents', source, source.name);
    if (options.savePath !== '') {
      form.set('savepath', options.savePath);
      form.set('autoTMM', 'false');
    }
    form.set('stopped', String(!options.start));
    // For servers that speak the API of 4.x.
    form.set('paused', String(!options.start));
    try {
      return accepted((await post('torrents/add', form)).text);
    } catch (error) {
      if (error instanceof RefusedError && error.status === 409) return false;
      throw error;
    }
  },

  async start(ids: readonly string[]): Promise<void> {
    await post('torrents/start', { hashes: ids.join('|') });
  },

  async stop(ids: readonly string[]): Promise<void> {
    await post('torrents/stop', { hashes: ids.join('|') });
  },

  async delete(ids: readonly string[], deleteFiles: boolean): Promise<void> {
    await post('torrents/delete', { hashes: ids.join('|'), deleteFiles });
  },
};

/** Whether an answer of `torrents/add` says yes, in either dialect. */
function accepted(text: string): boolean {
  const body = text.trim();
  if (!body.startsWith('{')) return body !== 'Fails.';
  const counts = json({ status: 200, text: body }) as { failure_count?: number };
  return (counts.failure_count ?? 0) === 0;
}
