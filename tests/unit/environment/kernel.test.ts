import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { createStreams } from '../../../src/environment/index.js';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import type { Event, Judgement } from '../../../src/spec/index.js';
import {
  AGENTS,
  byHand,
  EVEN,
  regimeOf,
  runSmallWorld,
  smallWorld,
  turnOver,
  YES,
  type SmallSetup,
} from '../../support/small-world.js';

const inTurn = regimeOf([{ agents: ['ann'] }, { agents: ['ben'] }, { agents: ['ann'] }]);
const typesOf = (events: readonly Event[]): readonly string[] => events.map(({ type }) => type);

describe('runKernel: what is written', () => {
  it('should open the run, commit each activation as decision and what follows, and close it', async () => {
    const { lines, result } = await runSmallWorld({ regime: inTurn, judge: () => YES });

    expect(lines).toEqual([
      '{"seq":0,"time":0,"type":"run-started","data":{}}',
      '{"seq":1,"time":0,"type":"decision-made","agent":"ann","data":{"kind":"word","option":"yes","probabilities":[1,0],"state":"0 words"}}',
      '{"seq":2,"time":0,"type":"word-said","agent":"ann","data":{"word":"yes"},"causes":[1]}',
      '{"seq":3,"time":1,"type":"decision-made","agent":"ben","data":{"kind":"word","option":"yes","probabilities":[1,0],"state":"0 words"}}',
      '{"seq":4,"time":1,"type":"word-said","agent":"ben","data":{"word":"yes"},"causes":[3]}',
      '{"seq":5,"time":2,"type":"decision-made","agent":"ann","data":{"kind":"word","option":"yes","probabilities":[1,0],"state":"1 words"},"causes":[2]}',
      '{"seq":6,"time":2,"type":"word-said","agent":"ann","data":{"word":"yes"},"causes":[5]}',
      '{"seq":7,"time":2,"type":"run-ended","data":{"activations":3,"reason":"that was all"}}',
    ]);
    expect(result).toEqual({ status: 'finished', reason: 'that was all', activations: 3 });
  });

  it('should hand the events of one commit to the sink together', async () => {
    const commits: number[] = [];
    await runSmallWorld({
      regime: regimeOf([{ agents: ['ann', 'ben'] }]),
      sink: (events) => commits.push(events.length),
    });

    expect(commits).toEqual([1, 4, 1]);
  });

  it('should decide at once what stands in one activation: nobody sees the other', async () => {
    const together = regimeOf([{ agents: ['ann', 'ben'], reads: 'all', writes: 'all' }]);
    const { events } = await runSmallWorld({ regime: together });

    expect(events.slice(1, 3).map(({ data }) => data['state'])).toEqual(['0 words', '0 words']);
    expect(typesOf(events)).toEqual([
      'run-started',
      'decision-made',
      'decision-made',
      'word-said',
      'word-said',
      'run-ended',
    ]);
    expect(events[3]?.causes).toEqual([1, 2]);
  });

  it('should take the causes of a decision from what its situation read, and no more', async () => {
    const regime = regimeOf([{ agents: ['ann'] }, { agents: ['ben'] }, { agents: ['cem'], reads: ['ben', 'cem'] }]);
    const { events } = await runSmallWorld({
      regime,
      facing: ({ state, agent }) => ({
        ...smallSituation,
        state: [String(state.slice(agent === 'cem' ? 'ben' : agent).count)],
      }),
    });

    expect(events[5]?.causes).toEqual([4]);
  });

  it('should draw each decision from a stream of its own: an agent and its occasion', async () => {
    const { events } = await runSmallWorld({ regime: inTurn, seed: 9 });
    const drawn = events.filter(({ type }) => type === 'decision-made').map(({ data }) => data['option']);
    const expected = [
      ['ann', 0],
      ['ben', 0],
      ['ann', 1],
    ].map(([agent, occasion]) =>
      chancesFrom(9)('decision', agent as string, occasion as number).draw([1, 1]) === 0 ? 'yes' : 'no',
    );

    expect(drawn).toEqual(expected);
  });

  it('should write nothing of a distribution that was not drawn from', async () => {
    const third = { kind: 'distribution', probabilities: [1 / 3, 2 / 3] } as const;
    const { events } = await runSmallWorld({ regime: regimeOf([{ agents: ['ann'] }]), judge: () => third });
    const written = events[1]?.data['probabilities'] as readonly number[];

    expect(written.map((p) => p * 2 ** 32)).toEqual([1431655765, 2863311531]);
  });
});

const smallSituation = {
  kind: 'word',
  options: ['yes', 'no'],
  state: [],
  framing: [],
  statements: [],
  unordered: false,
  names: [],
  cue: { completion: [], chat: [] },
};

describe('runKernel: the end', () => {
  const endless = { ...inTurn, turns: undefined };

  it('should end when the world says why, before another is asked', async () => {
    const world = smallWorld({ ended: ({ slice }) => (slice('ben').count > 0 ? 'ben has spoken' : undefined) });
    const { result, asked } = await runSmallWorld({ regime: endless, world });

    expect(result).toEqual({ status: 'finished', reason: 'ben has spoken', activations: 2 });
    expect(asked).toHaveLength(2);
  });

  it('should go on where the end is ignored, and stop where it was told to', async () => {
    const world = smallWorld({ ended: () => 'at once' });
    const stopAfter = { activations: 2, reason: 'the donor ended' };
    const { result } = await runSmallWorld({ regime: endless, world, ignoreEnd: true, stopAfter });

    expect(result).toEqual({ status: 'finished', reason: 'the donor ended', activations: 2 });
  });

  it('should stop where it was told to although the world goes on', async () => {
    const { result } = await runSmallWorld({ regime: endless, stopAfter: { activations: 1, reason: 'enough' } });

    expect(result).toEqual({ status: 'finished', reason: 'enough', activations: 1 });
  });

  it('should write a run without activations where it stops after none', async () => {
    const { events } = await runSmallWorld({ regime: endless, stopAfter: { activations: 0, reason: 'nothing' } });

    expect(typesOf(events)).toEqual(['run-started', 'run-ended']);
  });

  it('should say that a regime ran out', async () => {
    await expect(runSmallWorld({ regime: endless })).rejects.toThrow('"written down" ran out of activations');
  });

  it('should never ask a committed agent', async () => {
    const agents = AGENTS.map((id) => ({ id, name: id, ...(id === 'ann' ? { commitment: 1 } : {}) }));
    const { asked, events } = await runSmallWorld({ regime: inTurn, agents });

    expect(asked.map(({ agent }) => agent)).toEqual(['ben']);
    expect(events[1]?.data).toEqual({ kind: 'word', state: '0 words', option: 'no', committed: true });
  });
});

describe('runKernel: failures', () => {
  const failing = (kind: 'refused' | 'malformed' | 'unavailable' | 'over-budget' | 'aborted'): Judgement => ({
    kind,
    message: `it was ${kind}`,
    evidence: { text: 'hm' },
  });

  it.each(['refused', 'malformed'] as const)(
    'should write a decision that was %s, and let the world take it',
    async (kind) => {
      const { events, result } = await runSmallWorld({
        regime: regimeOf([{ agents: ['ann'] }]),
        judge: () => failing(kind),
      });

      expect(result.status).toBe('finished');
      expect(events[1]).toEqual({
        seq: 1,
        time: 0,
        type: 'decision-failed',
        agent: 'ann',
        data: { kind: 'word', state: '0 words', reason: kind, message: `it was ${kind}`, evidence: { text: 'hm' } },
      });
      expect(events[2]?.type).toBe('word-withheld');
    },
  );

  it.each(['unavailable', 'over-budget', 'aborted'] as const)(
    'should be suspended by a mind that is %s, with nothing of its activation written',
    async (kind) => {
      const regime = regimeOf([{ agents: ['ann'] }, { agents: ['ben', 'cem'] }, { agents: ['dia'] }]);
      const { events, result } = await runSmallWorld({
        regime,
        judge: ({ agent }) => (agent === 'cem' ? failing(kind) : YES),
      });

      expect(result).toEqual({ status: 'suspended', kind, message: `it was ${kind}`, activations: 1 });
      expect(typesOf(events)).toEqual(['run-started', 'decision-made', 'word-said']);
    },
  );

  it('should write the same journal when it goes on with the answer that was missing', async () => {
    const whole = await runSmallWorld({ regime: inTurn });
    const cut = await runSmallWorld({
      regime: inTurn,
      judge: ({ agent }) => (agent === 'ben' ? failing('unavailable') : EVEN),
    });

    expect(cut.lines.length).toBeGreaterThan(1);
    expect(whole.lines.slice(0, cut.lines.length)).toEqual(cut.lines);
  });

  it('should ask nobody when it was interrupted before', async () => {
    const { asked, result, events } = await runSmallWorld({ regime: inTurn, signal: AbortSignal.abort() });

    expect(asked).toEqual([]);
    expect(typesOf(events)).toEqual(['run-started']);
    expect(result).toMatchObject({ status: 'suspended', kind: 'aborted', activations: 0 });
  });

  it('should stop between two commits when it is interrupted, and ask nobody after', async () => {
    const stop = new AbortController();
    const { asked, result } = await runSmallWorld({
      regime: inTurn,
      signal: stop.signal,
      judge() {
        stop.abort();
        return YES;
      },
    });

    expect(asked).toHaveLength(1);
    expect(result).toMatchObject({ kind: 'aborted', activations: 1 });
  });

  it('should serve signals and timers while minds answer at once', async () => {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), 1);
    const turns = Array.from({ length: 200_000 }, () => ({ agents: ['ann'] }));
    const { result } = await runSmallWorld({ regime: regimeOf(turns), signal: stop.signal, judge: () => YES });
    clearTimeout(timer);

    expect(result).toMatchObject({ status: 'suspended', kind: 'aborted' });
  });

  it('should throw what a mind throws', async () => {
    const judge = (): Promise<Judgement> => Promise.reject(new Error('the mind broke'));

    await expect(runSmallWorld({ regime: inTurn, judge })).rejects.toThrow('the mind broke');
  });

  it('should throw what a sink throws', async () => {
    const sink = (): never => {
      throw new Error('the disk is full');
    };

    await expect(runSmallWorld({ regime: inTurn, sink })).rejects.toThrow('the disk is full');
  });

  it('should name the mind whose answer is no judgement', async () => {
    const judge = (): Judgement => ({ kind: 'perhaps' }) as never;

    await expect(runSmallWorld({ regime: inTurn, judge })).rejects.toThrow(
      'the mind of "ann" answered with the kind "perhaps"',
    );
  });

  it('should check the number of probabilities each time, also of a judgement it knows', async () => {
    const situations = { ann: smallSituation, ben: { ...smallSituation, options: ['yes', 'no', 'both'] } };
    const facing: SmallSetup['facing'] = ({ agent }) => situations[agent as 'ann'];

    await expect(runSmallWorld({ regime: inTurn, facing })).rejects.toThrow(
      '2 probabilities for the 3 options yes, no, both',
    );
  });
});

describe('runKernel: early questions', () => {
  const apart = regimeOf([{ agents: ['ann'] }, { agents: ['ben'] }, { agents: ['cem'] }, { agents: ['dia'] }]);
  const agentsOf = (open: readonly { readonly asked: { readonly agent: string } }[]): readonly string[] =>
    open.map(({ asked }) => asked.agent);

  it('should put all that is independent at once', async () => {
    const hand = byHand();
    const run = runSmallWorld({ regime: apart, judge: hand.judge });
    await turnOver();

    expect(agentsOf(hand.open)).toEqual(['ann', 'ben', 'cem', 'dia']);
    for (const { answer } of hand.open) answer(YES);
    expect((await run).result.status).toBe('finished');
  });

  it('should look no further than it may', async () => {
    const hand = byHand();
    const run = runSmallWorld({ regime: apart, judge: hand.judge, lookahead: 2 });
    await turnOver();
    expect(agentsOf(hand.open)).toEqual(['ann', 'ben']);

    hand.open[0]?.answer(YES);
    await turnOver();
    expect(agentsOf(hand.open)).toEqual(['ann', 'ben', 'cem']);
    for (let at = 1; at < 4; at += 1) {
      hand.open[at]?.answer(YES);
      await turnOver();
    }
    expect((await run).result.status).toBe('finished');
  });

  it('should ask nobody beyond where it will stop', async () => {
    const hand = byHand();
    const stopAfter = { activations: 2, reason: 'enough' };
    const run = runSmallWorld({ regime: apart, judge: hand.judge, stopAfter });
    await turnOver();

    expect(agentsOf(hand.open)).toEqual(['ann', 'ben']);
    for (const { answer } of hand.open) answer(YES);
    expect((await run).result.activations).toBe(2);
  });

  it('should wait with an agent that is still open, and with whoever reads it', async () => {
    const hand = byHand();
    const regime = regimeOf([
      { agents: ['ann'] },
      { agents: ['ann'] },
      { agents: ['ben'], reads: ['ann', 'ben'] },
      { agents: ['cem'] },
    ]);
    const run = runSmallWorld({ regime, judge: hand.judge });
    await turnOver();
    expect(agentsOf(hand.open)).toEqual(['ann', 'cem']);

    hand.open[1]?.answer(YES);
    await turnOver();
    expect(agentsOf(hand.open)).toEqual(['ann', 'cem']);

    hand.open[0]?.answer(YES);
    await turnOver();
    expect(agentsOf(hand.open)).toEqual(['ann', 'cem', 'ann']);

    hand.open[2]?.answer(YES);
    await turnOver();
    hand.open[3]?.answer(YES);
    expect((await run).asked.map(({ situation }) => situation.state[0])).toEqual([
      '0 words',
      '0 words',
      '1 words',
      '0 words',
    ]);
  });

  it('should wait with whoever may be written to', async () => {
    const hand = byHand();
    const regime = regimeOf([{ agents: ['ann'], writes: ['ann', 'ben'] }, { agents: ['ben'] }, { agents: ['cem'] }]);
    const run = runSmallWorld({ regime, judge: hand.judge });
    await turnOver();
    expect(agentsOf(hand.open)).toEqual(['ann', 'cem']);

    for (let at = 0; at < 3; at += 1) {
      hand.open[at]?.answer(YES);
      await turnOver();
    }
    expect((await run).result.status).toBe('finished');
  });

  it('should look past nobody that may write to everybody, and wait with whoever reads everybody', async () => {
    const hand = byHand();
    const regime = regimeOf([
      { agents: ['ann'] },
      { agents: ['ben'], reads: 'all' },
      { agents: ['cem'], writes: 'all' },
      { agents: ['dia'] },
    ]);
    const run = runSmallWorld({ regime, judge: hand.judge });
    await turnOver();
    expect(agentsOf(hand.open)).toEqual(['ann', 'cem']);

    for (let at = 0; at < 4; at += 1) {
      hand.open[at]?.answer(YES);
      await turnOver();
    }
    expect(agentsOf(hand.open)).toEqual(['ann', 'cem', 'ben', 'dia']);
    expect((await run).result.status).toBe('finished');
  });

  it('should write in the order of the activations, whoever answers first', async () => {
    const hand = byHand();
    const written: string[] = [];
    const run = runSmallWorld({
      regime: apart,
      judge: hand.judge,
      sink: (events) => written.push(...events.map(({ agent }) => agent ?? '')),
    });
    await turnOver();
    for (const at of [3, 1, 2]) hand.open[at]?.answer(YES);
    await turnOver();
    expect(written).toEqual(['']);

    hand.open[0]?.answer(YES);
    await run;
    expect(written).toEqual(['', 'ann', 'ann', 'ben', 'ben', 'cem', 'cem', 'dia', 'dia', '']);
  });

  it('should wait for what it asked ahead before it is suspended', async () => {
    const hand = byHand();
    let done = false;
    const run = runSmallWorld({ regime: apart, judge: hand.judge }).finally(() => (done = true));
    await turnOver();
    hand.open[0]?.answer({ kind: 'unavailable', message: 'gone' });
    await turnOver();
    expect(done).toBe(false);

    for (const { answer } of hand.open.slice(1)) answer(YES);
    expect((await run).result).toMatchObject({ status: 'suspended', activations: 0 });
  });

  it('should wait for what it asked ahead when the world ends before', async () => {
    const hand = byHand();
    let done = false;
    const world = smallWorld({ ended: ({ slice }) => (slice('ann').count > 0 ? 'over' : undefined) });
    const run = runSmallWorld({ regime: apart, world, judge: hand.judge }).finally(() => (done = true));
    await turnOver();
    hand.open[0]?.answer(YES);
    await turnOver();
    expect(done).toBe(false);

    for (const { answer } of hand.open.slice(1)) answer(YES);
    expect((await run).result).toMatchObject({ status: 'finished', reason: 'over' });
  });

  it('should hear of a mind that fails early when its turn comes', async () => {
    const unhandled = vi.fn<() => void>();
    process.on('unhandledRejection', unhandled);
    const hand = byHand();
    const run = runSmallWorld({ regime: apart, judge: hand.judge });
    await turnOver();
    hand.open[2]?.fail(new Error('cem broke'));
    await turnOver();
    for (const at of [0, 1, 3]) hand.open[at]?.answer(YES);

    await expect(run).rejects.toThrow('cem broke');
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  });

  it('should find a situation that hangs on something beside the state', async () => {
    const hand = byHand();
    let outside = 0;
    const facing: SmallSetup['facing'] = ({ agent }) => ({ ...smallSituation, state: [agent, String(outside)] });
    const run = runSmallWorld({ regime: apart, judge: hand.judge, facing });
    await turnOver();
    outside = 1;
    for (const { answer } of hand.open) answer(YES);

    await expect(run).rejects.toThrow(
      'the situation of "ben" changed between question and commit (activation 1): it hangs on something beside',
    );
  });
});

describe('runKernel: declarations', () => {
  const one = regimeOf([{ agents: ['ann'] }]);

  it('should refuse to write a slice that was not declared, with nothing written', async () => {
    const world = smallWorld({ reduce: (draft) => void (draft.slice('ben').count += 1) });
    const events: Event[] = [];
    const run = runSmallWorld({ regime: one, world, sink: (committed) => events.push(...committed) });

    await expect(run).rejects.toThrow('the world changed the slice of "ben", which this activation did not declare');
    expect(typesOf(events)).toEqual(['run-started']);
  });

  it('should refuse that somebody remembers an event who was not declared, with nothing written', async () => {
    const world = smallWorld({ audience: () => 'public' });
    const events: Event[] = [];
    const memory = { initial: () => [], keep: (items: readonly unknown[], event: Event) => [...items, event.seq] };
    const run = runSmallWorld({ regime: one, world, memory, sink: (committed) => events.push(...committed) });

    await expect(run).rejects.toThrow('"ben" perceives a word-said of activation 0, which did not declare that it may');
    expect(typesOf(events)).toEqual(['run-started']);
  });

  it('should refuse that a situation looks at a slice that was not declared', async () => {
    const facing: SmallSetup['facing'] = ({ state }) => ({
      ...smallSituation,
      state: [String(state.slice('ben').count)],
    });

    await expect(runSmallWorld({ regime: one, facing })).rejects.toThrow(
      'a situation looked at the slice of "ben", which its activation does not read',
    );
  });

  it('should refuse that a situation looks at what all share, unless it reads all', async () => {
    const facing: SmallSetup['facing'] = ({ state }) => ({ ...smallSituation, state: [String(state.shared.words)] });

    await expect(runSmallWorld({ regime: one, facing })).rejects.toThrow('a situation looked at the shared state');
    const all = regimeOf([{ agents: ['ann'], reads: 'all' }]);
    expect((await runSmallWorld({ regime: all, facing })).result.status).toBe('finished');
  });

  it('should refuse rules that write into the state instead of drafts', async () => {
    const world = smallWorld({
      apply(state) {
        (state.slice('ann') as { count: number }).count = 7;
        return [];
      },
    });

    await expect(runSmallWorld({ regime: one, world })).rejects.toThrow('read only');
  });

  it('should name an agent that the world does not have', async () => {
    const regime = regimeOf([{ agents: ['ann'], reads: 'all' }]);
    const facing: SmallSetup['facing'] = ({ state }) => ({ ...smallSituation, state: [state.slice('nemo').last] });

    await expect(runSmallWorld({ regime, facing })).rejects.toThrow(
      'no agent "nemo" in this world; there are ann, ben',
    );
  });
});

describe('runKernel: memory and lens', () => {
  const hearing = {
    initial: () => [],
    keep: (items: readonly unknown[], event: Event) => [...items, event.data['word']],
  };

  it('should show an agent what it remembers, and count that among the causes', async () => {
    const regime = regimeOf([{ agents: ['ann'], writes: ['ann', 'ben'] }, { agents: ['ben'] }]);
    const { events } = await runSmallWorld({
      regime,
      world: smallWorld({
        audience: ({ agent }) => ['ben', ...(agent === 'ann' ? ['ann'] : [])],
        reduce: () => undefined,
      }),
      memory: hearing,
      facing: ({ memory }) => ({ ...smallSituation, state: [memory.join(' ')] }),
      judge: () => YES,
    });

    expect(events[3]?.data['state']).toBe('yes');
    expect(events[3]?.causes).toEqual([2]);
  });

  it('should begin with what is remembered from before, which has no cause', async () => {
    const { events } = await runSmallWorld({
      regime: regimeOf([{ agents: ['ann'] }]),
      memory: { ...hearing, initial: (agent) => [`${agent} was here`] },
      facing: ({ memory }) => ({ ...smallSituation, state: [memory.join(' ')] }),
    });

    expect(events[1]?.data['state']).toBe('ann was here');
    expect(events[1]).not.toHaveProperty('causes');
  });

  it('should forget the causes together with what they left', async () => {
    const regime = regimeOf([{ agents: ['ann'] }, { agents: ['ann'] }, { agents: ['ann'] }]);
    const { events } = await runSmallWorld({
      regime,
      world: smallWorld({ reduce: () => undefined }),
      memory: { initial: () => [], keep: (items) => (items.length === 1 ? [] : ['something']) },
      facing: ({ memory }) => ({ ...smallSituation, state: [String(memory.length)] }),
    });
    const decisions = events.filter(({ type }) => type === 'decision-made');

    expect(decisions.map(({ data }) => data['state'])).toEqual(['0', '1', '0']);
    expect(decisions.map(({ causes }) => causes)).toEqual([undefined, [2], undefined]);
  });

  it('should make a lens for each situation and each perception, keyed by what it is for', async () => {
    const keys: unknown[] = [];
    await runSmallWorld({
      regime: regimeOf([{ agents: ['ann'] }, { agents: ['ben'] }, { agents: ['ann'] }]),
      memory: hearing,
      lens(agent, ...key) {
        keys.push([agent, ...key]);
        return (choice) => choice;
      },
    });

    expect(keys).toEqual([
      ['ann', 'sees', 0],
      ['ann', 'remembers', 0],
      ['ben', 'sees', 0],
      ['ben', 'remembers', 0],
      ['ann', 'sees', 1],
      ['ann', 'remembers', 1],
    ]);
  });
});

describe('runKernel: whoever answers first', () => {
  const turns = fc.array(
    fc.record({
      agents: fc.uniqueArray(fc.constantFrom(...AGENTS), { minLength: 1, maxLength: 3 }),
      more: fc.subarray([...AGENTS]),
      all: fc.constantFrom('reads', 'writes', 'both', 'none', 'none', 'none'),
    }),
    { minLength: 1, maxLength: 25 },
  );

  it('should write the same bytes with answers after any delays as with answers at once', async () => {
    await fc.assert(
      fc.asyncProperty(turns, fc.integer(), fc.integer({ min: 1, max: 12 }), async (given, seed, lookahead) => {
        const regime = regimeOf(
          given.map(({ agents, more, all }) => {
            const both = [...new Set([...agents, ...more])];
            return {
              agents,
              reads: all === 'reads' || all === 'both' ? ('all' as const) : both,
              writes: all === 'writes' || all === 'both' ? ('all' as const) : both,
            };
          }),
        );
        const setup: SmallSetup = { regime, seed, lookahead, ...hearsay(regime) };
        const delays = chancesFrom(seed)('delays');

        const atOnce = await runSmallWorld(setup);
        const late = await runSmallWorld({
          ...setup,
          async judge(asked) {
            const turns = delays.integer(6);
            for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
            if (turns > 4) await new Promise((resolve) => setImmediate(resolve));
            return opinionOn(asked);
          },
        });

        expect(late.lines).toEqual(atOnce.lines);
        expect(atOnce.result.status).toBe('finished');
      }),
      { numRuns: 150 },
    );
  });

  /** Everybody that an activation may write to hears its words and notes them; what one faces is all that one may read. */
  function hearsay(regime: ReturnType<typeof regimeOf>): Pick<SmallSetup, 'world' | 'memory' | 'facing' | 'judge'> {
    const activations = [...regime.activations([], chancesFrom(0))];
    const hearers = (event: { readonly data: Event['data'] }): readonly string[] => {
      const writes = activations[event.data['turn'] as number]?.writes ?? [];
      return writes === 'all' ? AGENTS : writes;
    };
    return {
      world: smallWorld({
        apply: (_state, actions, { index }) =>
          actions.map(({ agent, decision }) => ({
            type: 'word-said',
            agent,
            data: { turn: index, word: decision.kind === 'made' ? decision.value : -1 },
          })),
        reduce(draft, event) {
          draft.shared.words += 1;
          for (const agent of hearers(event)) draft.slice(agent).count += 1 + (event.data['word'] as number);
        },
        audience: hearers,
      }),
      memory: {
        initial: () => [],
        keep: (items, event) => [...items, event.data['word']].slice(-3),
      },
      facing({ state, activation, memory, agent }) {
        const read = activation.reads === 'all' ? AGENTS : activation.reads;
        const shared = activation.reads === 'all' ? [String(state.shared.words)] : [];
        const counts = read.map((other) => `${other} ${state.slice(other).count}`);
        return { ...smallSituation, state: [[agent, ...shared, ...counts, ...memory].join(', ')] };
      },
      judge: opinionOn,
    };
  }

  function opinionOn({ situation }: { readonly situation: { readonly state: readonly unknown[] } }): Judgement {
    const chance = chancesFrom(String(situation.state[0]))('opinion');
    return { kind: 'distribution', probabilities: [chance.uniform(), 1] };
  }
});

describe('runKernel: streams', () => {
  it('should complete all streams when the run ends, is suspended, or breaks', async () => {
    const judges: readonly SmallSetup['judge'][] = [
      () => YES,
      () => ({ kind: 'unavailable', message: 'gone' }),
      () => {
        throw new Error('broken');
      },
    ];
    for (const judge of judges) {
      const streams = createStreams(AGENTS);
      const completed: string[] = [];
      streams.events$.subscribe({ complete: () => completed.push('events') });
      streams.perceived$('ann').subscribe({ complete: () => completed.push('ann') });
      await runSmallWorld({ regime: inTurn, streams, judge }).catch(() => undefined);

      expect(completed).toEqual(['events', 'ann']);
    }
  });

  it('should show every event after the sink took it', async () => {
    const streams = createStreams(AGENTS);
    const order: string[] = [];
    streams.events$.subscribe(({ seq }) => order.push(`seen ${seq}`));
    await runSmallWorld({
      regime: regimeOf([{ agents: ['ann'] }]),
      streams,
      sink: (events) => order.push(...events.map(({ seq }) => `written ${seq}`)),
    });

    expect(order).toEqual(['written 0', 'seen 0', 'written 1', 'written 2', 'seen 1', 'seen 2', 'written 3', 'seen 3']);
  });

  it('should show an agent its own decisions and what the world lets it perceive, and no more', async () => {
    const streams = createStreams(AGENTS);
    const seen: string[] = [];
    streams.perceived$('ben').subscribe(({ type, agent }) => seen.push(`${type} ${agent}`));
    await runSmallWorld({
      regime: regimeOf([{ agents: ['ann'] }, { agents: ['ben'] }, { agents: ['cem'] }]),
      world: smallWorld({ audience: ({ agent }) => (agent === 'cem' ? ['cem'] : 'public') }),
      streams,
    });

    expect(seen).toEqual(['word-said ann', 'decision-made ben', 'word-said ben']);
  });
});
