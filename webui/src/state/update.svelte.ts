// Whether the server has another version of this page than the one that runs here. Asked after
// signing in and whenever the server was away; nothing is reloaded without a hand, because somebody
// may be typing.

import { entityTag } from '../api/client';
import { server } from '../api/server';

/** The page's own script: its tag is another as soon as the page is. */
const SCRIPT = 'assets/app.js';

class Update {
  /** There is another version, or a part of this one could not be loaded. */
  offered = $state(false);
  #known: string | undefined;

  /** Never fails: without an answer nothing is known. */
  async check(): Promise<void> {
    try {
      const [tag, build] = await Promise.all([entityTag(SCRIPT), server.buildInfo()]);
      const version = `${tag ?? ''} ${build.libtorrent}`;
      if (this.#known === undefined) this.#known = version;
      else if (this.#known !== version) this.offered = true;
    } catch {
      // Away or signed out: both are said elsewhere.
    }
  }

  /** A part that is loaded when needed did not come. */
  missed(): void {
    this.offered = true;
  }

  later(): void {
    this.offered = false;
    this.#known = undefined;
  }
}

export const update = new Update();
