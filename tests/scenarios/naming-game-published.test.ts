import { describe } from 'vitest';
import { compareNamingGame } from '../support/compare-naming-game.js';
import { RUNS } from '../support/published-values.js';

describe('naming game against recomputed values, reduced repetitions', () =>
  compareNamingGame(RUNS.reduced, RUNS.reducedTipping));
