import { figure } from '../../../../foundation/statistics/index.js';
import type { Estimate } from '../../../../spec/index.js';

/** `.62 [.55, .69]`, as figures are written for people; the value alone where it has no interval, `not known` without one. */
export function inWords({ value, low, high }: Estimate): string {
  if (value === null) return 'not known';
  const interval = low === null || high === null || low === high ? '' : ` [${sized(low)}, ${sized(high)}]`;
  return `${sized(value)}${interval}`;
}

/** Three significant digits of what is not on the scale from −1 to 1. */
function sized(value: number): string {
  if (Math.abs(value) <= 1) return figure(value);
  return Math.abs(value) >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}

/** What a difference from a neutral point says: its interval lies above, below, or holds it. */
export function sideOf({ low, high, n }: Estimate, neutral = 0): 'above' | 'below' | 'open' {
  if (low === null || high === null || n < 6) return 'open';
  return low > neutral ? 'above' : high < neutral ? 'below' : 'open';
}
