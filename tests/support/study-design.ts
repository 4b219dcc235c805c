import type { StudyDesign } from '../../src/study/index.js';

/** A design of one condition, with what a test is about filled in. */
export function studyDesign(change: Partial<StudyDesign> = {}): StudyDesign {
  return {
    formatVersion: 1,
    name: 'pilot',
    scenario: 'naming-game',
    conditions: [
      { name: 'default', parametersGiven: {}, parameters: { agents: 4 }, settings: {}, arms: ['interacting'] },
    ],
    runs: 2,
    seed: 1,
    journals: 1,
    mind: { kind: 'policy-table', name: 'policy:claude', fingerprint: 'abc' },
    population: null,
    stoppingRule: '2 runs of every arm',
    budget: { calls: null },
    maxFailures: 0.05,
    ...change,
  };
}
