import { describe, it } from 'vitest';
import type { Scenario } from '../../src/spec/index.js';
import {
  groupSearch,
  majorityOpinion,
  namingGame,
  type GroupSearchInput,
  type MajorityOpinionInput,
  type NamingGameInput,
} from 'mesocosm/scenarios';
import { scenarioChecks } from '../../src/testing/scenario-kit.js';

/** Small and short: each setting is run some twenty times an arm. */
const naming: readonly NamingGameInput[] = [
  { agents: 6, horizon: 60 },
  { agents: 6, horizon: 40, names: ['Ada', 'Bo', 'Cy'], memory: 2, stopRule: false },
  { agents: 5, horizon: 30, memory: 0 },
  { agents: 8, horizon: 40, memory: 1, network: 'ring', degree: 2 },
  { agents: 6, horizon: 50, committed: 3, incumbent: 'M', stopRule: false, checkpoints: [20, 50, 400] },
];

/** What differs is who meets whom; the arms are the same. */
const networks: readonly NamingGameInput[] = [
  { agents: 2, horizon: 20, memory: 3 },
  { agents: 9, horizon: 40, network: 'small-world', rewiring: 0.4 },
  { agents: 9, horizon: 40, network: 'scale-free', degree: 2 },
  { agents: 9, horizon: 40, network: 'erdos-renyi', edgeProbability: 0.3 },
  { agents: 8, horizon: 40, network: 'regular', degree: 4 },
];

const majority: readonly MajorityOpinionInput[] = [
  { agents: 7, sweeps: 10 },
  { agents: 2, sweeps: 10 },
  { agents: 8, sweeps: 10, labelling: 'fixed', temperature: 1, neighbours: 3 },
  { agents: 6, sweeps: 10, neighbours: 2, committed: 1, start: 0.5, labels: ['yes', 'no'] },
  { agents: 5, sweeps: 10, presentation: 'live', committed: 2 },
];

const searches: readonly GroupSearchInput[] = [
  { agents: 4, rounds: 5 },
  { agents: 2, rounds: 6, target: 60, memory: 1 },
  { agents: 3, rounds: 4, memory: 0, characters: true, thinkOfOthers: true },
];

const settings: readonly { readonly what: string; create(): Scenario; wanted?(name: string): boolean }[] = [
  ...naming.map((given) => ({
    what: `the naming game with ${JSON.stringify(given)}`,
    create: (): Scenario => namingGame(given),
  })),
  ...networks.map((given) => ({
    what: `meetings of the naming game with ${JSON.stringify(given)}`,
    create: (): Scenario => namingGame(given),
    wanted: (name: string): boolean => !name.includes('the arm "') || name.includes('"interacting"'),
  })),
  ...majority.map((given) => ({
    what: `majority opinion with ${JSON.stringify(given)}`,
    create: (): Scenario => majorityOpinion(given),
  })),
  ...searches.map((given) => ({
    what: `group search with ${JSON.stringify(given)}`,
    create: (): Scenario => groupSearch(given),
  })),
];

for (const { what, create, wanted = () => true } of settings) {
  describe(`${what}`, () => {
    const checks = scenarioChecks({ create }).filter(({ name }) => wanted(name));
    it.each(checks)('should $name', ({ check }) => check());
  });
}
