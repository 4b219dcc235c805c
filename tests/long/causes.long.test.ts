import { describe, expect, it } from 'vitest';
import { influenceRate } from '../support/simulated-influence.js';

describe('causes, full repetitions', () => {
  it('should find influence where there is none in 3.5 to 6.5 % of 2,000 simulations', () => {
    const rate = influenceRate(2000, 0);

    expect(rate).toBeGreaterThanOrEqual(0.035);
    expect(rate).toBeLessThanOrEqual(0.065);
  });
});
