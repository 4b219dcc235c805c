import type { AgentSlot, Event } from 'mesocosm';
import { BELIEF_STATED } from './rules.js';
import { beliefOf, LEVELS } from './scale.js';
import { startBeliefs } from './start-beliefs.js';

/** Where everybody stands, from the events of a run. */
export interface Beliefs {
  /** Beliefs now, in the order of the agents. */
  now(): readonly number[];
  of(agent: string): number;
  observe(event: Event): void;
}

/** Everybody as given at the start, before the first event. */
export function followBeliefs(
  agents: readonly Pick<AgentSlot, 'id'>[],
  { start }: { readonly start: readonly number[] },
): Beliefs {
  const levels = startBeliefs(agents.length, start);
  const held = new Map(agents.map(({ id }, place) => [id, beliefOf(levels[place] ?? 0)]));
  return {
    now: () => [...held.values()],
    of: (agent) => held.get(agent) ?? 0,
    observe({ type, agent = '', data }) {
      if (type === BELIEF_STATED) held.set(agent, Number(data['belief']));
    },
  };
}

/**
 * Bias B: the mean of the beliefs, from -2 to 2.
 *
 * Source: Chuang et al. 2024, arXiv 2311.09618, section 3.3.
 */
export function biasOf(beliefs: readonly number[]): number {
  return beliefs.reduce((sum, belief) => sum + belief, 0) / beliefs.length;
}

/**
 * Diversity D: the standard deviation of the beliefs with n - 1, so that two of ten at each of the five levels have 1.49.
 *
 * Source: Chuang et al. 2024, arXiv 2311.09618, sections 3.3 and 3.4.
 */
export function diversityOf(beliefs: readonly number[]): number {
  const mean = biasOf(beliefs);
  const squares = beliefs.reduce((sum, belief) => sum + (belief - mean) ** 2, 0);
  return Math.sqrt(squares / (beliefs.length - 1));
}

/** Variance (over n) in parts of the most that there can be: 0 where all believe alike, 1 where half are at each end. */
export function polarisationOf(beliefs: readonly number[]): number {
  const mean = biasOf(beliefs);
  const most = beliefOf(LEVELS.length - 1);
  return beliefs.reduce((sum, belief) => sum + (belief - mean) ** 2, 0) / (beliefs.length * most ** 2);
}
