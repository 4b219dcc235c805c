import { describe, expect, it } from 'vitest';
import { foundChanges } from '../support/simulated-values.js';

describe('changes of values over many simulated studies', () => {
  it('should be found where there are none in no more than 6.5 % of 1,000', () => {
    expect(foundChanges({ studies: 1_000, effect: 0 })).toBeLessThanOrEqual(65);
  });

  it('should be found in 80 % of 200 where the meeting moves people by a fifth of a dimension', () => {
    expect(foundChanges({ studies: 200, effect: 0.2 })).toBeGreaterThanOrEqual(160);
  });
});
