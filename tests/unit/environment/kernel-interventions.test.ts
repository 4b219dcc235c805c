import { describe, expect, it } from 'vitest';
import type { Event, Intervention, Judgement, Moves } from '../../../src/spec/index.js';
import {
  byHand,
  EVEN,
  regimeOf,
  runSmallWorld,
  smallWorld,
  turnOver,
  typesOf,
  YES,
  type SmallSetup,
} from '../../support/small-world.js';

const eight = regimeOf(['ann', 'ben', 'cem', 'dia', 'ann', 'ben', 'cem', 'dia'].map((agent) => ({ agents: [agent] })));

async function play(interventions: readonly Intervention[], change: Partial<SmallSetup> = {}) {
  return runSmallWorld({ regime: eight, interventions, options: ['yes', 'no'], judge: () => EVEN, ...change });
}

const speakers = (events: readonly Event[]): readonly (string | undefined)[] =>
  events.filter(({ type }) => type === 'decision-made').map(({ agent }) => agent);
const rain: Intervention['changes'][number] = {
  do: 'inject',
  event: { type: 'word-said', agent: 'dia', data: { word: 'rain' } },
};

describe('runKernel: interventions', () => {
  it('should happen before the first activation at their time, and say what was done', async () => {
    const { events } = await play([{ when: { time: 3 }, changes: [rain] }]);
    const at = events.findIndex(({ type }) => type === 'intervention-made');

    expect(events[at]).toMatchObject({ time: 3, data: { changes: [{ do: 'inject', event: 'word-said' }] } });
    expect(events[at + 1]).toMatchObject({ type: 'word-said', agent: 'dia', data: { word: 'rain' }, causes: [at] });
    expect(events[at + 2]).toMatchObject({ type: 'decision-made', agent: 'dia', time: 3, data: { state: '1 words' } });
  });

  it('should happen between two commits where they name a seq', async () => {
    // Opening, then two events an activation: seq 4 is in the middle of a commit.
    const { events } = await play([{ when: { seq: 4 }, changes: [rain] }]);

    expect(typesOf(events).slice(0, 7)).toEqual([
      'run-started',
      'decision-made',
      'word-said',
      'decision-made',
      'word-said',
      'intervention-made',
      'word-said',
    ]);
  });

  it('should happen after so many events of a kind', async () => {
    const when = { after: { event: 'word-said', agent: 'ben', count: 2 } };
    const { events } = await play([{ when, changes: [rain] }]);

    expect(
      events
        .slice(
          0,
          events.findIndex(({ type }) => type === 'intervention-made'),
        )
        .at(-1),
    ).toMatchObject({
      type: 'word-said',
      agent: 'ben',
      time: 5,
    });
  });

  it.each([
    [{ path: 'words', atMost: 3 }, 0],
    [{ path: 'count', agent: 'ann', is: 2 }, 5],
    [{ path: 'count', agent: 'ben', atLeast: 1, atMost: 5 }, 2],
  ] as const)('should happen once the state is so: %j', async (state, turns) => {
    const { events } = await play([{ when: { state }, changes: [rain] }]);
    const at = events.findIndex(({ type }) => type === 'intervention-made');

    expect(speakers(events.slice(0, at))).toHaveLength(turns);
    expect(events.filter(({ type }) => type === 'intervention-made')).toHaveLength(1);
  });

  it.each([
    { path: 'nowhere.at.all', atLeast: 0 },
    { path: 'words', is: 'many' },
    { path: 'last', agent: 'ben', atLeast: 0 },
  ])('should never happen where the state is never so: %j', async (state) => {
    const { events } = await play([{ when: { state }, changes: [rain] }]);

    expect(speakers(events)).toHaveLength(8);
    expect(typesOf(events)).not.toContain('intervention-made');
  });

  it('should remove somebody, who is asked no more and perceives nothing, and let somebody in', async () => {
    const heard: string[] = [];
    const agents = ['ann', 'ben', 'cem', 'dia'].map((id) => ({ id, name: id, ...(id === 'dia' ? { absent: true as const } : {}) })); // prettier-ignore
    const { events, asked } = await play(
      [
        { when: { time: 4 }, changes: [{ do: 'remove', agent: 'ann' }] },
        { when: { time: 6 }, changes: [{ do: 'add', agent: 'dia' }] },
      ],
      {
        agents,
        world: smallWorld({ audience: () => ['ann', 'ben', 'cem', 'dia'] }),
        regime: regimeOf(['ann', 'ben', 'cem', 'dia', 'ann', 'ben', 'cem', 'dia'].map((agent) => ({ agents: [agent], writes: 'all' as const }))), // prettier-ignore
        stopAfter: { activations: 6, reason: 'enough' },
        memory: {
          initial: () => 0,
          keep(kept, { agent, time }) {
            heard.push(`${agent} ${time}`);
            return kept;
          },
          recall: () => ({ ok: true, value: { items: [], seqs: [] } }),
        },
      },
    );

    expect(speakers(events)).toEqual(['ann', 'ben', 'cem', 'ben', 'cem', 'dia']);
    expect(asked).toHaveLength(6);
    expect(heard.filter((line) => line.startsWith('ann')).every((line) => Number(line.slice(4)) < 4)).toBe(true);
    expect(heard.filter((line) => line.startsWith('dia')).every((line) => Number(line.slice(4)) >= 6)).toBe(true);
  });

  it('should ask the world what follows where somebody comes or goes, and only then', async () => {
    const seen: Moves[] = [];
    const world = smallWorld({
      moved(_state, moves) {
        seen.push(moves);
        return moves.removed.map((agent) => ({ type: 'desk-cleared', agent, data: {} }));
      },
    });
    const { events } = await play(
      [
        { when: { time: 1 }, changes: [rain] },
        { when: { time: 2 }, changes: [{ do: 'remove', agent: 'cem' }, rain, { do: 'add', agent: 'ann' }] },
        {
          when: { time: 3 },
          changes: [
            { do: 'remove', agent: 'dia' },
            { do: 'add', agent: 'dia' },
          ],
        },
        { when: { time: 5 }, changes: [{ do: 'add', agent: 'cem' }] },
      ],
      { world, stopAfter: { activations: 7, reason: 'enough' } },
    );
    const at = events.findIndex(({ type }) => type === 'desk-cleared');

    expect(seen).toEqual([
      { removed: ['cem'], added: [], injected: [rain.do === 'inject' ? rain.event : undefined], more: true },
      { removed: [], added: ['cem'], injected: [], more: false },
    ]);
    expect(typesOf(events.slice(at - 2, at + 1))).toEqual(['intervention-made', 'word-said', 'desk-cleared']);
    expect(events[at]).toMatchObject({ agent: 'cem', causes: [at - 2] });
  });

  it('should name what a world changed where it may only say what follows', async () => {
    const world = smallWorld({
      moved({ shared }) {
        shared.words = 7;
        return [];
      },
    });

    await expect(play([{ when: { time: 1 }, changes: [{ do: 'remove', agent: 'cem' }] }], { world })).rejects.toThrow(
      'moved changed shared.words',
    );
  });

  it('should commit somebody to an option, whom nobody asks then, and set it free', async () => {
    const { events, asked } = await play([
      { when: { time: 4 }, changes: [{ do: 'commit', agent: 'ann', option: 'no' }] },
    ]);

    expect(events.find(({ time, type }) => time === 4 && type === 'decision-made')?.data).toMatchObject({
      option: 'no',
      committed: true,
    });
    expect(asked.filter(({ agent }) => agent === 'ann')).toHaveLength(1);

    const agents = ['ann', 'ben', 'cem', 'dia'].map((id) => ({ id, name: id, ...(id === 'ann' ? { commitment: 1 } : {}) })); // prettier-ignore
    const free = await play([{ when: { time: 4 }, changes: [{ do: 'commit', agent: 'ann', option: null }] }], {
      agents,
    });
    expect(free.asked.filter(({ agent }) => agent === 'ann')).toHaveLength(1);
  });

  it('should put somebody else into the place of an agent', async () => {
    const persona = { name: 'Eve', text: 'I am Eve.' };
    const { asked } = await play([{ when: { time: 4 }, changes: [{ do: 'persona', agent: 'ann', persona }] }]);

    expect(asked.filter(({ agent }) => agent === 'ann').map((question) => question.persona)).toEqual([
      undefined,
      persona,
    ]);
  });

  it('should ask nobody ahead of their time, and anew whom they found asked', async () => {
    const hand = byHand();
    const run = play([{ when: { time: 2 }, changes: [rain] }], { judge: hand.judge });
    await turnOver();
    // Only what comes before it is asked ahead.
    expect(hand.open.map(({ asked: { agent } }) => agent)).toEqual(['ann', 'ben']);

    for (let at = 0; at < 8; at += 1) {
      hand.open[at]?.answer(YES);
      await turnOver();
    }
    expect(speakers((await run).events)).toEqual(['ann', 'ben', 'cem', 'dia', 'ann', 'ben', 'cem', 'dia']);
  });

  it('should ask again, with the same occasion, whoever was asked ahead of what waits for an event', async () => {
    const hand = byHand();
    const persona = { name: 'Eve', text: 'I am Eve.' };
    const when = { after: { event: 'word-said', count: 1 } };
    const run = play([{ when, changes: [{ do: 'persona', agent: 'cem', persona }] }], { judge: hand.judge });
    await turnOver();
    expect(hand.open.map(({ asked: { agent } }) => agent)).toEqual(['ann', 'ben', 'cem', 'dia']);

    for (let at = 0; at < 16; at += 1) {
      hand.open[at]?.answer(YES);
      await turnOver();
    }
    const { events, asked } = await run;
    const cem = asked.filter(({ agent }) => agent === 'cem');
    expect(cem.map(({ occasion, persona: who }) => [occasion, who?.name])).toEqual([
      [0, undefined],
      [0, 'Eve'],
      [1, 'Eve'],
    ]);
    expect(speakers(events)).toHaveLength(8);
  });

  it('should shift nobody else’s draws', async () => {
    const judge = (): Judgement => ({ kind: 'distribution', probabilities: [0.4, 0.6] });
    const [without, withIt] = [
      await play([], { judge }),
      await play([{ when: { time: 2 }, changes: [{ do: 'remove', agent: 'cem' }] }], { judge, stopAfter: { activations: 6, reason: 'enough' } }), // prettier-ignore
    ];
    const optionsOf = (events: readonly Event[], agent: string) =>
      events
        .filter((event) => event.type === 'decision-made' && event.agent === agent)
        .map(({ data }) => data['option']);

    for (const agent of ['ann', 'ben', 'dia']) {
      expect(optionsOf(withIt.events, agent)).toEqual(optionsOf(without.events, agent));
    }
  });
});
