// The panel with the details: whether it is open, how high, and at which tab. A browser remembers
// all three. On a narrow screen it is a sheet over the page, which no visit starts with.

import { TAB_IDS, type TabId } from '../details/tabs';
import { media } from '../lib/media.svelte';
import { recall, remember } from '../lib/storage';

const STORE = 'panel';
const USUAL = 300;
/** Less shows nothing. */
export const LEAST = 140;

class Panel {
  tab = $state<TabId>('general');
  /** Pixels; what the window has no room for is not drawn, but stays remembered. */
  height = $state(USUAL);
  /** Counts the wishes to have the focus in the panel. */
  wanted = $state(0);
  #below = $state(true);
  #sheet = $state(false);

  constructor() {
    const saved = recall(STORE);
    if (typeof saved !== 'object' || saved === null) return;
    if ('tab' in saved) this.tab = TAB_IDS.find((id) => id === saved.tab) ?? 'general';
    if ('height' in saved && typeof saved.height === 'number') this.resize(saved.height);
    if ('open' in saved) this.#below = saved.open !== false;
  }

  get shown(): boolean {
    return media.narrow ? this.#sheet : this.#below;
  }

  /** Shows it, at a tab or where it was, and puts the focus into it. */
  open(tab: TabId = this.tab): void {
    this.#show(true);
    this.select(tab);
    this.wanted += 1;
  }

  close(): void {
    this.#show(false);
    this.#save();
  }

  toggle(): void {
    if (this.shown) this.close();
    else this.open();
  }

  select(tab: TabId): void {
    this.tab = tab;
    this.#save();
  }

  /** Remembered only with `save`: dragging asks for many heights. */
  resize(height: number, save = false): void {
    this.height = Math.max(LEAST, Math.round(Number.isFinite(height) ? height : USUAL));
    if (save) this.#save();
  }

  reset(): void {
    this.resize(USUAL, true);
  }

  #show(shown: boolean): void {
    if (media.narrow) this.#sheet = shown;
    else this.#below = shown;
  }

  #save(): void {
    remember(STORE, { tab: this.tab, height: this.height, open: this.#below });
  }
}

export const panel = new Panel();
