import { canonicalState, type Mind, type Scenario, type Situation } from '../../src/spec/index.js';
import { namingGame } from '../../scenarios/index.js';

/** Four agents who remember little. */
export function shortNamingGame(memory = 2): Scenario {
  return namingGame({ agents: 4, horizon: 40, memory });
}

/** Chooses the first name with .1 and .2 for every remembered partner who said it, and with as much more as is given. */
export function follower(more: (situation: Situation, occasion: number) => number = () => 0): Mind {
  return {
    name: 'rule:follower',
    judge(situation, { occasion }) {
      const rounds = canonicalState(situation).split(' ');
      const p = 0.1 + 0.2 * rounds.filter((round) => round[1] === 'Q').length + more(situation, occasion);
      return { kind: 'distribution', probabilities: [p, 1 - p] };
    },
  };
}

/** .3 more where the last partner said the first name. */
export function endsOnQ(situation: Situation): number {
  return canonicalState(situation).endsWith('Q') ? 0.3 : 0;
}
