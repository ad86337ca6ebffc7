// What was pasted, dropped or chosen and waits to be taken by the dialog that adds.

import { dialogs } from './dialogs.svelte';

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
}

export const intake = new Intake();
