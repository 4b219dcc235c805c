import { describe, it } from 'vitest';
import { scenarioChecks } from 'mesocosm/testing';
import { deliberation, scriptedDeliberator, type DeliberationInput } from 'mesocosm/scenarios';

const small: DeliberationInput = { agents: 4, rounds: 2 };

describe('deliberation, by the conformance kit', () => {
  for (const { name, check } of scenarioChecks({ create: () => deliberation(small) })) it(`should ${name}`, check);
});

for (const turnTaking of ['random', 'urgency', 'moderator', 'simultaneous', 'clocks', 'attention'] as const) {
  describe(`deliberation with turn-taking "${turnTaking}" and people who follow a rule, by the conformance kit`, () => {
    const create = () => deliberation({ ...small, turnTaking, ballotEvery: 2 });
    for (const { name, check } of scenarioChecks({ create, mind: scriptedDeliberator() })) it(`should ${name}`, check);
  });
}
