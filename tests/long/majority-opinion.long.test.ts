import { describe } from 'vitest';
import { compareBetaRefits } from '../support/compare-beta-refits.js';
import { compareGlauber } from '../support/compare-glauber.js';

describe('Glauber agents against theory, full repetitions', () => compareGlauber(100));

describe('refits of Glauber agents, full repetitions', () => compareBetaRefits(500));
