import { describe } from 'vitest';
import { compareCriticalMass } from '../support/compare-critical-mass.js';

describe('a known critical mass, full repetitions', () => compareCriticalMass(2_000, [0.935, 0.965]));
