import { describe } from 'vitest';
import { compareCodedRates } from '../support/compare-coded-rates.js';
import { compareShares } from '../support/compare-shares.js';
import { compareStatistics } from '../support/compare-statistics.js';

describe('intervals and tests in simulated studies', () => {
  compareStatistics(100);
  compareShares(100);
  compareCodedRates(100);
});
