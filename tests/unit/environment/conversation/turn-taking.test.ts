import { describe, expect, it } from 'vitest';
import { CHOOSE_SPEAKER, conversation, RAISE_HAND, type Asked } from '../../../../src/environment/index.js';
import type { Json } from '../../../../src/spec/index.js';
import { ofType, people, runTalk, talkOf } from '../../../support/talk.js';

describe('turn-taking of a conversation', () => {
  it('should give the floor to whoever wants it most, and ask the others who has spoken', async () => {
    const wish: Record<string, number> = { ann: 2, ben: 9, cem: 5 };
    const { said, asked } = await runTalk(talkOf(3, { closing: { turns: 4 } }), 'next-speaker:urgency', {
      say: ({ situation, agent }) => (situation.kind === RAISE_HAND ? (wish[agent] as number) : 'Me.'),
    });

    expect(said).toEqual(['ben: Me.', 'cem: Me.', 'ben: Me.', 'cem: Me.']);
    // Three hands before the first utterance, two before each other one.
    expect(asked).toHaveLength(3 + 2 * 3 + 4);
    expect(asked[0]?.situation.answer).toEqual({ kind: 'number', minimum: 0, maximum: 10, integer: true });
  });

  it('should draw among those who want it as much by their keys', async () => {
    const first = async (seed: number) =>
      (
        await runTalk(talkOf(3, { closing: { turns: 1 } }), 'next-speaker:urgency', {
          seed,
          say: ({ situation }) => (situation.kind === RAISE_HAND ? 7 : 'Me.'),
        })
      ).said[0];
    const winners = await Promise.all(Array.from({ length: 30 }, (_, seed) => first(seed)));

    expect(new Set(winners).size).toBe(3);
  });

  it('should close where nobody wants to speak, and count a failed hand as no silence', async () => {
    const hands = (of: (agent: string) => Json) =>
      runTalk(talkOf(3, { closing: {} }), 'next-speaker:urgency', { say: ({ agent }) => of(agent) });

    expect((await hands(() => 0)).result).toMatchObject({ reason: 'nobody had anything more to say', activations: 1 });
    const failed = await hands((agent) => (agent === 'ann' ? 'much' : 0));
    expect(failed.said).toEqual(['ann: much']);
    expect(failed.result).toMatchObject({ reason: 'nobody had anything more to say', activations: 3 });
  });

  it('should come to the end of the turns where every decision fails', async () => {
    const { result, events } = await runTalk(talkOf(3, { closing: { turns: 4 } }), 'next-speaker:urgency', {
      say: () => -1,
    });
    const turns = ofType(events, 'turn-passed');

    expect(result).toMatchObject({ reason: '4 turns were given', activations: 8 });
    expect(turns.map(({ agent, data }) => [agent, data['why']])).toEqual(
      ['ann', 'ben', 'cem', 'ann'].map((agent) => [agent, 'failure']),
    );
  });

  const chaired = () => {
    const [ann, ben, cem] = people(3) as [never, never, never];
    return conversation({
      agents: [{ ...(ann as object), role: 'moderator' } as never, ben, cem],
      closing: { turns: 4 },
    });
  };
  const chair =
    (choose: (asked: Asked) => string) =>
    (asked: Asked): Json =>
      asked.situation.kind === CHOOSE_SPEAKER ? choose(asked) : `${asked.agent}-${asked.occasion}`;

  it('should let a moderator choose among those who are there: two decisions an utterance', async () => {
    const { said, asked, events } = await runTalk(chaired(), 'next-speaker:moderator', {
      say: chair(({ occasion }) => (occasion === 1 ? 'Ben' : 'Cem')),
    });

    expect(said).toEqual(['cem: cem-0', 'ben: ben-0', 'cem: cem-1', 'cem: cem-2']);
    expect(asked).toHaveLength(8);
    expect(asked[0]?.situation).toMatchObject({ kind: CHOOSE_SPEAKER, options: ['Ben', 'Cem', 'nobody'] });
    expect(ofType(events, 'speaker-chosen').map(({ data }) => data['speaker'])).toEqual(['cem', 'ben', 'cem', 'cem']);
  });

  it('should end where the moderator gives the floor to nobody', async () => {
    const { result } = await runTalk(chaired(), 'next-speaker:moderator', { say: chair(() => 'nobody') });

    expect(result).toMatchObject({ reason: 'nobody had anything more to say', activations: 1 });
  });

  it('should go on in order where the moderator’s decision failed', async () => {
    const { said } = await runTalk(chaired(), 'next-speaker:moderator', {
      say: chair(() => 'unused'),
      judge: ({ situation, agent, occasion }) =>
        situation.kind === CHOOSE_SPEAKER
          ? { kind: 'malformed', message: 'no name' }
          : { kind: 'answer', value: `${agent}-${occasion}` },
    });

    expect(said).toEqual(['ben: ben-0', 'cem: cem-0', 'ben: ben-1', 'cem: cem-1']);
  });

  it.each([
    ['fixed-order', 6],
    ['random-sequential', 6],
    ['poisson-clocks', 6],
    ['next-speaker:random', 6],
    ['simultaneous-rounds', 6],
    [{ regime: 'attention', masks: [{ events: ['utterance-said'], spread: 1 }], first: ['ann'] }, 6],
  ] as const)('should take one decision an utterance under %j', async (choice, calls) => {
    const { said, asked } = await runTalk(talkOf(3), choice);

    expect(said).toHaveLength(6);
    expect(asked).toHaveLength(calls);
  });

  it('should cost nothing where nobody has anything to answer', async () => {
    const { result, asked } = await runTalk(
      talkOf(4, { closing: {} }),
      { regime: 'attention', first: ['ann'] },
      {
        say: ({ agent, occasion }) => (agent === 'ann' && occasion === 0 ? 'Anybody?' : null),
      },
    );

    expect(asked.map(({ agent }) => agent)).toEqual(['ann', 'ben', 'cem', 'dia']);
    expect(result).toMatchObject({ reason: 'nothing is left to happen', activations: 4 });
  });
});
