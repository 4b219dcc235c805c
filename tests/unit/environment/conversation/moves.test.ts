import { describe, expect, it } from 'vitest';
import type { Change, Intervention, Json } from '../../../../src/spec/index.js';
import { ofType, people, runTalk, talkOf } from '../../../support/talk.js';

const remove = (agent: string): Change => ({ do: 'remove', agent });
const add = (agent: string): Change => ({ do: 'add', agent });
const at = (time: number, ...changes: Change[]): Intervention => ({ when: { time }, changes });

/** Only these say anything. */
const speakersOnly =
  (...talkers: readonly string[]) =>
  ({ agent, occasion }: { readonly agent: string; readonly occasion: number }): Json =>
    talkers.includes(agent) ? `${agent}-${occasion}` : null;

describe('a conversation out of which people are taken', () => {
  it('should close by silence without those who were taken out', async () => {
    const talk = talkOf(3, { closing: { turns: 50 } });
    const { events, result } = await runTalk(talk, 'next-speaker:round-robin', {
      say: speakersOnly('ann'),
      interventions: [at(2, remove('ann'))],
    });

    expect(ofType(events, 'room-left')).toMatchObject([{ agent: 'ann', data: { room: 'the room' } }]);
    expect(result).toMatchObject({ status: 'finished', reason: 'nobody had anything more to say', activations: 3 });
  });

  it('should close at once where all who stay have nothing to say', async () => {
    const { events, result } = await runTalk(talkOf(2, { closing: { turns: 50 } }), 'next-speaker:round-robin', {
      say: speakersOnly('ann'),
      interventions: [at(2, remove('ann'))],
    });
    const [made] = ofType(events, 'intervention-made');

    expect(result).toMatchObject({ reason: 'nobody had anything more to say', activations: 2 });
    expect(ofType(events, 'room-closed')).toMatchObject([{ time: 2, causes: [made?.seq] }]);
  });

  it('should need the votes only of those who are there, and count only theirs', async () => {
    const talk = talkOf(4, { closing: { silence: false, turns: 50, votes: 0.5 } });
    const say = ({ agent, occasion }: { readonly agent: string; readonly occasion: number }): Json =>
      agent === 'ann' || agent === 'ben'
        ? { action: 'vote-to-close' }
        : { action: 'floor', value: `${agent}-${occasion}` };
    const without = await runTalk(talk, 'next-speaker:round-robin', { say });
    const oneLess = await runTalk(talk, 'next-speaker:round-robin', { say, interventions: [at(3, remove('dia'))] });
    const voterLess = await runTalk(talk, 'next-speaker:round-robin', { say, interventions: [at(3, remove('ann'))] });

    expect(without.result).toMatchObject({ reason: '50 turns were given' });
    expect(oneLess.result).toMatchObject({ reason: '2 of 3 voted to close', activations: 3 });
    expect(voterLess.result).toMatchObject({ reason: '50 turns were given' });
  });

  it('should show who stays that somebody is gone', async () => {
    const { asked } = await runTalk(talkOf(3), 'next-speaker:round-robin', { interventions: [at(2, remove('ann'))] });

    expect(asked.at(-1)?.situation.framing).not.toContainEqual(expect.stringContaining('Ann'));
    expect(asked.at(-1)?.situation.statements).toContainEqual(['Ann leaves.']);
  });

  it('should close a room in which nobody is left, unless somebody may come back', async () => {
    const talk = talkOf(2, { closing: { turns: 6 } });
    const gone = [at(2, remove('ann'), remove('ben'))];
    const forever = await runTalk(talk, 'next-speaker:round-robin', { interventions: gone });
    const back = await runTalk(talk, 'next-speaker:round-robin', { interventions: [...gone, at(8, add('ben'))] });

    expect(forever.result).toMatchObject({ reason: 'nobody is left who could speak', activations: 2 });
    expect(ofType(back.events, 'room-entered')).toMatchObject([{ time: 8, agent: 'ben' }]);
    expect(back.result).toMatchObject({ reason: '6 turns were given' });
  });

  it('should close a room in which only the moderator is left', async () => {
    const [ann, ...others] = people(3);
    const agents = [{ id: 'ann', name: 'Ann', ...ann, role: 'moderator' }, ...others];
    const { result } = await runTalk(talkOf(3, { agents, closing: { turns: 50 } }), 'fixed-order', {
      interventions: [at(3, remove('ben'), remove('cem'))],
    });

    expect(result).toMatchObject({ reason: 'nobody is left who could speak', activations: 3 });
  });

  it('should bring back whom it lets in again to the room that was left', async () => {
    const rooms = { hall: ['ann', 'ben', 'cem'], garden: ['cem', 'dia'] };
    const talk = talkOf(4, { rooms, closing: { turns: 20 } });
    const say = ({ agent, occasion }: { readonly agent: string; readonly occasion: number }): Json => {
      if (agent !== 'cem') return `${agent}-${occasion}`;
      return occasion === 0 ? { action: 'go-to', value: 'garden' } : { action: 'floor', value: `cem-${occasion}` };
    };
    const { events } = await runTalk(talk, 'fixed-order', {
      say,
      interventions: [at(8, remove('cem')), at(16, add('cem'))],
    });

    expect(ofType(events, 'room-entered').map(({ time, data }) => [time, data['room']])).toEqual([
      [2, 'garden'],
      [16, 'garden'],
    ]);
  });

  it('should let somebody in who was absent from the start, once', async () => {
    const agents = people(3).map((one) => (one.id === 'cem' ? { ...one, absent: true as const } : one));
    const talk = talkOf(3, { agents });
    const enters: Change = { do: 'inject', event: { type: 'room-entered', agent: 'cem', data: { room: 'the room' } } };
    const one = await runTalk(talk, 'fixed-order', { interventions: [at(2, add('cem'))] });
    const two = await runTalk(talk, 'fixed-order', { interventions: [at(2, add('cem'), enters)] });

    expect(one.said).toContain('cem: cem-0');
    expect(ofType(one.events, 'room-entered')).toHaveLength(1);
    expect(ofType(two.events, 'room-entered')).toHaveLength(1);
  });

  it('should forget what somebody was saying who is taken out meanwhile', async () => {
    const talk = talkOf(2, { speed: 1, closing: { turns: 3 } });
    const attention = { regime: 'attention', masks: [{ events: ['utterance-said'] }], timer: { mean: 2 } } as const;
    const { events, result } = await runTalk(talk, attention, {
      say: ({ agent }) => `${agent} says a thing that takes long`,
      interventions: [
        { when: { after: { event: 'utterance-begun', count: 1 } }, changes: [remove('ann'), remove('ben')] },
      ],
    });

    expect(ofType(events, 'utterance-begun')).toHaveLength(1);
    expect(ofType(events, 'utterance-said')).toHaveLength(0);
    expect(result).toMatchObject({ reason: 'nobody is left who could speak' });
  });
});
