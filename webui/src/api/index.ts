// One function per endpoint, named as in the URL. Where the dialects of the API differ (5.1 answers
// `Ok.` and `Fails.`, 5.3 with status codes and JSON), both are understood here and nowhere else.

import { answer, get, getInParts, json, post, RefusedError, SessionError } from './client';
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
  PublishedItem,
} from './types';

export { torrents } from './torrents';

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

  /** `privateToo`: private ones too, whatever the settings say of them. */
  publish: (ids: readonly string[], privateToo = false) =>
    perItem('codex/publish', ids, privateToo ? { private: true } : {}),
  unpublish: (ids: readonly string[]) => perItem('codex/unpublish', ids),
};

/** What became of each item, by id. */
export type ItemOutcomes = Readonly<Record<string, PublishedItem>>;

async function perItem(
  endpoint: string,
  ids: readonly string[],
  more: { private?: boolean } = {},
): Promise<ItemOutcomes> {
  const reply = await post(endpoint, { hashes: ids.join('|'), ...more });
  return answer<{ items: ItemOutcomes }>(reply).items;
}

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
