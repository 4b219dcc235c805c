import { describe, expect, it } from 'vitest';
import { influences } from '../../src/index.js';
import { drawnInfluence, trueInfluence } from '../support/listeners.js';
import { effectRate, influenceRate } from '../support/simulated-influence.js';

describe('causes, full repetitions', () => {
  it('should find influence where there is none in 3.5 to 6.5 % of 2,000 simulations', () => {
    const rate = influenceRate(2000, 0);

    expect(rate).toBeGreaterThanOrEqual(0.035);
    expect(rate).toBeLessThanOrEqual(0.065);
  });

  it('should cover a known influence in 93.5 to 96.5 % of 2,000 simulations of 80 runs', () => {
    const about = { own: 1, other: 0.7, runs: 80 };
    const truth = trueInfluence(about.own, about.other);
    let covered = 0;
    for (let simulation = 0; simulation < 2000; simulation += 1) {
      const { low, high } = influences(drawnInfluence(simulation, about))[0]?.bits ?? {};
      covered += Number((low ?? Infinity) <= truth && truth <= (high ?? -Infinity));
    }

    expect(covered / 2000).toBeGreaterThanOrEqual(0.935);
    expect(covered / 2000).toBeLessThanOrEqual(0.965);
  });

  it('should find an effect of a change that has none in 3.5 to 6.5 % of 2,000 simulations of 60 pairs', () => {
    const rate = effectRate(2000, { pairs: 60, effect: 0 });

    expect(rate).toBeGreaterThanOrEqual(0.035);
    expect(rate).toBeLessThanOrEqual(0.065);
    // The difference within pairs has a standard deviation of √(1/6): .15 is 2.8 standard errors.
    expect(effectRate(500, { pairs: 60, effect: 0.15 })).toBeGreaterThanOrEqual(0.75);
  });
});
