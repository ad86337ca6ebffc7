// Which rows are shown, and in what order.

/** A value to sort by: text in natural order, numbers by size. */
export type SortValue = string | number;

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

export function compare(a: SortValue, b: SortValue): number {
  if (typeof a === 'string' || typeof b === 'string') return collator.compare(String(a), String(b));
  return a - b;
}

/**
 * The ids of `rows` that `keep` lets through, sorted by `value`.
 *
 * `previous` is the order before: ids that are still there start from it, which makes sorting a
 * table that hardly changed nearly free and keeps equal rows where they were.
 */
export function arrange<Row>(
  rows: ReadonlyMap<string, Row>,
  previous: readonly string[],
  keep: (row: Row, id: string) => boolean,
  value: (row: Row) => SortValue,
  descending: boolean,
): string[] {
  const entries: { id: string; value: SortValue }[] = [];
  const seen = new Set<string>();
  const consider = (id: string, row: Row | undefined) => {
    if (row === undefined || seen.has(id)) return;
    seen.add(id);
    if (keep(row, id)) entries.push({ id, value: value(row) });
  };
  for (const id of previous) consider(id, rows.get(id));
  for (const [id, row] of rows) consider(id, row);
  const sign = descending ? -1 : 1;
  entries.sort((a, b) => sign * compare(a.value, b.value));
  return entries.map((entry) => entry.id);
}
