import { describe, expect, it } from 'vitest';
import { Event } from '../../../src/spec/index.js';

const event: Event = { seq: 3, time: 1.5, type: 'message-sent', agent: 'agent-1', data: { to: ['a'] }, causes: [1, 2] };

describe('Event', () => {
  it('should be the same after JSON', () => expect(Event.parse(JSON.parse(JSON.stringify(event)))).toEqual(event));

  it('should need neither an agent nor causes', () => {
    expect(Event.safeParse({ seq: 0, time: 0, type: 'run-started', data: {} }).success).toBe(true);
  });

  it.each(['run-started', 'decision-made', 'name-was-agreed'])('should take the type %s', (type) => {
    expect(Event.safeParse({ ...event, type }).success).toBe(true);
  });

  it.each([
    'started',
    'Run-started',
    'run_started',
    'run-',
    '-run',
    'run--started',
    'run-started-',
    'run-started2',
    '',
  ])('should refuse the type "%s", which is not noun-happened', (type) =>
    expect(Event.safeParse({ ...event, type }).success).toBe(false),
  );

  it.each([
    { seq: -1 },
    { seq: 0.5 },
    { time: -1 },
    { time: Infinity },
    { data: { value: NaN } },
    { data: { value: undefined } },
    { data: { value: new Date(0) } },
    { data: null },
    { causes: [-1] },
  ])('should refuse %o', (change) => expect(Event.safeParse({ ...event, ...change }).success).toBe(false));
});
