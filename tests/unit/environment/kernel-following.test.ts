import { describe, expect, it } from 'vitest';
import type { Activation, ActivationDraft, Committed, Event, Regime } from '../../../src/spec/index.js';
import {
  byHand,
  EVEN,
  listMemory,
  runSmallWorld,
  situationIn,
  smallWorld,
  turnOver,
  YES,
  type SmallSetup,
} from '../../support/small-world.js';

type Turn = Partial<Activation> & Pick<Activation, 'agents'>;

/** Activations that are planned, and what follows from each commit. */
function reacting(
  planned: readonly Turn[],
  follow: (committed: Committed, queue: { withdraw(agent: string): void }) => readonly (Turn & { time: number })[],
  reach?: Regime['reach'],
): Regime {
  const whole = (turn: Turn): ActivationDraft => ({
    time: 0,
    reads: turn.agents,
    writes: turn.agents,
    reason: 'its turn',
    ...turn,
  });
  return {
    name: 'reacting',
    activations: () => planned.map((turn, index) => ({ index, ...whole({ time: index, ...turn }) })),
    react: () => ({ follow: (committed, queue) => follow(committed, queue).map(whole) }),
    ...(reach === undefined ? {} : { reach }),
  };
}

const play = (regime: Regime, activations: number, change: Partial<SmallSetup> = {}) =>
  runSmallWorld({ regime, stopAfter: { activations, reason: 'enough' }, judge: () => EVEN, ...change });
const decided = (events: readonly Event[]) =>
  events.filter(({ type }) => type === 'decision-made').map(({ agent, time }) => `${agent} ${time}`);

describe('runKernel: what follows', () => {
  it('should activate whom a commit wakes, in the order of time', async () => {
    const regime = reacting([{ agents: ['ann'], wakes: ['ben'] }, { agents: ['cem'] }, { agents: ['dia'] }], (done) =>
      done.activation.agents[0] === 'ann' ? [{ agents: ['ben'], time: 1.5 }] : [],
    );

    expect(decided((await play(regime, 4)).events)).toEqual(['ann 0', 'cem 1', 'ben 1.5', 'dia 2']);
  });

  it('should take planned activations first at the same time, and a lower priority before both', async () => {
    const regime = reacting(
      [{ agents: ['ann'], wakes: ['ben', 'dia'] }, { agents: ['cem'] }],
      ({ activation: { agents } }) =>
        agents[0] === 'ann'
          ? [
              { agents: ['ben'], time: 1 },
              { agents: ['dia'], time: 1, priority: -1 },
            ]
          : [],
    );

    expect(decided((await play(regime, 4)).events)).toEqual(['ann 0', 'dia 1', 'cem 1', 'ben 1']);
  });

  it('should refuse to wake somebody who was not declared', async () => {
    const regime = reacting([{ agents: ['ann'], wakes: ['cem'] }], () => [{ agents: ['ben'], time: 1 }]);

    await expect(play(regime, 2)).rejects.toThrow(
      '"ben" was woken by activation 0 ("its turn"), which did not declare',
    );
  });

  it('should refuse what goes back in time', async () => {
    const regime = reacting([{ agents: ['ann'], time: 3, wakes: 'all' }], () => [{ agents: ['ben'], time: 2 }]);

    await expect(play(regime, 2)).rejects.toThrow('nothing goes back');
  });

  it('should refuse an activation that touches more than the reach of its agent', async () => {
    const regime = reacting(
      [{ agents: ['ann'], wakes: ['ben'] }],
      () => [{ agents: ['ben'], time: 1, writes: ['ben', 'cem'] }],
      (agent) => ({ writes: [agent], wakes: [] }),
    );

    await expect(play(regime, 2)).rejects.toThrow('writes "cem", which the reach of "ben"');
  });

  it('should take out what is withdrawn, whether it was asked ahead or not', async () => {
    const hand = byHand();
    const regime = reacting(
      [
        { agents: ['ann'], wakes: ['ben'] },
        { agents: ['cem'], time: 0.5 },
        { agents: ['dia'], time: 9 },
      ],
      ({ activation: { agents } }, queue) => {
        if (agents[0] === 'ann') return [{ agents: ['ben'], time: 5 }];
        if (agents[0] === 'cem') queue.withdraw('ben');
        return [];
      },
      (agent) => ({ writes: [agent], wakes: [] }),
    );
    const run = play(regime, 3, { judge: hand.judge });
    for (let at = 0; at < 6; at += 1) {
      await turnOver();
      hand.open[at]?.answer(YES);
    }

    expect(decided((await run).events)).toEqual(['ann 0', 'cem 0.5', 'dia 9']);
  });

  it('should start nothing early while somebody may still be woken who can touch it', async () => {
    const turns = [{ agents: ['ann'], wakes: ['ben'] }, { agents: ['ben'] }, { agents: ['cem'] }];
    const alone = byHand();
    const free = play(reacting(turns, () => [], (agent) => ({ writes: [agent], wakes: [] })), 3, { judge: alone.judge }); // prettier-ignore
    await turnOver();
    expect(alone.open.map(({ asked: { agent } }) => agent)).toEqual(['ann', 'cem']);

    const chained = byHand();
    const chain = reacting(turns, () => [], (agent) => ({ writes: [agent], wakes: agent === 'ben' ? ['cem'] : [] })); // prettier-ignore
    const bound = play(chain, 3, { judge: chained.judge });
    await turnOver();
    expect(chained.open.map(({ asked: { agent } }) => agent)).toEqual(['ann']);

    const unknown = byHand();
    const blind = play(
      reacting(turns, () => []),
      3,
      { judge: unknown.judge },
    );
    await turnOver();
    expect(unknown.open.map(({ asked: { agent } }) => agent)).toEqual(['ann']);
    for (const hand of [alone, chained, unknown]) {
      for (let at = 0; at < 4; at += 1) {
        hand.open[at]?.answer(YES);
        await turnOver();
      }
    }
    for (const run of [free, bound, blind]) expect((await run).result.status).toBe('finished');
  });

  it('should apply the rules to an activation without agents, of the world alone', async () => {
    const regime = reacting([{ agents: [], writes: 'all' }, { agents: ['ann'] }], () => []);
    const world = smallWorld({
      apply: (_state, actions) =>
        actions.length === 0 ? [{ type: 'word-said', agent: 'ann', data: { word: 'bell' } }] : [],
    });
    const { events } = await play(regime, 2, { world });

    expect(events[1]).toMatchObject({ type: 'word-said', data: { word: 'bell' } });
    expect(events[2]).toMatchObject({ type: 'decision-made', data: { state: '1 words' } });
  });

  it('should pass over who is away, and meetings that need all', async () => {
    const regime = reacting(
      [
        { agents: ['ann'] },
        { agents: ['ann', 'ben'], together: true },
        { agents: ['ann', 'ben'] },
        { agents: ['cem'] },
      ],
      () => [],
    );
    const { events } = await play(regime, 2, { world: smallWorld({ present: (_state, agent) => agent !== 'ann' }) });

    expect(decided(events)).toEqual(['ben 2', 'cem 3']);
  });
});

describe('runKernel: deliveries', () => {
  const hearing = listMemory({ initial: () => [], keep: (items, { data }) => [...items, String(data['word'])] });
  const talk = reacting(
    [
      { agents: ['ann'], writes: 'all' },
      { agents: ['ben'], time: 1, writes: 'all' },
      { agents: ['ben'], time: 5, writes: 'all' },
    ],
    () => [],
  );
  const facing: SmallSetup['facing'] = ({ memory, agent }) => situationIn(`${agent} heard ${memory.join(' ')}`);
  const statesOf = (events: readonly Event[]) => events.filter(({ type }) => type === 'decision-made').map(({ data }) => data['state']); // prettier-ignore

  it('should reach an agent after their delay, and say so', async () => {
    const world = smallWorld({ audience: () => 'public', delivery: (_event, to) => ({ after: to === 'ben' ? 3 : 0 }) });
    const { events } = await play(talk, 3, { world, memory: hearing, facing, judge: () => YES });

    expect(statesOf(events)).toEqual(['ann heard ', 'ben heard ', 'ben heard yes yes']);
    expect(events.find(({ type }) => type === 'event-delayed')).toMatchObject({
      agent: 'ben',
      data: { seq: 2, until: 3 },
      causes: [2],
    });
  });

  it('should never reach whom they are lost for', async () => {
    const world = smallWorld({ audience: () => 'public', delivery: (_event, to) => (to === 'ben' ? 'lost' : { after: 0 }) }); // prettier-ignore
    const { events } = await play(talk, 3, { world, memory: hearing, facing, judge: () => YES });

    // Only what it said itself.
    expect(statesOf(events)).toEqual(['ann heard ', 'ben heard ', 'ben heard yes']);
    expect(events.filter(({ type }) => type === 'event-lost').map(({ agent }) => agent)).toEqual(['ben']);
  });

  it('should open what arrives in the order of arrival', async () => {
    const world = smallWorld({
      audience: () => 'public',
      apply: (_state, actions) => actions.flatMap(({ agent }) => ['slow', 'fast'].map((word) => ({ type: 'word-said', agent, data: { word } }))), // prettier-ignore
      delivery: ({ data }) => ({ after: data['word'] === 'slow' ? 3 : 2 }),
    });
    const turns = [
      { agents: ['ann'], writes: 'all' as const },
      { agents: ['ben'], time: 9, writes: 'all' as const },
    ];
    const { events } = await play(
      reacting(turns, () => []),
      2,
      { world, memory: hearing, facing },
    );

    expect(statesOf(events)[1]).toBe('ben heard fast slow');
  });

  it('should tell whoever schedules when each arrives', async () => {
    const arrivals: unknown[] = [];
    const world = smallWorld({ audience: () => ['ann', 'ben'], delivery: (_event, to) => ({ after: to === 'ben' ? 3 : 0 }) }); // prettier-ignore
    const regime = reacting([{ agents: ['ann'], writes: 'all' }], ({ perceived }) => {
      arrivals.push(...perceived.map(({ by, later }) => ({ by, later })));
      return [];
    });
    await play(regime, 1, { world, memory: hearing });

    expect(arrivals).toEqual([{ by: ['ann', 'ben'], later: { ben: 3 } }]);
  });
});
