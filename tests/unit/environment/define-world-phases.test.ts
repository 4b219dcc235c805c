import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { choice, defineWorld, fixedOrder, inPhases, number, runKernel } from '../../../src/environment/index.js';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import type { Event, Situation } from '../../../src/spec/index.js';

/** People bargain in one phase, and vote for one of those who are there in another. */
const bargain = (can: readonly ('offer' | 'vote')[] = ['offer', 'vote']) =>
  defineWorld({
    shared: z.object({}),
    slice: z.object({}),
    actions: { offer: number({ minimum: 0, maximum: 10 }), vote: choice(['yes', 'no']) },
    events: { 'offer-made': z.object({ coins: z.number() }), 'vote-cast': z.object({ for: z.string() }) },
    start: () => ({ shared: {}, slice: () => ({}) }),
    view: ({ agent }) => ({
      can,
      framing: [],
      sees: [],
      asks: '?',
      ...(can.length === 1 && can[0] === 'vote'
        ? { options: ['ann', 'ben'].filter((one) => one !== agent).concat('nobody') }
        : {}),
    }),
    apply: ({ actions, event }) =>
      actions.flatMap((done) => (done.action === 'vote' ? [event('vote-cast', { for: done.value }, done.agent)] : [])),
    phases: {
      bargain: {
        can: ['offer'],
        apply: ({ actions, event }) =>
          actions.flatMap((done) =>
            done.action === 'offer' ? [event('offer-made', { coins: done.value }, done.agent)] : [],
          ),
      },
      ballot: { can: ['vote'] },
    },
    reduce: {},
    end: () => undefined,
  });

async function play(defined: ReturnType<typeof bargain>, phases: readonly string[]) {
  const events: Event[] = [];
  const asked: Situation[] = [];
  await runKernel({
    world: defined.world,
    regime: inPhases(phases.map((name) => ({ name, regime: fixedOrder(), until: { activations: 2 } }))),
    agents: ['ann', 'ben'].map((id) => ({ id, name: id })),
    chances: chancesFrom(1),
    facing: defined.facing,
    judge({ situation }) {
      asked.push(situation);
      if (situation.answer !== undefined) return { kind: 'answer', value: 3 };
      return { kind: 'distribution', probabilities: situation.options.map((_, place) => Number(place === 0)) };
    },
    opening: { type: 'run-started', data: {} },
    sink: (committed) => void events.push(...committed),
  });
  return { events, asked };
}

describe('phases of a world', () => {
  it('should allow other actions and have other rules, by their names', async () => {
    const { events, asked } = await play(bargain(), ['bargain', 'ballot']);

    expect(asked.map(({ kind }) => kind)).toEqual(['offer', 'offer', 'vote', 'vote']);
    expect(events.filter(({ type }) => type === 'offer-made')).toHaveLength(2);
    expect(events.filter(({ type }) => type === 'vote-cast').map(({ data }) => data['for'])).toEqual(['yes', 'yes']);
  });

  it('should let options hang on the moment', async () => {
    const { events, asked } = await play(bargain(['vote']), ['ballot']);

    expect(asked.map(({ options }) => options)).toEqual([
      ['ben', 'nobody'],
      ['ann', 'nobody'],
    ]);
    expect(events.filter(({ type }) => type === 'vote-cast').map(({ data }) => data['for'])).toEqual(['ben', 'ann']);
  });

  it('should say where a view offers nothing that its phase allows', async () => {
    await expect(play(bargain(['vote']), ['bargain'])).rejects.toThrow(
      'a view offers vote, none of which the phase "bargain" allows',
    );
  });
});
