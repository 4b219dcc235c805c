import { describe, expect, it } from 'vitest';
import { delivery } from '../../../src/environment/index.js';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import type { Event } from '../../../src/spec/index.js';
import { ofType, runTalk, shuffledDelays, talkOf } from '../../support/talk.js';

const event: Event = { seq: 1, time: 0, type: 'utterance-said', agent: 'ann', data: {} };

describe('delivery', () => {
  it('should be at once and certain unless it is told otherwise', () => {
    expect(delivery({})(event, 'ben', chancesFrom(1)('x'))).toEqual({ after: 0 });
  });

  it('should lose and delay as often and as long as it says', () => {
    const way = delivery({ delay: { least: 2, more: 3 }, loss: 0.25 });
    const all = Array.from({ length: 4000 }, (_, index) => way(event, 'ben', chancesFrom(index)('x')));
    const times = all.flatMap((one) => (one === 'lost' ? [] : [one.after]));

    expect(1 - times.length / all.length).toBeCloseTo(0.25, 1);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(2);
    expect(times.reduce((sum, time) => sum + time, 0) / times.length).toBeCloseTo(5, 0);
  });

  it('should delay as before where only the loss is changed', () => {
    const after = (loss: number) => delivery({ delay: { more: 1 }, loss })(event, 'ben', chancesFrom(7)('x'));

    expect(after(0.01)).toEqual(after(0));
  });

  it('should leave other events alone', () => {
    const way = delivery({ loss: 1, events: ['word-said'] });

    expect(way(event, 'ben', chancesFrom(1)('x'))).toEqual({ after: 0 });
    expect(way({ ...event, type: 'word-said' }, 'ben', chancesFrom(1)('x'))).toBe('lost');
  });

  it('should refuse what is no time and no probability', () => {
    expect(() => delivery({ loss: 2 })).toThrow('a loss of 2');
    expect(() => delivery({ delay: { least: -1 } })).toThrow('a delay of -1');
  });
});

describe('a conversation with delivery that is late or lost', () => {
  const talk = (options: Parameters<typeof delivery>[0], turns = 12) =>
    talkOf(3, { closing: { turns }, delivery: delivery({ events: ['utterance-said'], ...options }) });

  it('should be answered only once it has arrived', async () => {
    const { events } = await runTalk(talk({ delay: { least: 1.5 } }), 'next-speaker:round-robin');
    const said = ofType(events, 'utterance-said');
    const seqs = said.map(({ seq }) => seq);

    // What was said at 0 is there at 1.5, so that who speaks at 1 has heard nothing.
    expect(said.slice(0, 4).map(({ data }) => data['answers'])).toEqual([[], [], [seqs[0]], [seqs[1]]]);
  });

  it('should never be answered where it was lost', async () => {
    const { events, asked } = await runTalk(talk({ loss: 1 }), 'next-speaker:round-robin');

    expect(ofType(events, 'event-lost')).toHaveLength(24);
    expect(ofType(events, 'utterance-said').every(({ data }) => (data['answers'] as unknown[]).length === 0)).toBe(
      true,
    );
    expect(asked.at(-1)?.situation.statements.every(([line]) => String(line).startsWith('Cem:'))).toBe(true);
  });

  it('should wake who attends when it arrives', async () => {
    const { asked, events } = await runTalk(
      talk({ delay: { least: 5 } }, 2),
      { regime: 'attention', first: ['ann'] },
      {
        say: ({ agent }) => (agent === 'cem' ? null : 'Hm.'),
      },
    );

    expect(asked.slice(0, 2).map(({ agent }) => agent)).toEqual(['ann', 'ben']);
    expect(ofType(events, 'utterance-said')[1]).toMatchObject({ agent: 'ben', time: 6 });
  });

  it('should write the same bytes whoever answers first', async () => {
    const under = (setup: object) =>
      runTalk(
        talk({ delay: { least: 0.5, more: 2 }, loss: 0.3 }, 30),
        { regime: 'attention', timer: { mean: 4 } },
        setup,
      );

    expect((await under({ delay: shuffledDelays(3) })).lines).toEqual((await under({})).lines);
  });
});
