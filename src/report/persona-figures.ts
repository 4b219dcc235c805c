import type { Estimate } from '../persona/measuring/index.js';
import { number, share } from './format.js';

/** `.62 [.55, .69]` of a measured population, in which no line is broken; without a value `none`. */
export function interval({ value, low, high }: Estimate, show: (value: number | null) => string = share): string {
  if (value === null) return 'none';
  return low === null || high === null ? show(value) : `${show(value)}\u00a0[${show(low)},\u00a0${show(high)}]`;
}

/** A number that may be missing: `none` rather than a reason. */
export function orNone(value: number | null | undefined, show: (value: number) => string = share): string {
  return value === null || value === undefined ? 'none' : show(value);
}

/** A divergence, which has no upper end. */
export function divergence(value: number): string {
  return Math.abs(value) < 10 ? share(value) : number(value);
}

/** `p = .012`, or `p < .001`. */
export function chanceOf(pValue: number | null): string {
  if (pValue === null) return 'no p-value';
  return pValue < 0.001 ? 'p < .001' : `p = ${share(pValue)}`;
}

/** A name no longer than so many characters. */
export function shortened(name: string, most: number): string {
  return name.length <= most ? name : `${name.slice(0, Math.max(1, most - 1)).trimEnd()}…`;
}

/** `a, b and 3 more`. */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).join(', ');
  return names.length <= most ? shown : `${shown} and ${names.length - most} more`;
}
