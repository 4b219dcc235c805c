import { describe, expect, it } from 'vitest';
import type { Event } from '../../../../src/spec/index.js';
import { createLiveMeter } from '../../../../src/study/_internals/live.js';

const chose = (agent: string, option: string): Event => ({
  seq: 0,
  time: 0,
  type: 'decision-made',
  agent,
  data: { option },
});

describe('a live meter', () => {
  it('should know nothing before anybody chose', () => {
    const meter = createLiveMeter('Q');
    meter.observe([{ seq: 0, time: 0, type: 'run-started', data: {} }]);

    expect(meter.read()).toEqual({ share: null, agreement: null });
    expect(meter.events()).toBe(1);
  });

  it('should count what each agent chose last', () => {
    const meter = createLiveMeter('Q');
    meter.observe([chose('a', 'Q'), chose('b', 'M'), chose('c', 'M')]);
    meter.observe([chose('d', 'X'), chose('b', 'Q'), chose('a', 'M')]);

    // Last: a M, b Q, c M, d X.
    expect(meter.read()).toEqual({ share: 0.25, agreement: 0.5 });
    expect(meter.events()).toBe(6);
  });

  it('should forget choices, and no events, when it is reset', () => {
    const meter = createLiveMeter('Q');
    meter.observe([chose('a', 'Q')]);
    meter.reset();

    expect(meter.read()).toEqual({ share: null, agreement: null });
    expect(meter.events()).toBe(1);
  });

  it('should pass over what is no decision', () => {
    const meter = createLiveMeter('Q');
    meter.observe([{ seq: 0, time: 0, type: 'decision-failed', agent: 'a', data: { option: 'Q' } }]);

    expect(meter.read().share).toBeNull();
  });
});
