import { describe, expect, it } from 'vitest';
import { scriptedMind } from '../../../src/agent/index.js';
import type { Population } from '../../../src/spec/index.js';
import { populate } from '../../../src/study/population.js';
import { namingGame } from '../../../scenarios/index.js';

const minds = { mind: scriptedMind({ choose: () => 'Q' }) };
const scenario = namingGame({ agents: 3, committed: 1 });

function people(...names: readonly string[]): Population {
  return { formatVersion: 1, name: 'villagers', personas: names.map((name) => ({ name, text: `I am ${name}.` })) };
}

describe('populate', () => {
  it('should give agents the names of the scenario where nobody is given', () => {
    const agents = populate(scenario, minds, null);

    expect(agents.map(({ id, name }) => [id, name])).toEqual(scenario.agents.map(({ id, name }) => [id, name]));
    for (const agent of agents) expect(agent).not.toHaveProperty('persona');
  });

  it('should make agent i person i, by name and by text', () => {
    const agents = populate(scenario, minds, people('Ada', 'Bram', 'Cleo'));

    expect(agents.map(({ id, name, persona }) => [id, name, persona?.text])).toEqual([
      ['agent-1', 'Ada', 'I am Ada.'],
      ['agent-2', 'Bram', 'I am Bram.'],
      ['agent-3', 'Cleo', 'I am Cleo.'],
    ]);
  });

  it('should keep places committed that are', () => {
    const agents = populate(scenario, minds, people('Ada', 'Bram', 'Cleo'));

    expect(agents.map(({ commitment }) => commitment)).toEqual(scenario.agents.map(({ commitment }) => commitment));
    expect(agents.some(({ commitment }) => commitment !== undefined)).toBe(true);
  });

  it('should refuse people for whom their mind cannot decide, unless they are never asked', () => {
    const choosy = (refused: string) => ({
      mind: {
        ...scriptedMind({ choose: () => 'Q' }),
        refuses: ({ name }: { name: string }) => (name === refused ? `${name} has no position` : undefined),
      },
    });
    const committed = scenario.agents.findIndex(({ commitment }) => commitment !== undefined);
    const names = ['Ada', 'Bram', 'Cleo'];
    const free = names.filter((_, place) => place !== committed);

    for (const name of free) {
      expect(() => populate(scenario, choosy(name), people(...names))).toThrow(`${name} has no position`);
    }
    expect(populate(scenario, choosy(names[committed] as string), people(...names))).toHaveLength(3);
  });

  it('should let people stay at home for whom there is no place', () => {
    expect(populate(scenario, minds, people('Ada', 'Bram', 'Cleo', 'Dirk')).map(({ name }) => name)).toEqual([
      'Ada',
      'Bram',
      'Cleo',
    ]);
  });

  it('should say how many people there are for how many places', () => {
    expect(() => populate(scenario, minds, people('Ada', 'Bram'))).toThrow(
      'the population "villagers" has 2 people for 3 agents; expected at least 3 personas. Use --agents 2 or fewer',
    );
  });
});
