import { describe, expect, it } from 'vitest';
import { ringLattice } from '../../../../src/foundation/network/index.js';
import { talkMeasure } from '../../../../src/environment/index.js';
import type { Event, Json, Regime } from '../../../../src/spec/index.js';
import { ofType, people, runTalk, talkOf, type TalkRun } from '../../../support/talk.js';

/** Lines that an agent had before it when it was last asked. */
const heardBy = ({ asked }: TalkRun, agent: string): readonly unknown[] =>
  asked.findLast((one) => one.agent === agent)?.situation.statements.map(([line]) => line) ?? [];

/** These, one after the other. */
const inOrder = (...order: readonly string[]): Regime => ({
  name: 'in-order',
  finite: true,
  activations: () =>
    order.map((agent, at) => ({
      index: at,
      time: at,
      agents: [agent],
      reads: [agent],
      writes: 'all',
      reason: 'its turn',
    })),
});

const measured = (events: readonly Event[]): unknown => {
  const fold = talkMeasure.start(people(2));
  for (const event of events) fold.observe(event);
  return fold.finish('').values;
};

const on =
  (channels: Record<string, Json>) =>
  ({ agent, occasion }: { readonly agent: string; readonly occasion: number }): Json =>
    occasion === 0 && Object.hasOwn(channels, agent) ? (channels[agent] as Json) : { action: 'floor', value: 'Hm.' };

describe('channels of a conversation', () => {
  it('should let a group hear what is said among it, and nobody else speak there', async () => {
    const talk = talkOf(3, {
      channels: { floor: { kind: 'public' }, cabal: { kind: 'group', members: ['ann', 'cem'] } },
    });
    const run = await runTalk(talk, 'fixed-order', {
      say: (asked) => (asked.agent === 'ben' ? 'Hm.' : on({ ann: { action: 'cabal', value: 'psst' } })(asked)),
    });

    expect(heardBy(run, 'cem')).toContain('Ann (cabal): psst');
    expect(heardBy(run, 'ben')).not.toContain('Ann (cabal): psst');
    expect(run.asked[1]?.situation.kind).toBe('floor');
    expect(run.asked[0]?.situation.kind).toBe('floor or cabal');
  });

  it('should let one other hear an aside, by name', async () => {
    const talk = talkOf(3, { channels: { floor: { kind: 'public' }, aside: { kind: 'pair' } } });
    const run = await runTalk(talk, 'fixed-order', {
      say: on({ ann: { action: 'aside', value: { to: 'Ben', words: 'psst' } } }),
    });

    expect(heardBy(run, 'ben')).toContain('Ann (to Ben alone): psst');
    expect(heardBy(run, 'cem')).not.toContain('Ann (to Ben alone): psst');
    expect(ofType(run.events, 'utterance-said')[0]?.data).toMatchObject({ channel: 'aside', to: 'ben' });
  });

  it('should reject an aside to somebody who is not there, which the speaker perceives', async () => {
    const talk = talkOf(3, { channels: { floor: { kind: 'public' }, aside: { kind: 'pair' } }, away: ['cem'] });
    const { events } = await runTalk(talk, 'fixed-order', {
      say: on({ ann: { action: 'aside', value: { to: 'Cem', words: 'psst' } } }),
    });

    expect(ofType(events, 'action-rejected')).toMatchObject([
      { agent: 'ann', data: { reason: 'there is nobody else by the name of "Cem" in the room' } },
    ]);
  });

  it('should carry words to neighbours, and to those who have a role', async () => {
    const agents = people(5).map((slot) => (slot.id === 'dia' ? { ...slot, role: 'judge' } : slot));
    const talk = talkOf(5, {
      agents,
      channels: { near: { kind: 'neighbourhood', network: ringLattice(5, 2) }, bench: { kind: 'role', role: 'judge' } },
      closing: { turns: 10 },
    });
    const run = await runTalk(talk, 'fixed-order', {
      say: ({ agent, occasion }) => ({ action: occasion === 0 ? 'near' : 'bench', value: `${agent}-${occasion}` }),
    });

    // In the second round Dia has heard the neighbours of the first, and the bench.
    expect(heardBy(run, 'dia')).toEqual([
      'Cem: cem-0',
      'Dia: dia-0',
      'Eli: eli-0',
      'Ann (bench): ann-1',
      'Ben (bench): ben-1',
      'Cem (bench): cem-1',
    ]);
    expect(heardBy(run, 'ann')).toEqual(['Ann: ann-0', 'Ben: ben-0', 'Eli: eli-0']);
  });
});

describe('rooms of a conversation', () => {
  const rooms = { kitchen: ['ann', 'ben'], garden: ['cem', 'dia'] };

  it('should go on at once, each with turns and an end of its own', async () => {
    const open: string[] = [];
    let most = 0;
    const run = await runTalk(talkOf(4, { rooms, closing: { turns: 3 } }), 'next-speaker:round-robin', {
      judge: async ({ agent, occasion }) => {
        open.push(agent);
        most = Math.max(most, open.length);
        await new Promise((resolve) => setImmediate(resolve));
        open.splice(open.indexOf(agent), 1);
        return { kind: 'answer', value: `${agent}-${occasion}` };
      },
    });

    expect(most).toBe(2);
    expect(run.result).toMatchObject({ reason: 'all conversations are over', activations: 6 });
    expect(heardBy(run, 'ann')).toEqual(['Ann: ann-0', 'Ben: ben-0']);
    expect(ofType(run.events, 'room-closed').map(({ data }) => data)).toEqual([
      { room: 'kitchen', why: '3 turns were given' },
      { room: 'garden', why: '3 turns were given' },
    ]);
  });

  it('should let people ask for the floor in each room at the same time', async () => {
    let [open, most] = [0, 0];
    await runTalk(talkOf(4, { rooms, closing: { turns: 3 } }), 'next-speaker:urgency', {
      judge: async ({ situation }) => {
        open += 1;
        most = Math.max(most, open);
        await new Promise((resolve) => setImmediate(resolve));
        open -= 1;
        return { kind: 'answer', value: situation.answer?.kind === 'number' ? 5 : 'Hm.' };
      },
    });

    expect(most).toBe(4);
  });

  it('should let people go from one to another, who hear only what is said where they are', async () => {
    const both = { kitchen: ['ann', 'ben'], garden: ['cem', 'ben'] };
    const run = await runTalk(talkOf(3, { rooms: both, closing: { turns: 3 } }), 'fixed-order', {
      say: ({ agent, occasion }) => {
        if (agent !== 'ben') return `${agent}-${occasion}`;
        return occasion === 0 ? { action: 'go-to', value: 'garden' } : { action: 'floor', value: 'Here I am.' };
      },
    });

    expect(heardBy(run, 'ben')).toEqual(['Ann: ann-0', 'Ben goes to garden.', 'Cem: cem-0']);
    expect(heardBy(run, 'ann')).toEqual(['Ann: ann-0', 'Ben goes to garden.']);
    expect(heardBy(run, 'cem')).toEqual(['Ben goes to garden.', 'Cem: cem-0', 'Ben: Here I am.']);
  });

  it('should say where one is, and where one may go', async () => {
    const both = { kitchen: ['ann', 'ben'], garden: ['cem', 'ben'], attic: ['ann', 'ben'] };
    const { asked } = await runTalk(talkOf(3, { rooms: both, closing: { turns: 3 } }), 'fixed-order');

    expect(asked[1]?.situation.framing).toContainEqual([
      {
        person: [
          'I am in kitchen, and may go to: garden, attic.',
          'You are in kitchen, and may go to: garden, attic.',
          'Ben is in kitchen, and may go to: garden, attic.',
        ],
      },
    ]);
    expect(JSON.stringify(asked[2]?.situation.framing)).not.toContain('may go to');
  });

  it('should count going away as a turn, so that coming and going has an end', async () => {
    const both = { kitchen: ['ann', 'ben'], garden: ['ann', 'ben'] };
    const { result, events, said } = await runTalk(talkOf(2, { rooms: both, closing: { turns: 4 } }), 'fixed-order', {
      say: ({ agent, occasion }) =>
        agent === 'ann'
          ? { action: 'go-to', value: occasion % 2 === 0 ? 'garden' : 'kitchen' }
          : { action: 'floor', value: 'Hm.' },
    });

    expect(result).toMatchObject({ status: 'finished' });
    expect(ofType(events, 'room-closed').map(({ data }) => data)).toEqual([
      { room: 'kitchen', why: '4 turns were given' },
      { room: 'garden', why: '4 turns were given' },
    ]);
    // The kitchen is over when she would go there for the second time.
    expect(ofType(events, 'turn-passed').map(({ data }) => data['why'])).toEqual([
      'departure',
      'departure',
      'departure',
      'failure',
      'failure',
      'failure',
    ]);
    expect(measured(events)).toMatchObject({ utterances: said.length, silences: 0, failed_turns: 3 });
  });

  describe('that one cannot go to', () => {
    const three = { kitchen: ['ann', 'ben', 'cem'], garden: ['dia', 'cem'], attic: ['ann'] };
    const goes = { action: 'go-to', value: 'garden' };

    it.each([
      ['attic', 'it cannot go to attic; it may go to: garden'],
      ['kitchen', 'it is in kitchen already; it may go to: garden'],
    ])('should refuse the %s, which is a turn that failed', async (room, reason) => {
      const { result, events } = await runTalk(talkOf(4, { rooms: three, closing: { turns: 4 } }), 'fixed-order', {
        say: ({ agent, occasion }) => {
          if (agent === 'cem')
            return occasion === 0 ? { action: 'go-to', value: room } : { action: 'floor', value: null };
          return agent === 'ann' ? { action: 'floor', value: 'Hm.' } : 'Hm.';
        },
      });

      expect(result).toMatchObject({ status: 'finished' });
      expect(ofType(events, 'action-rejected')).toMatchObject([{ agent: 'cem', data: { reason } }]);
      expect(ofType(events, 'turn-passed')[0]).toMatchObject({ agent: 'cem', data: { why: 'failure' } });
    });

    it('should refuse one in which the conversation is over', async () => {
      const { events } = await runTalk(
        talkOf(4, { rooms: three, closing: { turns: 2 } }),
        inOrder('dia', 'dia', 'cem'),
        {
          say: ({ agent }) => (agent === 'cem' ? goes : 'Hm.'),
        },
      );

      expect(ofType(events, 'action-rejected')).toMatchObject([
        { agent: 'cem', data: { reason: 'the conversation in garden is over' } },
      ]);
      expect(ofType(events, 'room-entered')).toEqual([]);
    });

    it('should let nobody into one that is over whom an intervention sends there', async () => {
      const enters = { type: 'room-entered', agent: 'cem', data: { room: 'garden' } };
      const { asked } = await runTalk(
        talkOf(4, { rooms: three, closing: { turns: 2 } }),
        inOrder('dia', 'dia', 'cem', 'ann', 'cem'),
        {
          say: ({ agent }) => (agent === 'dia' ? 'Hm.' : { action: 'floor', value: 'Hm.' }),
          interventions: [{ when: { time: 2 }, changes: [{ do: 'inject', event: enters }] }],
        },
      );

      expect(asked.map(({ agent }) => agent)).toEqual(['dia', 'dia', 'ann']);
    });
  });

  it('should refuse turns by room where somebody may be in two', async () => {
    const talk = talkOf(3, { rooms: { kitchen: ['ann', 'ben'], garden: ['cem', 'ben'] } });

    await expect(runTalk(talk, 'next-speaker:round-robin')).rejects.toThrow('"ben" is in two groups that take turns');
  });
});
