import { describe, expect, it } from 'vitest';
import { fixedOrder, inPhases, simultaneousRounds } from '../../../../src/environment/index.js';
import { narratedRegime } from '../../../../src/environment/narrator/narrated-regime.js';
import type { Regime } from '../../../../src/spec/index.js';
import { atHarbour, NARRATOR, PEOPLE, type Says } from '../../../support/harbour.js';

const tries = (words: string) => ({ value: { action: 'attempt', value: words } });
const waits = { value: { action: 'wait' } };
const tells = (happens: string, changes: readonly object[] = []) => ({ value: { happens, changes } });

/** Ann tries something at her first turn; nobody else tries anything. */
const annTries =
  (narration: { readonly value: unknown }): Says =>
  (_, { agent, occasion }) => {
    if (agent === NARRATOR) return narration;
    return agent === 'ann' && occasion === 0 ? tries('I mend the bridge.') : waits;
  };

describe('a narrated world in phases', () => {
  const phases = (around: (players: Regime) => Regime) =>
    inPhases([
      { name: 'day', regime: around(fixedOrder()), until: { event: 'coins-found', count: 1 } },
      { name: 'night', regime: around(simultaneousRounds()) },
    ]);
  const told = tells('Ben finds one.', [{ event: 'coins-found', who: 'Ben', data: { coins: 1 } }]);
  const regimes = {
    'around the phases': narratedRegime(
      phases((players) => players),
      NARRATOR,
    ),
    'in each phase': phases((players) => narratedRegime(players, NARRATOR)),
  };

  it.each(Object.entries(regimes))('should go on to the next when what is told says so, %s', async (_how, players) => {
    const { events } = await atHarbour(annTries(told), { players });
    const found = events.findIndex(({ type }) => type === 'coins-found');
    const after = events.slice(found).filter(({ type }) => type === 'decision-made');

    expect(found).toBeGreaterThan(0);
    expect(new Set(after.slice(0, 3).map(({ time }) => time)).size).toBe(1);
    expect(events.at(-1)?.data['reason']).toBe('enough was done');
  });

  it.each(Object.entries(regimes))('should end where all players have left, %s', async (_how, players) => {
    const removed = PEOPLE.map(({ id }) => ({ do: 'remove' as const, agent: id }));
    const { events } = await atHarbour(annTries(tells('So be it.')), {
      players,
      interventions: [{ when: { time: 1 }, changes: removed }],
    });

    expect(events.at(-1)?.data['reason']).toBe('nobody takes part any more');
  });
});

describe('a narrated world, and what comes from outside', () => {
  it('should be left out where it takes no part: nothing comes of attempts then', async () => {
    const { events } = await atHarbour(annTries(tells('Too late.')), {
      interventions: [{ when: { time: 0 }, changes: [{ do: 'remove', agent: NARRATOR }] }],
    });

    expect(events.find(({ type }) => type === 'nothing-happened')?.data['why']).toBe('nobody narrates');
    expect(events.some(({ type, agent }) => type === 'decision-made' && agent === NARRATOR)).toBe(false);
    expect(events.at(-1)?.data['reason']).toBe('enough was done');
  });

  it.each([
    'fixed-order',
    'simultaneous-rounds',
    'poisson-clocks',
    { regime: 'attention', timer: { mean: 1 } },
  ] as const)('should not keep a world going that all players have left, under %j', async (regime) => {
    const removed = PEOPLE.map(({ id }) => ({ do: 'remove' as const, agent: id }));
    const { events } = await atHarbour(annTries(tells('So be it.')), {
      regime,
      interventions: [{ when: { after: { event: 'turn-taken', count: 1 } }, changes: removed }],
    });

    expect(events.at(-1)?.data['reason']).toBe('nobody takes part any more');
  });

  it.each([
    [{}, /plan, intervention 1, change 1: the event attempt-made is nobody's.*of ann, ben, cem/],
    [{ agent: NARRATOR }, /the event attempt-made cannot be of "narrator".*of ann, ben, cem/],
  ])('should be given no attempt of nobody, nor of itself: %j', async (whose, why) => {
    const event = { type: 'attempt-made', data: { words: 'I pray.' }, ...whose };
    const interventions = [{ when: { time: 2 }, changes: [{ do: 'inject' as const, event }] }];

    await expect(atHarbour(annTries(tells('So be it.')), { interventions })).rejects.toThrow(why);
  });

  it.each([
    [{ path: 'mended', is: true }, 1],
    [{ path: 'coins', agent: 'ben', atLeast: 3 }, 1],
    [{ path: 'coins', agent: 'ben', atLeast: 4 }, 0],
  ])('should leave conditions on the state as the world’s author knows it: %j', async (state, times) => {
    const says = annTries(
      tells('Well done.', [
        { event: 'bridge-mended', data: {} },
        { event: 'coins-found', who: 'Ben', data: { coins: 3 } },
      ]),
    );
    const storm = { do: 'remove' as const, agent: 'cem' };
    const { events } = await atHarbour(says, {
      interventions: [{ when: { state }, changes: [storm] }],
      options: { enough: 4 },
    });

    expect(events.filter(({ type }) => type === 'intervention-made')).toHaveLength(times);
  });

  it.each([
    [{ state: { path: 'own.mended', is: true } }, /the path "own\.mended" leads nowhere in what all share.*mended/],
    [{ state: { path: 'coin', agent: 'ben', is: 1 } }, /nowhere in what belongs to "ben".*Did you mean "coins"/],
    [{ state: { path: 'coins', agent: NARRATOR, is: 1 } }, /nothing in this world belongs to "narrator"/],
    [{ after: { event: 'storm-come', count: 1 } }, /no event "storm-come" ever happens.*Did you mean "storm-came"/],
  ])('should refuse a moment that could never come: %j', async (when, why) => {
    const interventions = [{ when, changes: [{ do: 'remove' as const, agent: 'ben' }] }];

    await expect(atHarbour(annTries(tells('So be it.')), { interventions })).rejects.toThrow(why);
  });

  it('should still answer an attempt whose maker is gone, before the world ends', async () => {
    const removed = PEOPLE.map(({ id }) => ({ do: 'remove' as const, agent: id }));
    const injected = {
      do: 'inject' as const,
      event: { type: 'attempt-made', agent: 'cem', data: { words: 'Farewell.' } },
    };
    const { events } = await atHarbour(annTries(tells('So be it.')), {
      interventions: [
        { when: { time: 1 }, changes: removed },
        { when: { time: 2 }, changes: [injected] },
      ],
    });

    expect(events.findLast(({ type }) => type === 'outcome-told')?.data['of']).toBe('cem');
    expect(events.at(-1)?.data['reason']).toBe('nobody takes part any more');
  });

  it('should say what comes of an attempt that comes from outside', async () => {
    const { events } = await atHarbour(annTries(tells('So be it.')), {
      interventions: [
        {
          when: { time: 2 },
          changes: [{ do: 'inject', event: { type: 'attempt-made', agent: 'cem', data: { words: 'I pray.' } } }],
        },
      ],
    });

    expect(events.filter(({ type }) => type === 'outcome-told').map(({ data }) => data['of'])).toEqual(['ann', 'cem']);
  });
});
