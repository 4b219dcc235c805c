import { describe, expect, it } from 'vitest';
import { createStreams } from '../../../src/environment/index.js';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import {
  AGENTS,
  inTurn,
  regimeOf,
  runSmallWorld,
  smallSituation,
  smallWorld,
  typesOf,
  YES,
  type SmallSetup,
} from '../../support/small-world.js';

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
    const order = Array.from({ length: 60 }, (_, index) => (index % 3 === 1 ? 'ben' : 'ann'));
    const regime = regimeOf(order.map((agent) => ({ agents: [agent] })));
    const { events } = await runSmallWorld({ regime, seed: 9 });
    const drawn = events.filter(({ type }) => type === 'decision-made').map(({ data }) => data['option']);
    const expected = order.map((agent, index) => {
      const occasion = order.slice(0, index).filter((one) => one === agent).length;
      return chancesFrom(9)('decision', agent, occasion).draw([1, 1]) === 0 ? 'yes' : 'no';
    });

    expect(drawn).toEqual(expected);
  });

  it('should write nothing of a distribution that was not drawn from', async () => {
    const third = { kind: 'distribution', probabilities: [1 / 3, 2 / 3] } as const;
    const { events } = await runSmallWorld({ regime: regimeOf([{ agents: ['ann'] }]), judge: () => third });
    const written = events[1]?.data['probabilities'] as readonly number[];

    expect(written.map((p) => p * 2 ** 32)).toEqual([1431655765, 2863311531]);
  });
});

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
