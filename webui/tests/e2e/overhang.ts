// What sticks out of the window sideways, or can be pushed sideways without being made for it.
import type { Page } from '@playwright/test';

/**
 * The elements below `root` that do and go on doing it, in either direction of writing: while
 * something opens or is laid out anew, it may for a moment.
 */
export async function overhang(page: Page, root = 'main'): Promise<string[]> {
  let found = await overhangNow(page, root);
  for (let tries = 0; tries < 20 && found.length > 0; tries += 1) {
    await page.waitForTimeout(100);
    found = await overhangNow(page, root);
  }
  return found;
}

async function overhangNow(page: Page, root: string): Promise<string[]> {
  return page.evaluate((below) => {
    // These are made to be pushed.
    const free =
      '.visually-hidden, .levels, [role="grid"], [role="tablist"], table, nav, .ellipsis';
    const overflow = (one: Element) => getComputedStyle(one).overflowX;
    const held = (one: Element) => {
      for (let up = one.parentElement; up !== null; up = up.parentElement) {
        if (
          up !== document.body &&
          up !== document.documentElement &&
          ['auto', 'scroll'].includes(overflow(up))
        )
          return true;
      }
      return false;
    };
    const out = [...document.querySelectorAll(`html, ${below}, ${below} *`)].filter((one) => {
      const { left, right, width, height } = one.getBoundingClientRect();
      if (width === 0 || height === 0 || one.closest(free) !== null) return false;
      const inside = one.scrollWidth - one.clientWidth;
      const wide = inside > 1 && one.clientWidth > 0;
      if (one !== document.documentElement && ['auto', 'scroll'].includes(overflow(one)))
        return wide;
      if (held(one)) return false;
      const rtl = getComputedStyle(one).direction === 'rtl';
      const more = wide && overflow(one) === 'visible' ? inside : 0;
      return left - (rtl ? more : 0) < -1 || right + (rtl ? 0 : more) > innerWidth + 1;
    });
    return out.map((one) => `${one.tagName}.${one.getAttribute('class') ?? ''}`);
  }, root);
}

/** Turns the page round and keeps it so: the page sets its direction with its language. */
export async function rightToLeft(page: Page): Promise<void> {
  await page.evaluate(() => {
    const html = document.documentElement;
    const turn = () => {
      if (html.dir !== 'rtl') html.dir = 'rtl';
    };
    new MutationObserver(turn).observe(html, { attributeFilter: ['dir'] });
    turn();
  });
}
