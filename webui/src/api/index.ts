// One function per endpoint, named as in the URL. Where the dialects of the API differ (5.1 answers
// `Ok.` and `Fails.`, 5.3 with status codes and JSON), both are understood here and nowhere else.

import { get, getInParts, json, post, RefusedError, SessionError, type Reply } from './client';
import type { Rows } from './maindata';
import { RowReader } from './rows';
import type {
  Capabilities,
  MaindataReply,
  NetworkInterface,
  NodeSettings,
  OptionValue,
  Preferences,
  Preset,
} from './types';

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

  async preferences(): Promise<Preferences> {
    return answer<Preferences>(await get('app/preferences'));
  },

  /** All of it or, with the server's reason, nothing. */
  async setPreferences(changes: Preferences): Promise<void> {
    await post('app/setPreferences', { json: JSON.stringify(changes) });
  },

  async networkInterfaces(): Promise<readonly NetworkInterface[]> {
    return answer<NetworkInterface[]>(await get('app/networkInterfaceList'));
  },

  async networkAddresses(iface: string): Promise<readonly string[]> {
    return answer<string[]>(await get('app/networkInterfaceAddressList', { iface }));
  },

  async sendTestEmail(): Promise<void> {
    await post('app/sendTestEmail');
  },
};

export const codex = {
  async capabilities(): Promise<Capabilities> {
    return answer<Capabilities>(await get('codex/capabilities'));
  },

  async settings(): Promise<NodeSettings> {
    return answer<NodeSettings>(await get('codex/settings'));
  },

  async setSettings(changes: Record<string, OptionValue>): Promise<void> {
    await post('codex/settings', { json: JSON.stringify(changes) });
  },

  async presets(): Promise<readonly Preset[]> {
    return answer<{ presets: Preset[] }>(await get('codex/presets')).presets;
  },

  async applyPreset(name: string): Promise<void> {
    await post('codex/presets', { name });
  },
};

export const sync = {
  /** The answer without its rows: those are handed over as they arrive. */
  async maindata(
    rid: number,
    onrows: (rows: Rows) => void,
    signal?: AbortSignal,
  ): Promise<MaindataReply> {
    const rows = new RowReader(onrows);
    const { status } = await getInParts(
      'sync/maindata',
      { rid },
      (part) => {
        rows.write(part);
      },
      signal,
    );
    const reply = json({ status, text: rows.rest() });
    if (typeof reply !== 'object' || reply === null || !('rid' in reply)) {
      throw new RefusedError(status, '');
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

  async recheck(ids: readonly string[]): Promise<void> {
    await post('torrents/recheck', { hashes: ids.join('|') });
  },

  /** Takes all tags off these torrents; the tags themselves stay. */
  async removeAllTags(ids: readonly string[]): Promise<void> {
    await post('torrents/removeTags', { hashes: ids.join('|'), tags: '' });
  },

  async removeTrackerFromAll(url: string): Promise<void> {
    // The server splits at bars and decodes each part.
    await post('torrents/removeTrackers', { hash: '*', urls: encodeURIComponent(url) });
  },
};

/** An answer that is an object or a list, as the endpoint promises. */
function answer<T>(reply: Reply): T {
  const value = json(reply);
  if (typeof value !== 'object' || value === null) throw new RefusedError(reply.status, '');
  return value as T;
}

/** Whether an answer of `torrents/add` says yes, in either dialect. */
function accepted(text: string): boolean {
  const body = text.trim();
  if (!body.startsWith('{')) return body !== 'Fails.';
  const counts = json({ status: 200, text: body }) as { failure_count?: number };
  return (counts.failure_count ?? 0) === 0;
}
