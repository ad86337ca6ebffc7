// What was pasted, dropped, chosen or handed over by another program, and waits to be taken by the
// dialog that adds.

import { linkInAddress } from '../lib/links';
import { dialogs } from './dialogs.svelte';

/** Where the dialog keeps what is typed, see `dialogs/add/memory.ts`; its code is not loaded yet. */
export const DRAFT = 'qcodex.add.draft';

class Intake {
  links = $state.raw('');
  files = $state.raw<readonly File[]>([]);

  /** Opens the dialog, or gives it more when it is open. */
  async offer(links = '', files: readonly File[] = []): Promise<void> {
    this.links = [this.links, links].filter(Boolean).join('\n');
    this.files = [...this.files, ...files];
    if (!dialogs.has('add')) await dialogs.open('add', {});
  }

  /** Hands over what waits, once. */
  take(): { links: string; files: readonly File[] } {
    const taken = { links: this.links, files: this.files };
    this.links = '';
    this.files = [];
    return taken;
  }

  /** Once somebody is signed in: what the address brings, or what a reload has interrupted. */
  start(): void {
    if (this.fromAddress()) return;
    try {
      if (sessionStorage.getItem(DRAFT) !== null) void this.offer();
    } catch {
      // No storage, so there is nothing to go on with.
    }
  }

  /** Takes the link that stands in the address after `#add=`, and takes it out of there. */
  fromAddress(): boolean {
    const link = linkInAddress(location.hash);
    if (link === null) return false;
    // Not a step to go back to: it would be added again.
    history.replaceState(history.state, '', `${location.pathname}${location.search}#/`);
    void this.offer(link.trim());
    return true;
  }
}

export const intake = new Intake();
