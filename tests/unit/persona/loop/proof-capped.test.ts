import { describe } from 'vitest';
import { compareClosedLoop } from '../../../support/compare-closed-loop.js';

describe('the closed loop with writers that take no stronger words', () =>
  compareClosedLoop(['capped'], { worlds: 20 }));
