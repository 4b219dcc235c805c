import { describe } from 'vitest';
import { compareStatistics } from '../support/compare-statistics.js';

describe('intervals and tests in simulated studies', () => compareStatistics(100));
