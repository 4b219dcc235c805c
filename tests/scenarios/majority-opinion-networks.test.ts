import { describe, expect, it } from 'vitest';
import { glauberMind, majorityOpinion, type MajorityOpinionInput } from 'mesocosm/scenarios';
import { chancesFrom } from '../../src/foundation/random/index.js';
import type { Event, MeasureResult, Scenario } from '../../src/spec/index.js';
import { planOf, runSmall } from '../support/mini-driver.js';

/** Whom each agent looks at, in a run with this salt. */
function lookedAt(scenario: Scenario, salt: number): readonly (readonly string[])[] {
  const agents = scenario.agents.map(({ id }) => id);
  const slice = () => ({ opinion: 0 });
  return agents.map((agent) => {
    const seen: string[] = [];
    const lens = (choice: number, who: string): number => (seen.push(who), choice);
    const state = { agents, shared: { first: agents.length, steps: 0, salt }, slice };
    scenario.situations.facing({ state, agent, activation: { index: 0 }, occasion: 3, memory: [], lens } as never);
    return seen;
  });
}

function measured(given: MajorityOpinionInput, events: readonly Event[]): MeasureResult['values'] {
  const scenario = majorityOpinion(given);
  const folds = scenario.measures.map((measure) => measure.start(scenario.agents));
  for (const event of events) for (const fold of folds) fold.observe(event);
  return Object.assign({}, ...folds.map((fold) => fold.finish('done').values));
}

describe('majority opinion on a network', () => {
  it('should show the nearest on a ring, whatever the run', () => {
    const ring = majorityOpinion({ agents: 9, network: 'ring', neighbours: 4 });

    expect(lookedAt(ring, 1)[0]?.toSorted()).toEqual(['agent-2', 'agent-3', 'agent-8', 'agent-9']);
    expect(lookedAt(ring, 2)).toEqual(lookedAt(ring, 1));
  });

  it.each(['regular', 'small-world', 'scale-free'] as const)(
    'should draw a %s network once for a run, in which whoever is seen sees',
    (network) => {
      const scenario = majorityOpinion({ agents: 20, network, neighbours: 4 });
      const seen = lookedAt(scenario, 7);
      const ids = scenario.agents.map(({ id }) => id);

      expect(lookedAt(scenario, 8)).not.toEqual(seen);
      expect(lookedAt(scenario, 7)).toEqual(seen);
      seen.forEach((others, place) => {
        expect(others).not.toContain(ids[place]);
        for (const other of others) expect(seen[ids.indexOf(other)]).toContain(ids[place]);
      });
      expect(seen.every(({ length }) => length === 4)).toBe(network === 'regular');
    },
  );

  it('should list as many others as an agent has, and count those of the first opinion', () => {
    const scenario = majorityOpinion({ agents: 20, network: 'scale-free', neighbours: 4 });
    const states: string[] = [];
    runSmall(planOf(scenario, glauberMind(2), 1), ({ type, data }) => {
      if (type === 'decision-made') states.push(String(data['state']));
    });
    const sums = states.map((state) => (state.match(/\d+/g) ?? []).reduce((sum, count) => sum + Number(count), 0));
    const degrees = new Set(sums);

    expect(states.every((state) => /^Q \d+, M \d+$/.test(state))).toBe(true);
    expect(Math.min(...sums)).toBeGreaterThanOrEqual(2);
    expect(degrees.size).toBeGreaterThan(2);
  });

  it('should tell for forecasts how many states there are only where all see as many', () => {
    const statesOf = (network: MajorityOpinionInput['network']) =>
      majorityOpinion({ agents: 20, network, neighbours: 4 }).situations.states;

    expect([statesOf('ring'), statesOf('regular'), statesOf('anew')]).toEqual([6, 6, 6]);
    expect([statesOf('small-world'), statesOf('scale-free')]).toEqual([undefined, undefined]);
  });

  it('should order slower on a ring than where everybody may be seen', () => {
    const orderOn = (network: MajorityOpinionInput['network']): number => {
      const scenario = majorityOpinion({ agents: 48, network, neighbours: 4, sweeps: 20 });
      const runs = [1, 2, 3, 4, 5, 6].map((seed) => runSmall(planOf(scenario, glauberMind(2), seed)));
      return runs.reduce((sum, { values }) => sum + Number(values['final_order']), 0) / runs.length;
    };

    expect(orderOn('ring')).toBeLessThan(orderOn('anew') - 0.2);
  });

  it.each([
    [{ network: 'ring' } as const, /a ring network in which everybody sees everybody is none/],
    [{ network: 'ring', neighbours: 3 } as const, /3 is odd, and a ring network has an even number/],
    [{ network: 'regular', neighbours: 3, agents: 21 } as const, /21 agents with 3 neighbours each cannot be/],
    [{ network: 'scale-free', neighbours: 4, presentation: 'live' } as const, /agents see unlike numbers of others/],
  ])('should refuse %j', (given, sentence) => {
    expect(() => majorityOpinion(given)).toThrow(sentence);
  });
});

describe('majority opinion from either side', () => {
  const carried = (first: number, changes: boolean): Event[] =>
    Array.from({ length: 30 }, (_, seq) => ({
      seq,
      time: seq,
      type: changes && seq === 0 ? 'opinion-changed' : 'opinion-held',
      agent: 'agent-2',
      data: { option: 'Q', first },
    }));

  it('should commit agents to the first opinion, against all others', () => {
    const scenario = majorityOpinion({ committed: 3, committedTo: 'first' });

    expect(scenario.parameters['start']).toBe(0);
    expect(scenario.agents.filter(({ commitment }) => commitment === 0)).toHaveLength(3);
    expect(scenario.agents.filter(({ commitment }) => commitment === 1)).toHaveLength(0);
    const ids = scenario.agents.map(({ id }) => id);
    expect(scenario.world.initial(ids, chancesFrom(1)('world')).shared.first).toBe(3);
  });

  it('should count as carried the free agents that hold the opinion of the committed', () => {
    const given = { agents: 3, committed: 1, committedTo: 'first', sweeps: 10 } as const;

    expect(measured(given, carried(3, false))).toMatchObject({ adoption: 1, flipped: 1, winner_Q: 1 });
    expect(measured(given, carried(2, true))).toMatchObject({ adoption: 0.5, flipped: 0, winner_Q: 0.5 });
    expect(measured(given, carried(1, false))).toMatchObject({ adoption: 0, flipped: 0, winner_M: 1 });
  });

  it('should tip in both directions alike where agents have no side', () => {
    const flips = (committedTo: 'first' | 'second'): number => {
      const scenario = majorityOpinion({ agents: 20, committed: 4, committedTo });
      const runs = Array.from({ length: 20 }, (_, seed) => runSmall(planOf(scenario, glauberMind(1.5), seed)));
      return runs.filter(({ values }) => Number(values['adoption']) > 0.5).length;
    };

    expect(flips('first')).toBe(20);
    expect(flips('second')).toBe(20);
  });

  it('should remember where it began only where order lasts', () => {
    const firstWins = (beta: number): number => {
      const scenario = majorityOpinion({ agents: 50, start: 1, sweeps: 40 });
      const runs = Array.from({ length: 12 }, (_, seed) => runSmall(planOf(scenario, glauberMind(beta), seed)));
      return runs.reduce((sum, { values }) => sum + Number(values['winner_Q']), 0);
    };

    expect(firstWins(2.86)).toBe(12);
    expect(firstWins(0.11)).toBeLessThan(11);
  });
});

describe('the table of consensus', () => {
  const run = (first: number | null, last: number) => ({ values: { first_unanimity: first, final_order: last } });
  const tableOf = (...records: ReturnType<typeof run>[]) => {
    const [table] =
      majorityOpinion().tables?.([{ name: 'interacting', records: records as never }], { personas: [] }) ?? [];
    return table;
  };

  it('should tell the median over all runs, those that never agreed as the latest', () => {
    expect(tableOf(run(4, 1), run(8, 0.5), run(null, 0.2))?.rows).toEqual([
      ['interacting', '3', '2 of 3', '1 of 3', '8.00'],
    ]);
  });

  it('should say that the median is later than the run where most never agreed', () => {
    expect(tableOf(run(4, 1), run(null, 0.2), run(null, 0.1))?.rows[0]?.at(-1)).toBe('later than 100');
  });

  it('should not be where no arm ran', () => {
    expect(majorityOpinion().tables?.([{ name: 'interacting', records: [] }], { personas: [] })).toEqual([]);
  });
});
