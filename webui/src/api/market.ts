// The endpoints of storage that is bought on the marketplace of the node in use.

import { answer, get, post } from './client';
import type { StorageMarket } from './types.gen';

/** Terms as they travel: whole numbers as decimal texts. */
export type WireTerms = Readonly<Record<string, string>>;

export const market = {
  /** What was bought of an item, and what of it could be. */
  async of(hash: string, signal?: AbortSignal): Promise<StorageMarket> {
    return answer<StorageMarket>(await get('codex/purchases', { hash }, signal));
  },

  /** Requests storage for what is not bought; `again`: also what may be. */
  async buy(hash: string, terms: WireTerms, again: boolean): Promise<void> {
    await post('codex/purchase', { hash, again, ...terms });
  },
};
