// Comparing values of short lists. The list of torrents has its own way, see `arrangement.ts`.

/** A value to sort by: text in natural order, numbers by size. */
export type SortValue = string | number;

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

export function compare(a: SortValue, b: SortValue): number {
  if (typeof a === 'string' || typeof b === 'string') return collator.compare(String(a), String(b));
  return a - b;
}
