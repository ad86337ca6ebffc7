// Speed limits as people write them.
import { t } from '../i18n';
import { bytes } from './format';

const KIB = 1024;
const MIB = 1024 * KIB;

/** What is offered, in bytes per second; 0 is no limit. */
export const PRESETS = [
  0,
  128 * KIB,
  512 * KIB,
  MIB,
  2 * MIB,
  5 * MIB,
  10 * MIB,
  25 * MIB,
  50 * MIB,
  100 * MIB,
] as const;

/** Whole KiB per second, as in a field. */
export function kibOf(bytesPerSecond: number): string {
  return String(Math.ceil(Math.max(0, bytesPerSecond) / KIB));
}

export function limitText(bytesPerSecond: number): string {
  return bytesPerSecond > 0
    ? `${bytes(bytesPerSecond)}${t.units.perSecond}`
    : t.speedLimits.unlimited;
}
