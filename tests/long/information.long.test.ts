import { describe, expect, it } from 'vitest';
import { calledCoupled } from '../support/sticky-chains.js';

describe('information against cross-run surrogates, full repetitions', () => {
  it('should call independent sticky chains coupled or synergistic in no more than the nominal share of 2,000', () => {
    const simulations = 2000;
    const called = calledCoupled(simulations);
    const shares = Object.entries(called).map(([name, count]) => [name, count / simulations] as const);
    console.log(shares.map(([name, share]) => `${name} ${share.toFixed(4)}`).join(', '));

    expect(shares.map(([name]) => name)).toContain('synergy');
    // .05 and what 2,000 simulations let it vary: three standard errors of .0049.
    for (const [, share] of shares) expect(share).toBeLessThanOrEqual(0.0646);
  });
});
