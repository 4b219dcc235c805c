import { describe, it } from 'vitest';
import { conflict, psychometricDriver, scriptedPerson, systemUnderTest } from '../../scenarios/index.js';
import { scenarioChecks } from '../../src/testing/scenario-kit.js';

const settings = [
  {
    what: 'scripted people who test the planted assistant',
    create: () => systemUnderTest({ agents: 4 }),
    mind: scriptedPerson(),
  },
  {
    what: 'people of few words who test the planted assistant',
    create: () => systemUnderTest({ agents: 3, turns: 1 }),
  },
  { what: 'a conflict in words', create: () => conflict({ steps: 4 }), mind: psychometricDriver() },
  {
    what: 'conflicts without words, by people who follow',
    create: () => conflict({ agents: 4, steps: 3, words: false }),
  },
];

for (const { what, ...options } of settings) {
  describe(`${what}`, () => {
    it.each(scenarioChecks(options))('should $name', ({ check }) => check());
  });
}
