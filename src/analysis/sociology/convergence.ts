import { userError } from '../../foundation/errors/index.js';

/** One meeting: whether those who met agreed; `null` where it cannot be told, as after a failed decision. */
export interface Meeting {
  /** Virtual time, or the number of the meeting; not decreasing. */
  readonly time: number;
  readonly agreed: boolean | null;
}

/** What counts as converged. Published studies differ in it, so it is always stated. */
export interface ConvergenceRule {
  /** Meetings that are looked at together, the last ones: a positive integer. */
  readonly window: number;
  /** Share of them that must have agreed: above 0, at most 1. */
  readonly threshold: number;
}

/** When a population converged by a rule. */
export interface Convergence extends ConvergenceRule {
  /** Time of the meeting at which it had; meetings that cannot be told count as disagreements. `null`: not in this run. */
  readonly at: number | null;
  /** The same if all that cannot be told had been agreements: it cannot have been earlier. */
  readonly earliest: number | null;
  readonly made: number;
  readonly missing: number;
}

/**
 * The first time at which the last `window` meetings agreed in a share of at least `threshold`. The window lies within what it
 * reports: nothing converges before `window` meetings.
 *
 * Thresholds in use: 1 over 3 N meetings (Ashery, Aiello, Baronchelli 2025, Science Advances 11(20), eadu9368, the published
 * code), .98 over 3 N (Flint, Aiello, Pastor-Satorras, Baronchelli 2026, arXiv 2510.22422).
 *
 * @param meetings Of one run, in their order.
 * @throws MesocosmError (usage) for a rule out of bounds.
 */
export function convergence(meetings: readonly Meeting[], rule: ConvergenceRule): Convergence {
  const { window, threshold } = rule;
  checkWindow(window);
  if (!(threshold > 0 && threshold <= 1)) {
    throw userError({ kind: 'usage', what: `the threshold is ${threshold}`, expected: 'above 0 and at most 1' });
  }
  const missing = meetings.filter(({ agreed }) => agreed === null).length;
  return {
    window,
    threshold,
    at: firstReached(meetings, rule, (agreed) => agreed === true),
    earliest: firstReached(meetings, rule, (agreed) => agreed !== false),
    made: meetings.length - missing,
    missing,
  };
}

/** @throws MesocosmError (usage) unless it is a positive integer. */
export function checkWindow(window: number): void {
  if (Number.isInteger(window) && window > 0) return;
  throw userError({ kind: 'usage', what: `the window is ${window}`, expected: 'a positive integer' });
}

function firstReached(
  meetings: readonly Meeting[],
  { window, threshold }: ConvergenceRule,
  counts: (agreed: boolean | null) => boolean,
): number | null {
  let inside = 0;
  for (const [index, { time, agreed }] of meetings.entries()) {
    inside += Number(counts(agreed));
    const left = meetings[index - window];
    if (left !== undefined) inside -= Number(counts(left.agreed));
    // Not `threshold * window`: 0.56 * 25 is a little above 14.
    if (index + 1 >= window && inside / window >= threshold) return time;
  }
  return null;
}
