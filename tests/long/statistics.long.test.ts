import { describe } from 'vitest';
import { compareCodedRates } from '../support/compare-coded-rates.js';
import { compareShares } from '../support/compare-shares.js';
import { compareStatistics } from '../support/compare-statistics.js';

describe('intervals and tests in simulated studies, full repetitions', () => {
  compareStatistics(2_000);
  compareShares(2_000);
  compareCodedRates(2_000);
});
