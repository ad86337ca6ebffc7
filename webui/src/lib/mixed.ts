// Values of several items in one field: the common one, or none when they differ.

/** The value that all have; null when they differ or there is none. */
export function common<Value>(values: readonly Value[]): Value | null {
  const [first] = values;
  if (first === undefined) return null;
  return values.every((value) => value === first) ? first : null;
}

/** Units of a speed limit, in bytes per second. */
export const UNITS = [1024, 1024 ** 2, 1024 ** 3] as const;

/** A speed as a number and the unit it is typed in: the largest that loses nothing, else KiB. */
export function inUnit(bytes: number): { amount: number; unit: number } {
  const unit = [...UNITS].reverse().find((one) => bytes >= one && bytes % one === 0) ?? UNITS[0];
  return { amount: Math.round((bytes / unit) * 1000) / 1000, unit };
}

/** A typed number, with a comma or a point; null for what is none. */
export function typedNumber(text: string): number | null {
  const plain = text.trim().replace(',', '.');
  return /^(?:\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}
