// Numbers of the wire in units that people use: limits in KiB/s, times in minutes, sizes in MiB.
// A field shows the largest unit in which its value is a whole number.

import { t } from '../i18n/more';

export interface Unit {
  label: string;
  /** In a sentence, where that is another word. */
  short?: string;
  /** How many units of the wire one of these is. */
  factor: number;
}

const KI = 1024;

/** From the smallest to the largest; the first of a rate is the smallest that is offered. */
const SCALES: Record<string, readonly Unit[]> = {
  'bytes/s': [
    { label: 'KiB/s', factor: KI },
    { label: 'MiB/s', factor: KI ** 2 },
  ],
  'KiB/s': [
    { label: 'KiB/s', factor: 1 },
    { label: 'MiB/s', factor: KI },
  ],
  bytes: [
    {
      get label() {
        return t.prefs.units.bytes;
      },
      short: 'B',
      factor: 1,
    },
    { label: 'KiB', factor: KI },
    { label: 'MiB', factor: KI ** 2 },
    { label: 'GiB', factor: KI ** 3 },
    { label: 'TiB', factor: KI ** 4 },
  ],
  KiB: [
    { label: 'KiB', factor: 1 },
    { label: 'MiB', factor: KI },
    { label: 'GiB', factor: KI ** 2 },
  ],
  MiB: [
    { label: 'MiB', factor: 1 },
    { label: 'GiB', factor: KI },
  ],
  ms: [
    { label: 'ms', factor: 1 },
    {
      get label() {
        return t.prefs.units.seconds;
      },
      short: 's',
      factor: 1000,
    },
  ],
  s: [
    {
      get label() {
        return t.prefs.units.seconds;
      },
      short: 's',
      factor: 1,
    },
    {
      get label() {
        return t.prefs.units.minutes;
      },
      short: 'min',
      factor: 60,
    },
    {
      get label() {
        return t.prefs.units.hours;
      },
      short: 'h',
      factor: 3600,
    },
    {
      get label() {
        return t.prefs.units.days;
      },
      short: 'd',
      factor: 86_400,
    },
  ],
  minutes: [
    {
      get label() {
        return t.prefs.units.minutes;
      },
      short: 'min',
      factor: 1,
    },
    {
      get label() {
        return t.prefs.units.hours;
      },
      short: 'h',
      factor: 60,
    },
    {
      get label() {
        return t.prefs.units.days;
      },
      short: 'd',
      factor: 1440,
    },
  ],
  hours: [
    {
      get label() {
        return t.prefs.units.hours;
      },
      short: 'h',
      factor: 1,
    },
    {
      get label() {
        return t.prefs.units.days;
      },
      short: 'd',
      factor: 24,
    },
  ],
};

/** Other spellings of the same units. */
const SAME: Record<string, string> = {
  B: 'bytes',
  byte: 'bytes',
  'B/s': 'bytes/s',
  seconds: 's',
  sec: 's',
  min: 'minutes',
  milliseconds: 'ms',
};

/** The units to choose from; those in which not even the largest value is 1 are left out. */
export function unitsOf(unit: string, max: number | null): readonly Unit[] {
  const name = SAME[unit] ?? unit;
  const scale = Object.hasOwn(SCALES, name) ? SCALES[name] : undefined;
  if (scale === undefined) return [{ label: unit, factor: 1 }];
  return scale.filter((one, at) => at === 0 || max === null || one.factor <= max);
}

/** The position of the unit that shows a value best. */
export function bestUnit(units: readonly Unit[], value: number): number {
  if (value === 0) return 0;
  const at = units.findLastIndex((one) => value % one.factor === 0);
  return Math.max(0, at);
}

/** A value with its unit, as in a sentence. */
export function withUnit(value: number, unit: string): string {
  if (unit === '') return String(value);
  const units = unitsOf(unit, null);
  const one = value < 0 ? undefined : units[bestUnit(units, value)];
  if (one === undefined) return String(value);
  return `${trimmed(value / one.factor)} ${one.short ?? one.label}`;
}

/** Without a tail of zeros, and without powers of ten. */
export function trimmed(value: number): string {
  return Number.isInteger(value) ? String(value) : String(Number(value.toFixed(3)));
}

/** What stands in a number field, in units of the wire; null when it is no number. */
export function parsed(text: string, factor: number, whole: boolean): number | null {
  const clean = text.trim().replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(clean)) return null;
  const value = Number(clean) * factor;
  if (!Number.isFinite(value)) return null;
  return whole ? Math.round(value) : value;
}
