import { describe } from 'vitest';
import { compareGlauber } from '../support/compare-glauber.js';

describe('Glauber agents against theory, full repetitions', () => compareGlauber(100));
