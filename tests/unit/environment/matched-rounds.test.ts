import { describe, expect, it } from 'vitest';
import { matchedRounds } from '../../../src/environment/index.js';
import { randomMatching, roundRobin, type Matching } from '../../../src/foundation/network/index.js';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import type { Activation, Regime } from '../../../src/spec/index.js';
import { AGENTS, runSmallWorld, typesOf } from '../../support/small-world.js';

function first(regime: Regime, agents: readonly string[], count: number): readonly Activation[] {
  const activations: Activation[] = [];
  for (const activation of regime.activations(agents, chancesFrom(1))) {
    if (activations.length === count) break;
    activations.push(activation);
  }
  return activations;
}

describe('matchedRounds', () => {
  it('should activate the pairs of each round at its time, each pair for itself', () => {
    const activations = first(matchedRounds(roundRobin()), AGENTS, 6);

    expect(activations.map(({ index, time, agents }) => ({ index, time, agents: [...agents].sort().join(' ') }))).toEqual([
      { index: 0, time: 0, agents: 'ann dia' },
      { index: 1, time: 0, agents: 'ben cem' },
      { index: 2, time: 1, agents: 'ben dia' },
      { index: 3, time: 1, agents: 'ann cem' },
      { index: 4, time: 2, agents: 'cem dia' },
      { index: 5, time: 2, agents: 'ann ben' },
    ]); // prettier-ignore
    expect(activations[3]).toMatchObject({ together: true, reason: 'round 2: they were matched' });
    expect(activations.every(({ agents, reads, writes }) => reads === agents && writes === agents)).toBe(true);
  });

  it('should be named after the matching', () => {
    expect(matchedRounds(randomMatching()).name).toBe('matched-rounds:random-matching');
  });

  it('should ask all pairs of a round at once', async () => {
    let [open, most] = [0, 0];
    const { events } = await runSmallWorld({
      regime: { ...matchedRounds(randomMatching()), turns: 6 },
      async judge() {
        open += 1;
        most = Math.max(most, open);
        await new Promise((resolve) => setImmediate(resolve));
        open -= 1;
        return { kind: 'distribution', probabilities: [1, 0] };
      },
    });

    expect(most).toBeGreaterThanOrEqual(4);
    expect(typesOf(events).filter((type) => type === 'word-said')).toHaveLength(12);
  });

  it('should pass over rounds without pairs, and end where they never come', () => {
    const never: Matching = { name: 'never', pairing: () => () => [] };
    const seldom: Matching = { name: 'seldom', pairing: ([a, b]) => (round) => (round % 3 === 2 ? [[a as string, b as string]] : []) }; // prettier-ignore

    expect(first(matchedRounds(seldom), AGENTS, 2).map(({ time }) => time)).toEqual([2, 5]);
    expect(() => first(matchedRounds(never), AGENTS, 1)).toThrow('never gave no pair in 1000 rounds in a row');
  });

  it('should refuse one agent', () => {
    expect(() => first(matchedRounds(randomMatching()), ['ann'], 1)).toThrow(
      'there is one agent, so nobody ever meets',
    );
  });
});
