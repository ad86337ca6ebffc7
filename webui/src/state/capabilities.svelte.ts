// What the server and its node offer: which views and actions there are. Read after signing in and
// whenever another node or another state of it is reported.

import { codex } from '../api';
import { SessionError } from '../api/client';
import type { Capabilities } from '../api/types';
import { session } from './session.svelte';

class ServerCapabilities {
  /** Null until the first answer. */
  value = $state.raw<Capabilities | null>(null);

  /** Never fails: without an answer what is known stays. */
  async refresh(): Promise<void> {
    try {
      this.value = await codex.capabilities();
    } catch (error) {
      if (error instanceof SessionError) session.refused();
    }
  }

  /** Whether the server offers a part: `rss`, `search`, …; no as long as nobody knows. */
  feature(name: string): boolean {
    const features: Record<string, boolean> = this.value?.features ?? {};
    return features[name] === true;
  }
}

export const capabilities = new ServerCapabilities();
