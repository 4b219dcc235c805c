import { figure, signedFigure } from '../foundation/statistics/index.js';
import type { Estimate } from '../spec/index.js';

/** A number on the probability scale, see {@link figure}. */
export function share(value: number | null): string {
  return value === null ? 'not available' : figure(value);
}

/** The same with a sign, for differences. */
export function signed(value: number | null): string {
  return value === null ? 'not available' : signedFigure(value);
}

/** `.62 [.55, .69]`; without an interval the value alone, without a value the reason. */
export function estimate(given: Estimate | null, show: (value: number | null) => string = share): string {
  if (given === null) return 'did not run';
  if (given.value === null) return `not available (${given.note ?? 'no reason given'})`;
  if (given.low === null || given.high === null || given.low === given.high) return show(given.value);
  return `${show(given.value)} [${show(given.low)}, ${show(given.high)}]`;
}

/** A measured value of any size: three significant digits below 100, whole above. */
export function number(value: number | null): string {
  if (value === null) return 'not available';
  if (Number.isInteger(value)) return count(value);
  return Math.abs(value) >= 100 ? count(Math.round(value)) : Number(value.toPrecision(3)).toString();
}

/** A count, in groups of three with spaces at which no line is broken. */
export function count(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(\d{3})+(?!\d))/g, '\u00a0');
}

/** `1 run`, `2 runs`; a third argument where it takes more than an s. */
export function plural(value: number, word: string, many = `${word}s`): string {
  return `${count(value)} ${value === 1 ? word : many}`;
}

/** `2 min 5 s`. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${seconds < 9.95 ? seconds.toFixed(1) : whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** `$12.30`; amounts below ten cents with two significant digits. */
export function dollars(usd: number): string {
  if (usd === 0 || usd >= 0.1) return `$${usd.toFixed(2)}`;
  return `$${usd.toFixed(Math.min(12, 1 - Math.floor(Math.log10(usd))))}`;
}
