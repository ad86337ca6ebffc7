// Changes that a tab of the details makes: what follows is said, and the tab asks anew.

import { attempt } from '../state/attempt';
import { toasts } from '../state/toasts.svelte';
import type { Polled } from './polled.svelte';

/** True when it worked; `done` is said then, unless it is empty. */
export async function change(
  asked: Polled<unknown>,
  run: () => Promise<void>,
  done = '',
): Promise<boolean> {
  if (!(await attempt(run))) return false;
  if (done !== '') toasts.info(done);
  asked.refresh();
  return true;
}
