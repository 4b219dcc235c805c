import type { Estimate } from '../../spec/index.js';
import type { CriticalMass } from './critical-mass.js';

/**
 * How far apart the critical masses of two directions lie: the first less the second. Where it is not 0, a population that was
 * carried from one convention to the other does not come back at the share at which it went, which is hysteresis.
 *
 * The interval is put together from those of the two (Zou and Donner 2008, Statistics in Medicine 27:1693), which
 * takes their runs for independent: runs that share their seeds make it rather too wide. An end is `null` where one of the
 * ends that it rests on lies beyond its scan.
 *
 * @returns `value` `null` with the reason in `note` where one of the two was not found.
 */
export function hysteresis(one: CriticalMass, other: CriticalMass): Estimate {
  const about = { n: one.runs + other.runs, method: 'square-and-add of two profile likelihoods 95 %' };
  if (one.status !== 'found' || other.status !== 'found') {
    const note =
      'the critical mass of one direction lies beyond what was scanned, so that their difference is not known';
    return { ...about, value: null, low: null, high: null, note };
  }
  const value = one.value - other.value;
  const down = apart(one.value, one.low, other.value, other.high);
  const up = apart(one.value, one.high, other.value, other.low);
  const note = 'an end of its interval lies beyond what was scanned';
  return {
    ...about,
    value,
    low: down === null ? null : value - down,
    high: up === null ? null : value + up,
    ...(down === null || up === null ? { note } : {}),
  };
}

/** Two distances from values to their ends, added as squares. */
function apart(one: number, end: number | null, other: number, otherEnd: number | null): number | null {
  return end === null || otherEnd === null ? null : Math.hypot(one - end, other - otherEnd);
}
