import { describe } from 'vitest';
import { compareClosedLoop } from '../../../support/compare-closed-loop.js';

describe('the closed loop with writers that shrink or saturate', () =>
  compareClosedLoop(['straight', 'saturating'], { worlds: 20 }));
