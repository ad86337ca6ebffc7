// Light, dark, or as the system wishes. Applied before anything is drawn: `main.ts` imports this
// first, since the policy forbids a script inside the page.

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

/** The browser remembers it: two people at two screens may want two themes. */
const STORE = 'qcodex.theme';

class ThemeChoice {
  chosen = $state<Theme>('system');
  /** What is shown. */
  shown = $state<'light' | 'dark'>('light');
  readonly #dark: MediaQueryList | undefined;

  constructor() {
    if (typeof window === 'undefined') return;
    this.#dark = matchMedia('(prefers-color-scheme: dark)');
    this.#dark.addEventListener('change', () => {
      this.#apply();
    });
    // Another tab has chosen.
    window.addEventListener('storage', (event) => {
      if (event.key !== STORE && event.key !== null) return;
      this.chosen = remembered();
      this.#apply();
    });
    this.chosen = remembered();
    this.#apply();
  }

  choose(theme: Theme): void {
    this.chosen = theme;
    try {
      localStorage.setItem(STORE, theme);
    } catch {
      // Private windows may refuse; then it holds until the page is left.
    }
    this.#apply();
  }

  #apply(): void {
    const dark = this.chosen === 'system' ? this.#dark?.matches === true : this.chosen === 'dark';
    this.shown = dark ? 'dark' : 'light';
    const root = document.documentElement;
    root.dataset.theme = this.shown;
    // The frame of the browser or of the installed page has the colour of the page's own bar.
    const background = getComputedStyle(root).getPropertyValue('--bg').trim();
    if (background === '') return;
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      meta.setAttribute('content', background);
    }
  }
}

function remembered(): Theme {
  try {
    const stored = localStorage.getItem(STORE);
    return THEMES.find((theme) => theme === stored) ?? 'system';
  } catch {
    return 'system';
  }
}

export const theme = new ThemeChoice();
