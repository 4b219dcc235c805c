import { describe, expect, it } from 'vitest';
import { transcript } from '../../../src/report/transcript.js';
import type { Event } from '../../../src/spec/index.js';

const manifest: Parameters<typeof transcript>[0]['manifest'] = {
  scenario: 'pub',
  condition: 'default',
  arm: 'interacting',
  seed: 3,
  agents: ['Ann', 'Ben', 'Cem'].map((name) => ({
    id: name.toLowerCase(),
    name,
    persona: null,
    mind: 'm',
    commitment: null,
  })),
};

const said = (seq: number, agent: string | undefined, data: Event['data'], type = 'utterance-said'): Event => ({
  seq,
  time: seq / 2,
  type,
  ...(agent === undefined ? {} : { agent }),
  data,
});

const events: readonly Event[] = [
  said(0, undefined, { agents: [] }, 'run-started'),
  said(1, 'ann', { option: 'x' }, 'decision-made'),
  said(2, 'ann', { room: 'hall', channel: 'floor', words: 'Good evening to all of you who came.' }),
  said(3, 'ben', { room: 'yard', channel: 'floor', words: 'It rains.' }),
  said(4, 'ben', { room: 'hall', channel: 'aside', to: 'cem', words: 'Who is she?' }),
  said(5, undefined, { room: 'hall', channel: 'floor', words: 'Last orders!' }),
  said(6, 'cem', { room: 'hall' }, 'room-left'),
  said(7, undefined, { reason: 'closed' }, 'run-ended'),
];

describe('transcript', () => {
  it('should give conversations one after the other, with who said what to whom, and leave decisions out', () => {
    expect(transcript({ manifest, events, width: 80 })).toBe(
      [
        'pub, condition default, arm interacting, seed 3',
        '',
        '— hall —',
        '     1  Ann [floor]: Good evening to all of you who came.',
        '     2  Ben to Cem [aside]: Who is she?',
        '   2.5  from outside [floor]: Last orders!',
        '     3  (room-left Cem)',
        '',
        '— yard —',
        '   1.5  Ben [floor]: It rains.',
        '',
      ].join('\n'),
    );
  });

  it('should fit in the width, say of a single conversation no place, and of a single channel no channel', () => {
    const alone = events.slice(0, 3);
    const text = transcript({ manifest, events: alone, width: 30 });

    expect(Math.max(...text.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(30);
    expect(text.replaceAll(/\s+/g, ' ')).toContain('1 Ann: Good evening to all of you who came.');
    expect(text).not.toContain('hall');
  });

  it('should say how much is left out, and where nothing was said', () => {
    expect(transcript({ manifest, events, width: 80, limit: 2 })).toMatch(/… and 3 more events/);
    expect(transcript({ manifest, events: events.slice(0, 2), width: 80 })).toMatch(/Nothing was said\./);
  });
});
