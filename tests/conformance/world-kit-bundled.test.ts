import { describe, it } from 'vitest';
import { worldChecks } from 'mesocosm/testing';
import {
  conflict,
  deliberation,
  groupSearch,
  hiddenProfile,
  majorityOpinion,
  namingGame,
  opinionExchange,
  systemUnderTest,
} from 'mesocosm/scenarios';
import type { Scenario } from '../../src/spec/index.js';
import { gossip } from '../support/gossip.js';

const worlds: readonly { readonly what: string; create(): Scenario }[] = [
  { what: 'the naming game', create: () => namingGame({ agents: 5, horizon: 20, memory: 2 }) },
  { what: 'majority opinion', create: () => majorityOpinion({ agents: 5, sweeps: 10 }) },
  { what: 'deliberation', create: () => deliberation({ agents: 3, rounds: 2 }) },
  { what: 'deliberation by urgency', create: () => deliberation({ agents: 3, rounds: 2, turnTaking: 'urgency' }) },
  {
    what: 'deliberation by a moderator',
    create: () => deliberation({ agents: 4, rounds: 2, turnTaking: 'moderator' }),
  },
  { what: 'deliberation by attention', create: () => deliberation({ agents: 3, rounds: 2, turnTaking: 'attention' }) },
  { what: 'deliberation by clocks', create: () => deliberation({ agents: 3, rounds: 2, turnTaking: 'clocks' }) },
  { what: 'a conflict', create: () => conflict({ steps: 4 }) },
  { what: 'a system under test', create: () => systemUnderTest({ agents: 3, turns: 2 }) },
  { what: 'a group search', create: () => groupSearch({ agents: 3, rounds: 4 }) },
  { what: 'a hidden profile', create: () => hiddenProfile({ agents: 3, rounds: 2 }) },
  { what: 'an exchange of opinions', create: () => opinionExchange({ agents: 4, steps: 6 }) },
  { what: 'gossip', create: () => gossip({ agents: 5 }) },
];

for (const { what, create } of worlds) {
  describe(`${what}, by the kit of worlds`, () => {
    it.each(worldChecks({ create }))('should $name', ({ check }) => check());
  });
}
