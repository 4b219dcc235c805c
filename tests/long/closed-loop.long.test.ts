import { describe } from 'vitest';
import { compareClosedLoop } from '../support/compare-closed-loop.js';

describe('the closed loop in simulated worlds, full repetitions', () =>
  compareClosedLoop(['straight', 'saturating', 'capped'], { worlds: 100, resamples: 200 }));
