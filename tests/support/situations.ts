import type { Scenario, Situation } from '../../src/spec/index.js';
import { majorityOpinion, namingGame } from 'mesocosm/scenarios';

/** A remembered round of the naming game, as options: own, partner's. */
export type RoundOf = readonly [own: number, partner: number];

/** What an agent of the naming game faces after these rounds. */
export function namingAfter(rounds: readonly RoundOf[], scenario: Scenario = namingGame()): Situation {
  const memory = rounds.map(([own, partner]) => ({ own, partner }));
  return scenario.situations.facing({ memory, agent: 'agent-1' } as never);
}

/** What an agent faces whose `listed` others are known, `first` of them for the first opinion. */
export function opinionOf(first: number, listed: number, scenario?: Scenario): Situation {
  const { ladder } = (scenario ?? majorityOpinion({ agents: listed + 1 })).situations;
  return ladder?.points[first]?.situation as Situation;
}
