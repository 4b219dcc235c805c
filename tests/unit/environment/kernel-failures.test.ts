import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../src/spec/index.js';
import {
  EVEN,
  inTurn,
  regimeOf,
  runSmallWorld,
  smallSituation,
  typesOf,
  YES,
  type SmallSetup,
} from '../../support/small-world.js';

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
