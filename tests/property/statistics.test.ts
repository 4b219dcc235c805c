import { describe } from 'vitest';
import { compareShares } from '../support/compare-shares.js';
import { compareStatistics } from '../support/compare-statistics.js';

describe('intervals and tests in simulated studies', () => {
  compareStatistics(100);
  compareShares(100);
});
