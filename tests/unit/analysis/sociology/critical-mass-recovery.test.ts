import { describe } from 'vitest';
import { compareCriticalMass } from '../../../support/compare-critical-mass.js';

// Of 200 intervals that hold in .95, fewer than 180 or all would come in about one case of 300.
describe('a known critical mass, reduced repetitions', () => compareCriticalMass(200, [0.9, 0.995]));
