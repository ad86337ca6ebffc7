// Numbers as people read them. Sentinels of the wire end here.
import { t } from '../i18n';
import { locale } from './locale.svelte';

/** qBittorrent's "never": eight million seconds and more say that nobody knows. */
const ETA_UNKNOWN = 8_640_000;

/** Right to left, keeps a number in front of its unit, whatever stands around them. */
function together(text: string): string {
  const turned = typeof document !== 'undefined' && document.documentElement.dir === 'rtl';
  return turned ? `\u2068${text}\u2069` : text;
}

/** Binary units with about three digits; a dash for what is unknown (negative). */
export function bytes(value: number): string {
  if (!Number.isFinite(value) || value < 0) return t.units.none;
  let unit = 0;
  let amount = value;
  while (amount >= 1023.5 && unit < t.units.bytes.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  const digits = unit === 0 || amount >= 100 ? 0 : amount >= 10 ? 1 : 2;
  return together(`${locale.number(amount, digits)} ${t.units.bytes[unit] ?? ''}`);
}

/** A speed; empty for none, so that a quiet table is quiet. */
export function speed(value: number): string {
  return value > 0 ? together(`${bytes(value)}${t.units.perSecond}`) : '';
}

/** Percent, rounded down: 100 % is said only of what is whole. */
export function percent(progress: number): string {
  const value = Math.min(1, Math.max(0, progress)) * 100;
  if (value >= 100) return together('100 %');
  return together(`${locale.number(Math.floor(value * 10) / 10, 1)} %`);
}

/** A time span in its two largest units. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0 || seconds >= ETA_UNKNOWN) return '';
  const whole = Math.floor(seconds);
  const parts: [number, string][] = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor((whole % 86_400) / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'min'],
    [whole % 60, 's'],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first === -1) return '0 s';
  const shown = parts.slice(first, first + 2).filter(([amount]) => amount > 0);
  return together(shown.map(([amount, unit]) => `${String(amount)} ${unit}`).join(' '));
}

export function ratio(value: number): string {
  return value < 0 ? '∞' : locale.number(Math.floor(value * 100) / 100, 2);
}

/** A moment in the reader's own time zone. */
export function moment(unixSeconds: number): string {
  return unixSeconds > 0 ? locale.moment(unixSeconds * 1000) : '';
}
