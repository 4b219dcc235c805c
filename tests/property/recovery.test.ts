import { describe } from 'vitest';
import { compareRecovery } from '../support/compare-recovery.js';

describe('what is known of simulated studies', () => compareRecovery(20));
