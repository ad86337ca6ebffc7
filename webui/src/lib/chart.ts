// The arithmetic of graphs: where the axis ends, which moments a table of them names.

/** Steps of an axis of bytes: powers of two, so that they read as 1, 2, 4 … of a unit. */
export const BINARY_STEPS: readonly number[] = Array.from({ length: 56 }, (_, at) => 2 ** at);

/** Steps of an axis of plain numbers: 1, 2, 5, 10 … */
export const PLAIN_STEPS: readonly number[] = Array.from({ length: 15 }, (_, power) =>
  [1, 2, 5].map((digit) => digit * 10 ** power),
).flat();

/** Steps of the time: seconds up to a year. */
export const TIME_STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * 60),
  ...[1, 2, 3, 4, 6, 12].map((hours) => hours * 3600),
  ...[1, 2, 3, 5, 7, 10, 15].map((days) => days * 86_400),
  ...[1, 2, 3, 4, 6].map((months) => months * 30 * 86_400),
  365 * 86_400,
];

/** Where an axis from 0 ends so that `most` has room below a whole step, about four of them. */
export function axisEnd(most: number, steps: readonly number[], least: number): number {
  const wanted = Math.max(most, least);
  const step = steps.find((one) => one * 4 >= wanted) ?? wanted / 4;
  return Math.ceil(wanted / step) * step;
}

/** At most `most` numbers from 0 to below `count`, evenly spread, the last one among them. */
export function spread(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, at) => at);
  const step = (count - 1) / (most - 1);
  return Array.from({ length: most }, (_, at) => Math.round(at * step));
}

export interface Extent {
  last: number | null;
  most: number | null;
  mean: number | null;
}

/** What can be said of a row of values in words; gaps (null) do not count. */
export function extent(values: readonly (number | null)[]): Extent {
  let last: number | null = null;
  let most: number | null = null;
  let sum = 0;
  let count = 0;
  for (const value of values) {
    if (value === null) continue;
    last = value;
    most = most === null || value > most ? value : most;
    sum += value;
    count += 1;
  }
  return { last, most, mean: count === 0 ? null : sum / count };
}
