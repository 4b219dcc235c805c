import { describe, expect, it } from 'vitest';
import { scenarioOf } from '../../../../src/cli/_internals/scenario-of.js';
import { scenarios } from '../../../../scenarios/index.js';

describe('scenarioOf', () => {
  it('should make a scenario again from its name and what was given', () => {
    const made = scenarioOf(scenarios)({ scenario: 'naming-game', parametersGiven: { agents: 6 } });

    expect([made.name, made.agents.length]).toEqual(['naming-game', 6]);
  });

  it('should miss a scenario that is not in the registry', () => {
    expect(() => scenarioOf(scenarios)({ scenario: 'beauty-contest', parametersGiven: {} })).toThrow(
      'there is no scenario "beauty-contest". There are: majority-opinion, naming-game',
    );
  });
});
