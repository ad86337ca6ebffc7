// Where the node is set.

import { dialogs } from './dialogs.svelte';

/** Opens the preferences on the page of the node. */
export function openNodeSettings(): void {
  void dialogs.open('preferences', { page: 'Codex' });
}
