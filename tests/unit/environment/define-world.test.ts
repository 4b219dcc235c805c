import { describe, expect, expectTypeOf, it } from 'vitest';
import { z } from 'zod';
import {
  choice,
  defineWorld,
  nothing,
  number,
  runKernel,
  simultaneousRounds,
  speak,
  structured,
  text,
  type TypedAction,
} from '../../../src/environment/index.js';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import type { Event, Json, Judgement, Situation } from '../../../src/spec/index.js';

/** People around a pot: they give, and may say something. */
const pot = (can: 'give' | 'vote' | 'say' | 'plan' | readonly ('give' | 'vote' | 'say' | 'wait')[] = 'give') =>
  defineWorld({
    shared: z.object({ pot: z.number() }),
    slice: z.object({ given: z.number(), heard: z.array(z.string()) }),
    actions: {
      give: number({ minimum: 0, maximum: 10, integer: true }),
      vote: choice(['share', 'keep']),
      say: speak({ channel: 'table' }),
      plan: structured(z.object({ steps: z.array(z.string()).max(2) })),
      note: text(20),
      wait: nothing(),
    },
    events: {
      'coins-given': z.object({ coins: z.number() }),
      'words-said': z.object({ words: z.string() }),
      'thing-done': z.object({ what: z.string() }),
    },
    start: () => ({ shared: { pot: 0 }, slice: () => ({ given: 0, heard: [] }) }),
    view: ({ state, agent }) => ({
      can,
      framing: ['Everybody has 10 coins.'],
      sees: [`The pot holds ${state.shared.pot}.`, `You gave ${state.slice(agent).given}.`],
      asks: 'What do you do?',
    }),
    apply: ({ actions, event, reject }) =>
      actions.map((done) => {
        if (done.action === null) return reject(done.agent, done.failure.message);
        if (done.action === 'give') return event('coins-given', { coins: done.value }, done.agent);
        if (done.action === 'say') return event('words-said', { words: done.value ?? '' }, done.agent);
        if (done.action === 'plan') return event('thing-done', { what: done.value.steps.join(', ') }, done.agent);
        return event('thing-done', { what: `${done.action} ${done.value}` }, done.agent);
      }),
    reduce: {
      'coins-given'(draft, { agent, data }) {
        draft.shared.pot += data.coins;
        draft.slice(agent as string).given += data.coins;
      },
    },
    channels: { 'words-said': () => ['ann', 'ben'] },
    end: ({ shared }) => (shared.pot >= 12 ? 'the pot is full' : undefined),
  });

async function play(defined: ReturnType<typeof pot>, judge: (situation: Situation, agent: string) => Judgement) {
  const events: Event[] = [];
  const result = await runKernel({
    world: defined.world,
    regime: simultaneousRounds(),
    agents: ['ann', 'ben', 'cem'].map((id) => ({ id, name: id })),
    chances: chancesFrom(1),
    facing: defined.facing,
    judge: ({ situation, agent }) => judge(situation, agent),
    opening: { type: 'run-started', data: {} },
    sink: (committed) => void events.push(...committed),
    stopAfter: { activations: 3, reason: 'that was all' },
  });
  return { events, result };
}

const answer = (value: Json): Judgement => ({ kind: 'answer', value });
const dataOf = (events: readonly Event[], type: string) =>
  events.filter((event) => event.type === type).map(({ data }) => data);

describe('defineWorld', () => {
  it('should take numbers within their bounds, and end as it says', async () => {
    const { events, result } = await play(pot(), () => answer(2));

    expect(result).toMatchObject({ status: 'finished', reason: 'the pot is full', activations: 2 });
    expect(dataOf(events, 'decision-made')[0]).toEqual({
      kind: 'give',
      state: 'The pot holds 0.\nYou gave 0.',
      value: 2,
    });
  });

  it.each([11, -1, 2.5, 'two', null])('should make %j a malformed decision and a rejected action', async (value) => {
    const { events } = await play(pot(), () => answer(value));
    const why = `${JSON.stringify(value)} is not a whole number from 0 to 10`;

    expect(dataOf(events, 'decision-failed')[0]).toMatchObject({ reason: 'malformed', message: why });
    expect(events.find(({ type }) => type === 'action-rejected')).toMatchObject({
      agent: 'ann',
      data: { reason: why },
    });
    expect(dataOf(events, 'coins-given')).toEqual([]);
  });

  it('should draw a choice from its distribution, and name it by its label', async () => {
    const { events } = await play(pot('vote'), () => ({ kind: 'distribution', probabilities: [0, 1] }));

    expect(dataOf(events, 'thing-done')[0]).toEqual({ what: 'vote keep' });
  });

  it('should take words and silence', async () => {
    const { events } = await play(pot('say'), (_, agent) => answer(agent === 'ann' ? 'Hello.' : null));

    expect(dataOf(events, 'words-said').slice(0, 3)).toEqual([{ words: 'Hello.' }, { words: '' }, { words: '' }]);
  });

  it('should take values of a schema, and say what is wrong with others', async () => {
    const { events } = await play(pot('plan'), (_, agent) =>
      answer({ steps: agent === 'ann' ? ['go', 'see'] : ['a', 'b', 'c'] }),
    );

    expect(dataOf(events, 'thing-done')[0]).toEqual({ what: 'go, see' });
    expect(String(dataOf(events, 'decision-failed')[0]?.['message'])).toMatch(/^steps: /);
  });

  it('should let an agent choose among actions, each with what belongs to it', async () => {
    const { events } = await play(pot(['give', 'say', 'wait']), (situation, agent) => {
      expect(situation.kind).toBe('give or say or wait');
      if (agent === 'ann') return answer({ action: 'give', value: 3 });
      return answer(agent === 'ben' ? { action: 'wait' } : { action: 'give', value: 30 });
    });

    expect(dataOf(events, 'coins-given')[0]).toEqual({ coins: 3 });
    expect(dataOf(events, 'thing-done')[0]).toEqual({ what: 'wait null' });
    expect(dataOf(events, 'decision-failed')).toHaveLength(3);
  });

  it('should name a field of an event that is not what the event says', async () => {
    const broken = defineWorld({
      shared: z.object({}),
      slice: z.object({}),
      actions: { vote: choice(['a', 'b']) },
      events: { 'vote-cast': z.object({ share: z.number().max(1) }) },
      start: () => ({ shared: {}, slice: () => ({}) }),
      view: () => ({ can: 'vote', framing: [], sees: [], asks: '?' }),
      apply: ({ event }) => [event('vote-cast', { share: 2 })],
      reduce: {},
      end: () => undefined,
    });
    const run = play(broken as never, () => ({ kind: 'distribution', probabilities: [1, 0] }));

    await expect(run).rejects.toThrow('the event vote-cast says at share');
  });

  it('should refuse rules for events that there are not, and events with odd names', () => {
    const base = {
      shared: z.object({}),
      slice: z.object({}),
      actions: {},
      start: () => ({ shared: {}, slice: () => ({}) }),
      view: () => ({ can: [], framing: [], sees: [], asks: '?' }),
      apply: () => [],
      end: () => undefined,
    };
    expect(() => defineWorld({ ...base, events: { voted: z.object({}) }, reduce: {} })).toThrow(
      '"voted" must be named',
    );
    expect(() => defineWorld({ ...base, events: {}, reduce: { 'vote-cast': () => undefined } as never })).toThrow(
      'reduce speaks of "vote-cast"',
    );
  });

  it('should name the place that a rule changed outside of reduce', async () => {
    const defined = pot();
    const world: typeof defined.world = {
      ...defined.world,
      apply(state) {
        (state.slice('ann').heard as string[]).push('x');
        return [];
      },
    };

    await expect(play({ ...defined, world }, () => answer(1))).rejects.toThrow(/apply changed slice\("ann"\)\.heard/);
  });

  it('should name the place that a view, or the end, changed', async () => {
    const defined = pot();
    const facing: typeof defined.facing = (context) => {
      (context.state.slice('ann').heard as string[]).push('x');
      return defined.facing(context);
    };
    const ended: typeof defined.world.ended = (state) => {
      (state.shared as { pot: number }).pot = 3;
      return undefined;
    };

    await expect(play({ ...defined, facing }, () => answer(1))).rejects.toThrow(
      /the view of "ann" changed slice\("ann"\)\.heard/,
    );
    await expect(play({ ...defined, world: { ...defined.world, ended } }, () => answer(1))).rejects.toThrow(
      /end changed shared\.pot/,
    );
  });

  it('should name an event whose data a reducer changed', async () => {
    const defined = pot();
    const reduce: typeof defined.world.reduce = (draft, event) => {
      (event.data as { coins: number }).coins = 4;
      defined.world.reduce(draft, event);
    };

    await expect(play({ ...defined, world: { ...defined.world, reduce } }, () => answer(1))).rejects.toThrow(
      /reduce changed what a coins-given says/,
    );
  });

  it('should check what authors write by types', () => {
    type Actions = {
      readonly give: ReturnType<typeof number>;
      readonly vote: { readonly kind: 'choice'; readonly options: readonly ['share', 'keep'] };
      readonly say: ReturnType<typeof speak>;
    };
    type Done = Extract<TypedAction<Actions>, { readonly action: 'vote' }>;
    expectTypeOf<Done['value']>().toEqualTypeOf<'share' | 'keep'>();
    expectTypeOf<Extract<TypedAction<Actions>, { readonly action: 'give' }>['value']>().toEqualTypeOf<number>();
    expectTypeOf<Extract<TypedAction<Actions>, { readonly action: 'say' }>['value']>().toEqualTypeOf<string | null>();
  });
});
