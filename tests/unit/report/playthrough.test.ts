import { describe, expect, it } from 'vitest';
import { playthrough } from '../../../src/report/playthrough.js';
import type { Event } from '../../../src/spec/index.js';

const manifest: Parameters<typeof playthrough>[0]['manifest'] = {
  scenario: 'naming-game',
  condition: 'ring',
  arm: 'isolated',
  seed: 1_000_003,
  agents: [
    { id: 'agent-1', name: 'Ann', persona: null, mind: 'table', commitment: null },
    { id: 'agent-2', name: 'Ben', persona: null, mind: 'table', commitment: 1 },
  ],
  mind: { kind: 'policy-table', name: 'policy:claude', fingerprint: 'f', settings: {} },
  parameters: { agents: 2 },
};

const events: Event[] = [
  { seq: 0, time: 0, type: 'run-started', data: { scenario: 'naming-game', options: ['Q', 'M'] } },
  {
    seq: 1,
    time: 12,
    type: 'decision-made',
    agent: 'agent-1',
    data: { state: '', option: 'Q', probabilities: [0.25, 0.75], evidence: { mass: 0.5, presentations: 8 } },
  },
  {
    seq: 2,
    time: 12.5,
    type: 'word-said',
    agent: 'agent-9',
    data: { heard: true, by: 'agent-2', later: null, to: ['agent-1', 'agent-3'] },
  },
];

describe('playthrough', () => {
  it('should say what the run is, and give one line an event', () => {
    expect(playthrough({ manifest, events })).toBe(
      [
        'naming-game, condition ring, arm isolated, seed 1000003',
        'decided by policy:claude; 2 agents',
        'parameters {"agents":2}',
        '',
        '    0  t 0     run-started: agents Ann Ben; options Q M',
        '    1  t 12    decision-made Ann: state (empty); option Q; probabilities .25 .75; evidence mass .50 presentations 8',
        '    2  t 12.5  word-said agent-9: heard true; by Ben; later null; to Ann agent-3',
        '',
      ].join('\n'),
    );
  });

  it('should stop at the limit and say how much is left out', () => {
    const lines = playthrough({ manifest, events, limit: 1 }).trimEnd().split('\n');

    expect(lines.slice(4)).toEqual(['    0  t 0     run-started: agents Ann Ben; options Q M', '… and 2 more events']);
  });

  it('should show all where the limit is larger', () => {
    expect(playthrough({ manifest, events, limit: 100 })).toBe(playthrough({ manifest, events }));
  });

  it('should show none where the limit is 0', () => {
    expect(playthrough({ manifest, events, limit: 0 })).toMatch(/\n\n… and 3 more events\n$/);
  });
});
