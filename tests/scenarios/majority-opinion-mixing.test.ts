import { describe, expect, it } from 'vitest';
import { mixingMeasure } from '../../scenarios/majority-opinion/mixing.js';
import type { ResolvedParameters } from '../../scenarios/majority-opinion/parameters.js';
import type { Event } from '../../src/spec/index.js';

const parameters = { agents: 4, sweeps: 1, labels: ['Q', 'M'] } as unknown as ResolvedParameters;

/** Decisions of a population of four in one sweep, of which the last tenth is the fourth step alone, by default all of it. */
function mixingOf(steps: readonly { state: string; held: string; now?: string }[], agents = steps.length) {
  const fold = mixingMeasure({ ...parameters, agents: agents * 10, sweeps: 1 }).start([]);
  const event = (type: string, data: Event['data']): void => fold.observe({ seq: 0, time: 0, type, agent: 'a', data });
  for (let early = 0; early < agents * 9; early += 1) event('opinion-held', { option: 'Q', first: 0 });
  for (const { state, held, now = held } of steps) {
    event('decision-made', { state, option: now });
    if (now === held) event('opinion-held', { option: held, first: 0 });
    else event('opinion-changed', { from: held, option: now, first: 0 });
  }
  return fold.finish('');
}

describe('mixing along ties', () => {
  it('should be what equation 2 of Newman 2003 gives, worked by hand', () => {
    // Ties Q-Q 3, Q-M 1, M-Q 1, M-M 3: half are of either opinion; (6/8 - 1/2) / (1 - 1/2).
    const { values } = mixingOf([
      { state: 'Q 2, M 0', held: 'Q' },
      { state: 'Q 1, M 1', held: 'Q' },
      { state: 'Q 1, M 1', held: 'M' },
      { state: 'Q 0, M 2', held: 'M' },
    ]);

    expect(values).toEqual({ same_opinion: 6 / 8, opinion_mixing: 0.5 });
  });

  it('should take the opinion before a decision, so that to follow is not to be alike', () => {
    const { values } = mixingOf([
      { state: 'Q 0, M 2', held: 'Q', now: 'M' },
      { state: 'Q 2, M 0', held: 'M', now: 'Q' },
    ]);

    expect(values).toEqual({ same_opinion: 0, opinion_mixing: -1 });
  });

  it('should not be known where all agree, nor of what was before the last tenth', () => {
    expect(mixingOf([{ state: 'Q 2, M 0', held: 'Q' }])).toEqual({
      values: { same_opinion: 1, opinion_mixing: null },
      missing: { opinion_mixing: 'all held one opinion' },
    });
    expect(mixingOf([], 1).missing).toHaveProperty(
      'same_opinion',
      'nobody saw a neighbour in the last tenth of the run',
    );
  });
});
