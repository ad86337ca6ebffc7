// The preferences that the page itself obeys. Read after signing in and after saving; asked for
// again before something is decided by them, because other clients may have changed them.

import { app } from '../api';
import { SessionError } from '../api/client';
import type { Preferences } from '../api/types';
import { locale } from '../lib/locale.svelte';
import { session } from './session.svelte';

/** Longer than this nobody waits for a question: what is known then decides. */
const PATIENCE_MS = 1500;

class PagePreferences {
  values = $state.raw<Preferences>({});

  /** As `app/preferences` has them. */
  take(values: Preferences): void {
    this.values = values;
    locale.use(this.text('locale'));
  }

  /** Reads them anew; without an answer in time the known ones stay. Never fails. */
  async refresh(): Promise<void> {
    const asked = app.preferences().then(
      (values) => {
        this.take(values);
      },
      (error: unknown) => {
        if (error instanceof SessionError) session.refused();
        // Unreachable: the poll loop says so already.
      },
    );
    let timer: ReturnType<typeof setTimeout> | undefined;
    const patience = new Promise<void>((done) => (timer = setTimeout(done, PATIENCE_MS)));
    await Promise.race([asked, patience]);
    clearTimeout(timer);
  }

  /** A switch; `otherwise` as long as it is not known. */
  flag(key: string, otherwise: boolean): boolean {
    const value = this.values[key];
    return typeof value === 'boolean' ? value : otherwise;
  }

  text(key: string): string {
    const value = this.values[key];
    return typeof value === 'string' ? value : '';
  }

  /** Changes one of them, as a dialog does that remembers a choice. */
  async set(key: string, value: boolean | string): Promise<void> {
    await app.setPreferences({ [key]: value });
    this.take({ ...this.values, [key]: value });
  }
}

export const preferences = new PagePreferences();
