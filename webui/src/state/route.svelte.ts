// Which view is shown. It is the part of the address after `#`, so that reloading, going back and
// bookmarks work, and no server has to know of it.

export const VIEWS = ['transfers', 'rss', 'search', 'statistics', 'log', 'about'] as const;
export type ViewName = (typeof VIEWS)[number];

class Route {
  view = $state<ViewName>('transfers');

  constructor() {
    if (typeof window === 'undefined') return;
    this.#read();
    window.addEventListener('hashchange', () => {
      this.#read();
    });
  }

  go(view: ViewName): void {
    location.hash = address(view);
  }

  #read(): void {
    const name = location.hash.replace(/^#\/?/, '').replace(/[?&=].*$/, '');
    this.view = VIEWS.find((view) => view === name) ?? 'transfers';
  }
}

/** The address of a view, relative to the page. */
export function address(view: ViewName): string {
  return view === 'transfers' ? '#/' : `#/${view}`;
}

export const route = new Route();
