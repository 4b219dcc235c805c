import { describe } from 'vitest';
import { comparePriors } from '../support/compare-priors.js';
import { compareRecovery } from '../support/compare-recovery.js';

describe('what is known of simulated studies, full repetitions', () => {
  compareRecovery(2_000);
  comparePriors(2_000);
});
