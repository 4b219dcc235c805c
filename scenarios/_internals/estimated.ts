import { figure, type Interval } from 'mesocosm';

/** A value and its interval, as in the rest of a report; the value alone where it has none, or none of any width. */
export function estimated(value: number, interval?: Interval): string {
  if (interval === undefined || interval.low === interval.high) return figure(value);
  return `${figure(value)} [${figure(interval.low)}, ${figure(interval.high)}]`;
}
