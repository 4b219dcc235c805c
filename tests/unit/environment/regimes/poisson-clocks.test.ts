import { describe, expect, it } from 'vitest';
import { poissonClocks, randomSequential } from '../../../../src/environment/index.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import type { Activation, Regime } from '../../../../src/spec/index.js';

function first(regime: Regime, agents: readonly string[], count: number): readonly Activation[] {
  const activations: Activation[] = [];
  for (const activation of regime.activations(agents, chancesFrom(3))) {
    if (activations.length === count) break;
    activations.push(activation);
  }
  return activations;
}

const agents = ['ann', 'ben', 'cem'];

describe('poissonClocks', () => {
  it('should wait exponential times with the mean that the rate says', () => {
    const times = first(poissonClocks({ rate: () => 4 }), ['ann'], 4000).map(({ time }) => time);
    const gaps = times.map((time, at) => time - (times[at - 1] ?? 0));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length;

    // Standard errors: .004 of the mean, and .0028 of the variance (1/16).
    expect(Math.abs(mean - 0.25)).toBeLessThan(0.016);
    expect(Math.abs(variance - 0.0625)).toBeLessThan(0.012);
  });

  it('should take agents in the order of random sequential updating where rates are equal', () => {
    const turns = (regime: Regime) => first(regime, agents, 200).map(({ agents: [one] }) => one);

    expect(turns(poissonClocks())).toEqual(turns(randomSequential()));
  });

  it('should leave the times of others as they are when a rate changes', () => {
    const times = (fast: number) =>
      first(poissonClocks({ rate: (agent) => (agent === 'ann' ? fast : 1) }), agents, 300)
        .filter(({ agents: [one] }) => one === 'ben')
        .map(({ time }) => time);

    expect(times(5).slice(0, 20)).toEqual(times(1).slice(0, 20));
  });

  it('should let an agent look at and touch whom it is told', () => {
    const [activation] = first(poissonClocks({ reads: (agent) => [agent], writes: () => agents }), agents, 1);

    expect(activation).toMatchObject({ reads: activation?.agents, writes: agents });
  });

  it('should never ring where the rate is 0, and refuse rates that are none', () => {
    const rung = first(poissonClocks({ rate: (agent) => (agent === 'ann' ? 0 : 1) }), agents, 50);

    expect(rung.flatMap((one) => one.agents)).not.toContain('ann');
    expect(() => first(poissonClocks({ rate: () => 0 }), agents, 1)).toThrow('nobody would ever act');
    expect(() => first(poissonClocks({ rate: () => -1 }), agents, 1)).toThrow('the clock of "ann" has the rate -1');
  });
});
