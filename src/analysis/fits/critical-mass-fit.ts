import type { Estimate, FitSummary, FittedCurve } from '../../spec/index.js';
import { criticalMass, type CriticalMass } from '../sociology/critical-mass.js';
import { hysteresis } from '../sociology/hysteresis.js';
import { finely } from './finely.js';
import { logisticLine } from './lines.js';
import type { Scan } from './scan.js';

const METHOD = 'profile likelihood over runs, clustered by seed 95 %';

/** A scan with the critical mass that was found in it; `null` where it has too few runs with the outcome. */
export interface MassOfScan {
  readonly curve: FittedCurve;
  readonly mass: CriticalMass | null;
}

/** The committed share at which half of the runs of a scan tip. */
export function criticalMassFit(scan: Scan): MassOfScan {
  const { levels, name, points, runs, column } = scan;
  const about = { levels, name, points: [...points] };
  const { time, unit } = column.horizon ?? { time: Number.NaN, unit: '' };
  const horizon = { time, words: `${time} ${unit}` };
  if (new Set(runs.map(({ x }) => x)).size < 2) {
    const sentence = `With ${name} fewer than two committed shares have runs that lasted until ${horizon.words}.`;
    const none = noEstimate(runs.length, 'fewer than two committed shares have runs with the outcome');
    const curve = { ...about, status: 'failed' as const, line: [], figures: figuresOf(none), sentence };
    return { curve, mass: null };
  }
  const mass = criticalMass(
    runs.map(({ seed, x, y }) => ({ run: `${x}.${seed}`, committed: x, value: y, clusters: { seed: `${seed}` } })),
    { horizon: horizon.time, by: 'seed' },
  );
  const line = logisticLine(runs);
  if (mass.status === 'censored') {
    const sentence = censored(mass, name, horizon.words);
    const none = noEstimate(mass.runs, mass.reason);
    return {
      curve: { ...about, status: 'censored', side: mass.side, line, figures: figuresOf(none), sentence },
      mass,
    };
  }
  const { value, low, high } = mass;
  const beyond = low === null || high === null ? { note: 'an end of its interval lies beyond what was scanned' } : {};
  const estimate = { value, low, high, n: mass.runs, method: METHOD, ...beyond };
  const sentence =
    `${within(name)}half of the runs tip within ${horizon.words} where a share of ${finely(value)} ` +
    `${ends(mass)} of all agents is committed.`;
  return { curve: { ...about, status: 'found', line, figures: figuresOf(estimate), sentence }, mass };
}

function within(name: string): string {
  return name === 'all conditions' ? 'At these conditions ' : `With ${name} `;
}

function ends({ low, high, scanned }: Extract<CriticalMass, { status: 'found' }>): string {
  const end = (value: number | null, beyond: string): string => (value === null ? beyond : finely(value));
  return `[${end(low, `below ${finely(scanned[0])}`)}, ${end(high, `above ${finely(scanned[1])}`)}]`;
}

function censored(
  { side, scanned }: Extract<CriticalMass, { status: 'censored' }>,
  name: string,
  horizon: string,
): string {
  const [least, most] = scanned.map(finely) as [string, string];
  if (side === 'above') {
    return (
      `${within(name)}no critical mass was found: even where ${most} of all agents are committed, the most that ran, ` +
      `fewer than half of the runs tip within ${horizon}. It lies above ${most}, or nowhere.`
    );
  }
  if (side === 'below') {
    return (
      `${within(name)}the critical mass lies below ${least}, the least that ran: there already more than half of the runs tip ` +
      `within ${horizon}.`
    );
  }
  return `${within(name)}no critical mass can be told from ${least} to ${most}: more committed agents do not tip more runs within ${horizon}.`;
}

function figuresOf(estimate: Estimate): FittedCurve['figures'] {
  return { critical_share: { title: 'committed share at which half of the runs tip', estimate } };
}

function noEstimate(n: number, note: string): Estimate {
  return { value: null, low: null, high: null, n, method: METHOD, note };
}

/** How far apart two directions tip. */
export function gapOf(between: string, [first, second]: readonly [MassOfScan, MassOfScan]): FitSummary['gap'] {
  const [one, other] = [first.curve.name, second.curve.name];
  const about = { between, first: one, second: other };
  if (first.mass === null || second.mass === null) {
    const note = 'one direction has too few runs with the outcome';
    return { ...about, estimate: noEstimate(0, note), sentence: `The two directions cannot be compared: ${note}.` };
  }
  const estimate = hysteresis(first.mass, second.mass);
  return { ...about, estimate, sentence: gapSentence(estimate, one, other) };
}

function gapSentence({ value, low, high, note }: Estimate, one: string, other: string): string {
  if (value === null) return `The two directions cannot be compared: ${note}.`;
  const shown = `${finely(Math.abs(value))}`;
  if (low === null || high === null)
    return `With ${one} it takes ${shown} ${value < 0 ? 'less' : 'more'} than with ${other}; ${note}.`;
  const interval = `[${finely(low)}, ${finely(high)}]`;
  if (low <= 0 && high >= 0) {
    return `Whether one direction takes a larger minority than the other is open: ${one} less ${other} is ${finely(value)} ${interval}.`;
  }
  return (
    `The two directions differ (hysteresis): with ${one} it takes ${shown} of all agents ${value < 0 ? 'less' : 'more'} ` +
    `than with ${other} (difference ${finely(value)} ${interval}).`
  );
}
