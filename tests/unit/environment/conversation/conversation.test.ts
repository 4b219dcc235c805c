import { describe, expect, it } from 'vitest';
import { conversation, talkMeasure } from '../../../../src/environment/index.js';
import type { Event } from '../../../../src/spec/index.js';
import { ofType, people, runTalk, talkOf } from '../../../support/talk.js';

const seqsOf = (events: readonly Event[]): readonly number[] => events.map(({ seq }) => seq);

describe('conversation', () => {
  it('should take one decision an utterance under round-robin', async () => {
    const { result, said, asked } = await runTalk(talkOf(3), 'next-speaker:round-robin');

    expect(result).toMatchObject({ status: 'finished', reason: '6 turns were given', activations: 6 });
    expect(said).toEqual(['ann: ann-0', 'ben: ben-0', 'cem: cem-0', 'ann: ann-1', 'ben: ben-1', 'cem: cem-1']);
    expect(asked).toHaveLength(6);
  });

  it('should say which utterances one answers, as data and as causes', async () => {
    const { events } = await runTalk(talkOf(3), 'next-speaker:round-robin');
    const said = ofType(events, 'utterance-said');
    const seqs = seqsOf(said);

    expect(said.map(({ data }) => data['answers'])).toEqual([
      [],
      [seqs[0]],
      [seqs[0], seqs[1]],
      [seqs[1], seqs[2]],
      [seqs[2], seqs[3]],
      [seqs[3], seqs[4]],
    ]);
    expect(said[3]?.causes).toEqual(expect.arrayContaining([seqs[1], seqs[2]]));
  });

  it('should answer in the next round what was said at the same time in this one', async () => {
    const { events } = await runTalk(talkOf(3, { closing: { turns: 9 } }), 'simultaneous-rounds');
    const said = ofType(events, 'utterance-said');
    const answers = said.map(({ data }) =>
      (data['answers'] as readonly number[]).map((seq) => seqsOf(said).indexOf(seq)),
    );

    expect(answers).toEqual([[], [], [], [1, 2], [0, 2], [0, 1], [4, 5], [3, 5], [3, 4]]);
  });

  it('should show what was said as lines of memory, and who is there', async () => {
    const { asked } = await runTalk(talkOf(2, { framing: () => ['About bread.'] }), 'next-speaker:round-robin');
    const { situation } = asked[2] as (typeof asked)[number];

    expect(situation.framing).toEqual([
      ['About bread.'],
      [{ person: ['I am Ann.', 'You are Ann.', 'This is Ann.'] }],
      ['Also here: Ben.'],
    ]);
    expect(situation.statements).toEqual([['Ann: ann-0'], ['Ben: ben-0']]);
    expect(situation.cue).toEqual({ completion: ['Ann:'], chat: ['What do you say?'] });
  });

  it('should be closed by the silence of everybody, and not by failures', async () => {
    const quiet = await runTalk(talkOf(3, { closing: {} }), 'next-speaker:round-robin', { say: () => null });
    expect(quiet.result).toMatchObject({ reason: 'nobody had anything more to say', activations: 3 });

    const failing = await runTalk(talkOf(3), 'next-speaker:round-robin', { say: () => '' });
    expect(failing.result).toMatchObject({ reason: '6 turns were given' });
    expect(ofType(failing.events, 'turn-passed').every(({ data }) => data['why'] === 'failure')).toBe(true);
  });

  it('should begin to count silence anew after an utterance', async () => {
    const { result, said } = await runTalk(talkOf(3, { closing: {} }), 'next-speaker:round-robin', {
      say: ({ agent, occasion }) => (agent === 'cem' && occasion === 0 ? 'Wait.' : null),
    });

    expect(said).toEqual(['cem: Wait.']);
    // Two were silent before, and all three after.
    expect(result).toMatchObject({ activations: 6 });
  });

  it('should be closed by silence where one can do other things too', async () => {
    const several = { channels: { floor: { kind: 'public' }, aside: { kind: 'pair' } }, mayLeave: true } as const;
    const { result, events } = await runTalk(talkOf(3, { ...several, closing: {} }), 'next-speaker:round-robin', {
      say: ({ agent, occasion }) => ({ action: 'floor', value: agent === 'ann' && occasion === 0 ? 'Well.' : null }),
    });

    expect(result).toMatchObject({ reason: 'nobody had anything more to say', activations: 4 });
    expect(ofType(events, 'turn-passed').map(({ data }) => data['why'])).toEqual(['silence', 'silence', 'silence']);
  });

  it('should be closed by votes', async () => {
    const { result, events } = await runTalk(talkOf(3, { closing: { votes: 0.5 } }), 'next-speaker:round-robin', {
      say: ({ agent }) => (agent === 'ann' ? { action: 'floor', value: 'Stay.' } : { action: 'vote-to-close' }),
    });

    expect(result).toMatchObject({ reason: '2 of 3 voted to close' });
    expect(ofType(events, 'closing-voted').map(({ agent }) => agent)).toEqual(['ben', 'cem']);
  });

  it('should be over when a predicate says so', async () => {
    const talk = talkOf(2, {
      closing: { silence: false },
      until: ({ shared }) => ((shared.rooms['the room']?.turns ?? 0) >= 3 ? 'three is enough' : undefined),
    });

    expect((await runTalk(talk, 'fixed-order')).result).toMatchObject({ reason: 'three is enough' });
  });

  it('should make one line of an utterance, so that nobody can put words into others’ mouths', async () => {
    const { said } = await runTalk(talkOf(2, { closing: { turns: 1 } }), 'fixed-order', {
      say: () => 'I think so.\nBen: I agree.',
    });

    expect(said).toEqual(['ann: I think so. Ben: I agree.']);
  });

  it('should let people leave by themselves, who are asked no more', async () => {
    const { asked, events } = await runTalk(
      talkOf(3, { mayLeave: true, closing: { turns: 7 } }),
      'next-speaker:round-robin',
      {
        say: ({ agent }) => (agent === 'ben' ? { action: 'leave' } : { action: 'floor', value: 'Hm.' }),
      },
    );

    expect(asked.filter(({ agent }) => agent === 'ben')).toHaveLength(1);
    expect(ofType(events, 'room-left')).toMatchObject([{ agent: 'ben' }]);
    expect(asked.at(-1)?.situation.statements).toContainEqual(['Ben leaves.']);
    expect(asked.at(-1)?.situation.framing).toContainEqual(['Also here: Ann.']);
  });

  it('should let people join while it runs, who know nothing of what was said before', async () => {
    const { asked } = await runTalk(talkOf(3, { away: ['cem'], closing: { turns: 7 } }), 'next-speaker:round-robin', {
      interventions: [
        {
          when: { time: 4 },
          changes: [{ do: 'inject', event: { type: 'room-entered', agent: 'cem', data: { room: 'the room' } } }],
        },
      ],
    });
    const first = asked.find(({ agent }) => agent === 'cem');

    expect(first?.situation.statements).toEqual([['Cem comes in.'], ['Ben: ben-1']]);
    expect(first?.situation.framing).toContainEqual(['Also here: Ann, Ben.']);
  });

  it('should let words come from outside, which take no turn', async () => {
    const words = { channel: 'floor', room: 'the room', words: 'The bell rings.' };
    const { asked, result, events } = await runTalk(talkOf(2, { closing: { turns: 3 } }), 'next-speaker:round-robin', {
      interventions: [
        { when: { time: 1 }, changes: [{ do: 'inject', event: { type: 'utterance-said', data: words } }] },
      ],
    });

    expect(asked[1]?.situation.statements).toEqual([['Ann: ann-0'], ['A voice from outside: The bell rings.']]);
    expect(result).toMatchObject({ activations: 3 });
    const fold = talkMeasure.start(people(2));
    for (const event of events) fold.observe(event);
    // What Ann said first and what came from outside were answered by Ben, and that by Ann.
    expect(fold.finish('').values).toMatchObject({ utterances: 4, answered: 3 / 4 });
  });

  it('should be checked when it is made', () => {
    const agents = people(2);
    expect(() => conversation({ agents, closing: { silence: false } })).toThrow('nothing would ever close');
    expect(() => conversation({ agents, closing: {}, rooms: { hall: ['ann', 'zoe', 'ben'] } })).toThrow('"zoe"');
    expect(() => conversation({ agents, closing: {}, rooms: { hall: ['ann'] } })).toThrow('"ben" may be in no room');
    expect(() => conversation({ agents: [...agents, { id: 'x', name: 'ann' }], closing: {} })).toThrow(
      'the name "ann"',
    );
    expect(() => conversation({ agents, closing: {}, channels: { leave: { kind: 'public' } } })).toThrow(
      'named "leave"',
    );
    expect(() => talkOf(2, { speed: 10 }).regime('fixed-order')).toThrow('speaking takes time');
  });
});
