import { MemoryChoice, ruleArm, type Arm, type Scenario } from 'mesocosm';
import { scriptedBeliever } from './believers.js';
import { exchangeMemory } from './memory.js';
import type { OpinionExchangeParameters } from './parameters.js';
import { exchangeWorld } from './rules.js';

/**
 * The same people with the same turns, each alone: messages reach nobody, and everybody remembers only what it wrote and answered
 * itself. So what is left is where each drifts by itself. Words cannot be drawn from a prior as choices can: nothing stands in their
 * place.
 */
export function undelivered(parameters: OpinionExchangeParameters): Arm {
  return {
    name: 'isolated',
    removes:
      'lets no message reach anybody: the same turns, and everybody remembers only what it wrote and answered itself',
    plan({ scenario: given, condition, seed, agents }) {
      const { world } = exchangeWorld(parameters, false);
      const scenario: Scenario = { ...given, world };
      return { scenario, condition, arm: 'isolated', seed, agents };
    },
  };
}

/** Bounded confidence from the beliefs that people are given at the start. */
export const boundedConfidence: Arm = ruleArm({
  removes:
    'replaces every mind by bounded confidence: it goes half the way to a message that is near enough, and is drawn nowhere else',
  mind: () => scriptedBeliever(),
  // It goes on from its own last answer, which not every memory keeps.
  twin: (scenario) => ({ ...scenario, memory: exchangeMemory({ memory: MemoryChoice.parse({ kind: 'all' }) }) }),
});
