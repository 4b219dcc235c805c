import { ruleArm, ruleMind, type Arm, type Scenario, type Situation } from 'mesocosm';
import { inventoryTwin } from './inventory-twin.js';
import type { Resolved } from './resolve.js';

/** Options in the holes of a situation's state, in order. */
function optionsIn(situation: Situation): readonly number[] {
  return situation.state.flatMap((part) => (typeof part === 'object' && 'option' in part ? [part.option] : []));
}

/** Each option as likely as often it stands among these; all alike where there is none. */
function inProportion(situation: Situation, choices: readonly number[]): readonly number[] {
  if (choices.length === 0) return situation.options.map(() => 1 / situation.options.length);
  return situation.options.map((_, option) => choices.filter((choice) => choice === option).length / choices.length);
}

/**
 * The minimal naming game: an agent says a random name of its inventory; if the other knows it both forget all others,
 * else the other learns it.
 *
 * Source: Baronchelli, Felici, Loreto, Caglioti, Steels 2006, Journal of Statistical Mechanics P06014.
 */
export function minimalNamingGame(resolved: Resolved): Arm {
  const mind = ruleMind({
    name: 'rule:minimal-naming-game',
    probabilities: (situation) => inProportion(situation, optionsIn(situation)),
  });
  return ruleArm({
    name: 'rule',
    removes: 'replaces every mind by the minimal naming game with inventories, in which no name is preferred',
    mind: () => mind,
    twin: (scenario: Scenario) => inventoryTwin(scenario, resolved),
  });
}

/**
 * Drift: an agent copies the partner of a random remembered round, and draws from its own prior while it remembers none.
 * Copying the last partner alone would only exchange two names, so that none would ever spread.
 */
export const drift: Arm = ruleArm({
  name: 'drift',
  removes: 'replaces every mind by copying of a random remembered partner, starting from its own prior',
  refuses: ({ scenario }) =>
    scenario.memory?.window === 0 ? 'nobody remembers a partner in this condition' : undefined,
  mind: ({ priors }, agent) =>
    ruleMind({
      name: 'rule:drift',
      probabilities(situation) {
        const partners = optionsIn(situation).filter((_, index) => index % 2 === 1);
        return partners.length === 0
          ? (priors[agent.id] ?? inProportion(situation, []))
          : inProportion(situation, partners);
      },
    }),
});
