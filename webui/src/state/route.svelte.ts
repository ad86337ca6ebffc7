// Which view is shown. It is the part of the address after `#`, so that reloading, going back and
// bookmarks work, and no server has to know of it.

export const VIEWS = ['transfers', 'rss', 'search', 'statistics', 'log', 'about'] as const;
export type ViewName = (typeof VIEWS)[number];

class Route {
  view = $state<ViewName>('transfers');
  /** Whether somebody has gone from one view to another: then the new one takes the focus. */
  moved = false;

  constructor() {
    if (typeof window === 'undefined') return;
    this.#read();
    this.moved = false;
    window.addEventListener('hashchange', () => {
      this.#read();
    });
  }

  go(view: ViewName): void {
    location.hash = address(view);
  }

  #read(): void {
    const name = location.hash.replace(/^#\/?/, '').replace(/[?&=].*$/, '');
    const to = VIEWS.find((view) => view === name) ?? 'transfers';
    if (to === this.view) return;
    this.moved = true;
    this.view = to;
  }
}

/** The address of a view, relative to the page. */
export function address(view: ViewName): string {
  return view === 'transfers' ? '#/' : `#/${view}`;
}

export const route = new Route();
