// What can be undone, the last first. A step restores exactly what its action changed.

import { t } from '../i18n';
import { toasts } from './toasts.svelte';

/** How many items went back, and how many were left. */
export interface Restored {
  back: number;
  left: number;
}

export interface Step {
  /** Restores; null when it failed and was said. */
  restore: () => Promise<Restored | null>;
}

const MOST = 20;

export class Undo {
  steps = $state.raw<readonly Step[]>([]);

  /** Says what was done, with the way back. */
  offer(text: string, step: Step): void {
    this.steps = [...this.steps, step].slice(-MOST);
    toasts.info(text, {
      label: t.undo.action,
      run: () => void this.run(step),
    });
  }

  /** The last one, as Ctrl+Z means it. */
  async last(): Promise<void> {
    const step = this.steps.at(-1);
    if (step === undefined) toasts.info(t.undo.nothing);
    else await this.run(step);
  }

  async run(step: Step): Promise<void> {
    // Pressed twice: it is under way.
    if (!this.steps.includes(step)) return;
    this.steps = this.steps.filter((other) => other !== step);
    const restored = await step.restore();
    if (restored === null) this.steps = [...this.steps, step];
    else if (restored.back === 0) toasts.info(t.undo.gone);
    else if (restored.left > 0) {
      toasts.info(t.undo.partly(restored.back, restored.back + restored.left));
    } else toasts.info(t.undo.done);
  }

  clear(): void {
    this.steps = [];
  }
}

export const undo = new Undo();
