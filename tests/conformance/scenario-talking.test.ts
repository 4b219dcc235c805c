import { describe, it } from 'vitest';
import {
  committeeMember,
  conflict,
  hiddenProfile,
  opinionExchange,
  psychometricBeliever,
  psychometricDriver,
  scriptedBeliever,
  scriptedPerson,
  systemUnderTest,
} from '../../scenarios/index.js';
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
  {
    what: 'a committee with a hidden profile',
    create: () => hiddenProfile({ agents: 3, rounds: 2 }),
    mind: committeeMember(),
  },
  {
    what: 'a committee that knows everything, by people who follow',
    create: () => hiddenProfile({ agents: 3, rounds: 1, information: 'shared', labelling: 'fixed', memory: 2 }),
  },
  { what: 'a committee that does not talk', create: () => hiddenProfile({ agents: 3, rounds: 0 }) },
  {
    what: 'an exchange of opinions by a rule',
    create: () => opinionExchange({ agents: 4, steps: 6 }),
    mind: scriptedBeliever(),
  },
  {
    what: 'an exchange of opinions with a strong confirmation bias, by people who are drawn to where chance puts them',
    create: () =>
      opinionExchange({ agents: 3, steps: 5, confirmationBias: 'strong', memory: { kind: 'window', window: 2 } }),
    mind: psychometricBeliever(),
  },
  {
    what: 'an exchange of opinions by people who name no level',
    create: () =>
      opinionExchange({ agents: 2, steps: 5, framing: 'true', start: [8, 0, 0, 0, 2], memory: { kind: 'none' } }),
  },
];

for (const { what, ...options } of settings) {
  describe(`${what}`, () => {
    it.each(scenarioChecks(options))('should $name', ({ check }) => check());
  });
}
