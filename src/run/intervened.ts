import type { Arm, Intervention } from '../spec/index.js';

/** Name of the arm in which something is done to the run from outside. */
export const INTERVENED = 'intervened';

/**
 * The interacting run with something done to it from outside. It shares seeds and keyed draws with `interacting`, so that
 * the two are the same up to the first intervention, and what differs afterwards is its effect.
 *
 * @example
 * const arm = intervened([{ when: { time: 10 }, changes: [{ do: 'commit', agent: 'agent-1', option: 'M' }] }]);
 */
export function intervened(interventions: readonly Intervention[]): Arm {
  return {
    name: INTERVENED,
    asksAfter: true,
    removes: 'removes nothing: the interacting run, with something done to it from outside',
    plan: ({ scenario, condition, seed, agents }) => ({
      scenario,
      condition,
      arm: INTERVENED,
      seed,
      agents,
      interventions: [...interventions],
    }),
  };
}
