import { ruleArm, type AgentSlot, type Arm, type Scenario } from 'mesocosm';
import { scriptedDeliberator } from './deliberator.js';
import type { Resolved } from './parameters.js';
import { deliberationWorld } from './rules.js';
import { schedule } from './schedule.js';

/**
 * The same people with the same turns, each alone: words and hands reach nobody, and everybody remembers only its own. Words
 * cannot be drawn from a prior as choices can, so nothing stands in their place.
 */
export function unheard(parameters: Resolved, slots: readonly AgentSlot[]): Arm {
  return {
    name: 'isolated',
    asksAfter: true,
    removes: 'lets nobody hear or see anybody: the same turns, and everybody remembers only its own words and hands',
    plan({ scenario: given, condition, seed, agents }) {
      const { world } = deliberationWorld(parameters, slots, false);
      const scenario: Scenario = { ...given, world, regime: schedule(parameters, slots, (agent) => [agent]) };
      return { scenario, condition, arm: 'isolated', seed, agents };
    },
  };
}

/** Deliberators by a rule, half of whose weight stays on what each said alone. */
export function stubbornAveraging({ options }: Resolved): Arm {
  return ruleArm({
    removes: 'replaces every mind by averaging with a stubbornness of one half, from what each would vote alone',
    mind: ({ priors }) => scriptedDeliberator({ options, positions: priors, stubbornness: 0.5 }),
  });
}
