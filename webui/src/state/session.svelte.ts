// Whether somebody is signed in. `expired` is not `out`: the page keeps everything on screen and
// asks for the password above it.

import { auth, type LoginOutcome } from '../api';

export type SessionStatus = 'unknown' | 'in' | 'out' | 'expired';

class Session {
  status = $state<SessionStatus>('unknown');

  /** An answer that only a signed-in page gets. */
  confirmed(): void {
    this.status = 'in';
  }

  /** The server does not know this login (any more). */
  refused(): void {
    this.status = this.status === 'in' || this.status === 'expired' ? 'expired' : 'out';
  }

  async login(username: string, password: string): Promise<LoginOutcome> {
    const outcome = await auth.login(username, password);
    if (outcome === 'ok') this.status = 'in';
    return outcome;
  }

  async logout(): Promise<void> {
    await auth.logout();
    this.status = 'out';
  }
}

export const session = new Session();
