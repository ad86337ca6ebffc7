// Changes on the server and what is said of their failure.

import { SessionError } from '../api/client';
import { t } from '../i18n';
import { dialogs } from './dialogs.svelte';
import { live } from './maindata.svelte';
import { session } from './session.svelte';
import { toasts } from './toasts.svelte';

/** Where a failure is told: a notice, or the dialog that asked. */
export type Say = (why: string) => void;

const notice: Say = (why) => {
  toasts.error(why);
};

/** A failed request: an ended session asks for the password, the rest is said. */
export function report(error: unknown, say: Say = notice): void {
  if (error instanceof SessionError) session.refused();
  else say(wordsOf(error));
}

export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Runs a change; tells of its failure; brings the list up to date. True when it worked. */
export async function attempt(run: () => Promise<unknown>, say: Say = notice): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    report(error, say);
    return false;
  } finally {
    live.refresh();
  }
}

/** An item for which something did not work. */
export interface Failure {
  name: string;
  why: string;
}

/** Says how many of all failed; which and why is one click away. */
export function tellFailures(failures: readonly Failure[], all: number): void {
  const [first] = failures;
  if (first === undefined) return;
  if (all === 1) {
    toasts.error(`${first.name}: ${first.why}`);
    return;
  }
  toasts.error(t.did.someFailed(failures.length, all), {
    label: t.did.show,
    run: () => void dialogs.open('failures', { failures }),
  });
}

/** The name of an item, for sentences about it. */
export function nameOf(id: string): string {
  const name = live.data.torrents.get(id)?.name;
  return name === undefined || name === '' ? id : name;
}
