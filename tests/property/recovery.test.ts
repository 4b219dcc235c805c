import { describe } from 'vitest';
import { comparePriors } from '../support/compare-priors.js';
import { compareRecovery } from '../support/compare-recovery.js';

describe('what is known of simulated studies', () => {
  compareRecovery(20);
  comparePriors(200);
});
