import { describe, expect, it } from 'vitest';
import type { RegimeChoice } from '../../../../src/environment/index.js';
import { ofType, runTalk, talkOf } from '../../../support/talk.js';

const WORDS = 'one two three four five six';

/** Whoever hears somebody begin is awake after a time; after the end everybody is. */
const listening = (latency: number): RegimeChoice => ({
  regime: 'attention',
  first: ['ann'],
  masks: [
    { agents: ['ben'], events: ['utterance-begun'], latency },
    { agents: ['cem'], events: ['utterance-said', 'utterance-interrupted'], latency: 100 },
  ],
});

const talk = () => talkOf(3, { speed: 1, closing: { turns: 20 } });

describe('interruptions', () => {
  it('should take time to say something, and let others perceive it when it is said', async () => {
    const { events, asked, said } = await runTalk(talk(), listening(10), {
      say: ({ agent }) => (agent === 'ann' ? WORDS : null),
    });
    const [begun] = ofType(events, 'utterance-begun');
    const [done] = ofType(events, 'utterance-said');

    expect(begun).toMatchObject({ time: 0, agent: 'ann', data: { until: WORDS.length } });
    expect(done).toMatchObject({ time: WORDS.length, agent: 'ann', data: { began: begun?.seq, words: WORDS } });
    expect(said).toEqual([`ann: ${WORDS}`]);
    // Ben was awake in the middle of it, and let it go on; Cem afterwards.
    expect(asked.map(({ agent }) => agent)).toEqual(['ann', 'ben', 'cem']);
    expect(asked[1]?.situation.statements).toEqual([['Ann is speaking: one two …']]);
    expect(asked[2]?.situation.statements).toEqual([[`Ann: ${WORDS}`]]);
  });

  it('should cut what is left when somebody speaks meanwhile, so that nobody ever hears it', async () => {
    const { events, asked } = await runTalk(talk(), listening(10), {
      say: ({ agent }) => (agent === 'ann' ? WORDS : agent === 'ben' ? 'Stop.' : null),
    });
    const [cut] = ofType(events, 'utterance-interrupted');

    expect(cut).toMatchObject({ time: 10, agent: 'ann', data: { words: 'one two', by: 'ben' } });
    expect(asked.at(-1)).toMatchObject({ agent: 'cem' });
    expect(asked.at(-1)?.situation.statements).toEqual([['Ann: one two … (interrupted by Ben)'], ['Ben: Stop.']]);
    expect(JSON.stringify(asked.map(({ situation }) => situation))).not.toContain('three');
    const begun = ofType(events, 'utterance-begun');
    expect(begun[1]?.data['answers']).toEqual([begun[0]?.seq]);
  });

  it('should not interrupt what has ended, nor what is said elsewhere', async () => {
    const late = await runTalk(talk(), listening(40), {
      say: ({ agent }) => (agent === 'ann' ? WORDS : agent === 'ben' ? 'Stop.' : null),
    });
    expect(ofType(late.events, 'utterance-interrupted')).toEqual([]);

    const whispers = talkOf(3, {
      speed: 1,
      channels: { floor: { kind: 'public' }, aside: { kind: 'pair' } },
      closing: { turns: 20 },
    });
    const aside = await runTalk(whispers, listening(10), {
      say: ({ agent }) =>
        agent === 'ann'
          ? { action: 'floor', value: WORDS }
          : { action: 'aside', value: { to: agent === 'ben' ? 'Cem' : 'Ben', words: 'psst' } },
    });
    expect(aside.said).toContain(`ann: ${WORDS}`);
    expect(ofType(aside.events, 'utterance-interrupted')).toEqual([]);
  });

  describe('of what is said to one other alone', () => {
    const whisper = { action: 'aside', value: { to: 'Ben', words: WORDS } };
    const asides = () =>
      talkOf(3, {
        speed: 1,
        channels: { floor: { kind: 'public' }, aside: { kind: 'pair' } },
        closing: { turns: 20 },
      });

    it('should say to whom it is said, from its beginning to its end', async () => {
      const { events, asked } = await runTalk(asides(), listening(10), {
        say: ({ agent }) => (agent === 'ann' ? whisper : { action: 'floor', value: null }),
      });

      expect(ofType(events, 'utterance-said')[0]?.data).toMatchObject({ to: 'ben', words: WORDS });
      expect(asked[1]?.situation.statements).toEqual([['Ann (to Ben alone) is speaking: one two …']]);
      expect(asked.map(({ agent }) => agent)).not.toContain('cem');
    });

    it('should say to whom it was said where it is cut', async () => {
      const { events } = await runTalk(asides(), listening(10), {
        say: ({ agent }) => (agent === 'ann' ? whisper : { action: 'aside', value: { to: 'Ann', words: 'What?' } }),
      });

      expect(ofType(events, 'utterance-interrupted')[0]?.data).toMatchObject({
        to: 'ben',
        by: 'ben',
        words: 'one two',
      });
    });
  });

  it('should say that somebody begins, where nothing was said yet', async () => {
    const { asked } = await runTalk(talk(), listening(1), {
      say: ({ agent }) => (agent === 'ann' ? WORDS : null),
    });

    expect(asked[1]?.situation.statements).toEqual([['Ann begins to speak …']]);

    const cut = await runTalk(talk(), listening(1), {
      say: ({ agent }) => (agent === 'ann' ? WORDS : agent === 'ben' ? 'Stop.' : null),
    });
    expect(cut.asked.at(-1)?.situation.statements).toEqual([['Ann … (interrupted by Ben)'], ['Ben: Stop.']]);
  });

  it('should not ask who is speaking', async () => {
    const { asked } = await runTalk(
      talk(),
      { ...(listening(3) as object), timer: { mean: 5, regular: true } } as never,
      {
        say: ({ agent }) => (agent === 'ann' ? WORDS : null),
        stopAfter: { activations: 12, reason: 'enough' },
      },
    );
    const times = asked.filter(({ agent }) => agent === 'ann').map(({ occasion }) => occasion);

    expect(times.length).toBeGreaterThan(0);
  });
});
