// How wide a column has to be for what is in the document of it.

import type { ColumnId } from './columns';

/** Padding on both sides, and a little air. */
const AROUND = 18;
/** What stands in a cell besides its text. */
const BESIDES: Partial<Record<ColumnId, number>> = { state: 16, codex: 36, progress: 76 };
/** What stands in a head besides its label: the mark of the order. */
const MARK = 20;

export function fittingWidth(grid: HTMLElement, id: ColumnId): number {
  const range = document.createRange();
  let widest = 0;
  for (const cell of grid.querySelectorAll(`[data-column="${id}"]`)) {
    const besides = cell.getAttribute('role') === 'columnheader' ? MARK : (BESIDES[id] ?? 0);
    for (const one of [cell, ...cell.querySelectorAll('span')]) {
      if (one.childElementCount > 0 || one.textContent === '') continue;
      // Of the text itself: that is not cut off, as its element is.
      range.selectNodeContents(one);
      widest = Math.max(widest, range.getBoundingClientRect().width + besides);
    }
  }
  return Math.ceil(widest) + AROUND;
}
