import { describe } from 'vitest';
import { compareBetaRefits } from '../support/compare-beta-refits.js';
import { compareGlauber } from '../support/compare-glauber.js';

describe('Glauber agents against theory, reduced repetitions', () => compareGlauber(20));

describe('refits of Glauber agents, reduced repetitions', () => compareBetaRefits(60));
