// Windowing of rows with one fixed height: only what is near the view is in the document.

/** Rows drawn beyond each edge, so that scrolling never shows a gap. */
export const MARGIN = 4;

export interface Slice {
  first: number;
  /** One past the last. */
  end: number;
}

export function slice(scrollTop: number, height: number, rowHeight: number, count: number): Slice {
  const first = Math.max(0, Math.floor(scrollTop / rowHeight) - MARGIN);
  const end = Math.min(count, Math.ceil((scrollTop + height) / rowHeight) + MARGIN);
  // After a filter the view may stand beyond the end until the browser corrects it.
  return { first: Math.min(first, Math.max(0, count - 1)), end };
}

/** Where to scroll so that a row is wholly seen below `head` pixels of fixed header. */
export function scrollToShow(
  index: number,
  scrollTop: number,
  height: number,
  rowHeight: number,
  head: number,
): number {
  const top = index * rowHeight;
  if (top < scrollTop) return top;
  const over = top + rowHeight - (scrollTop + height - head);
  return over > 0 ? scrollTop + over : scrollTop;
}
