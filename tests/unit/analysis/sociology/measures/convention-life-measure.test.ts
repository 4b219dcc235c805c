import { describe, expect, it } from 'vitest';
import { conventionLifeMeasure, type Event } from '../../../../../src/index.js';
import { estimateOf } from '../../../../support/sociology.js';

const measure = conventionLifeMeasure({
  title: 'names',
  options: ['Q', 'M'],
  unit: 'meetings',
  window: 4,
  threshold: 1,
  read: ({ type, data }) =>
    type === 'names-said'
      ? Object.entries(data).map(([agent, option]) => ({ agent, option: option as string | null }))
      : undefined,
});

/** Meetings of a and b; `?` is a failed decision. */
function run(...meetings: readonly string[]) {
  const fold = measure.start([
    { id: 'a', name: 'a' },
    { id: 'b', name: 'b' },
    { id: 'c', name: 'c', commitment: 0 },
  ]);
  for (const [seq, [a, b]] of meetings.entries()) {
    const said = { a, b, c: 'Q' };
    const data = Object.fromEntries(
      Object.entries(said).map(([agent, letter]) => [agent, letter === '?' ? null : letter]),
    );
    fold.observe({ seq, time: 10 * seq, type: 'names-said', data } as Event);
    fold.observe({ seq, time: 10 * seq, type: 'something-else', data } as Event);
  }
  return fold.finish('the end');
}

describe('the measure of the life of conventions', () => {
  it('should count in what is read, and leave committed agents out', () => {
    const { values, missing } = run('MQ', 'QQ', 'QQ', 'QM', 'MM', 'MM');

    // All of the last four choices of free agents are Q with the first of the third meeting; of the five after it until Q has less
    // than two of four, two are Q.
    expect(values).toEqual({
      convention_emerged: 1,
      convention_emergence_time: 3,
      convention_count: 2,
      convention_stability: 2 / 5,
      convention_collapsed: 1,
      convention_share: 1,
    });
    expect(missing).toEqual({});
  });

  it('should say of each option whether it became one, how fast, how stable, and whether it lasted', () => {
    expect(run('MQ', 'QQ', 'QQ', 'QQ').cases).toEqual([
      { option: 'Q', emerged: 1, spread: 2, stability: 1, lasted: 1 },
      { option: 'M', emerged: 0, spread: null, stability: null, lasted: null },
    ]);
  });

  it('should give a reason for what is missing where none emerged', () => {
    expect(run('MQ', 'QM')).toMatchObject({
      values: { convention_emerged: 0, convention_collapsed: 0, convention_share: 0.5, convention_stability: null },
      missing: { convention_stability: 'no convention emerged', convention_emergence_time: 'no convention emerged' },
    });
  });

  it('should leave open what failed decisions could decide, and tell how many are behind the last share', () => {
    expect(run('QQ', 'Q?')).toMatchObject({
      values: { convention_emerged: null, convention_share: 1 },
      missing: { convention_emerged: 'failed decisions leave it open' },
      decided: { convention_share: { made: 3, missing: 1 } },
    });
  });

  it('should say in words that one emerged, was followed and collapsed, or that none did', () => {
    const { sentence } = measure.sociology as NonNullable<typeof measure.sociology>;
    const whole = { convention_emerged: 1, convention_emergence_time: 30, convention_stability: 0.9, convention_collapsed: 0.25 }; // prettier-ignore

    expect(sentence(estimateOf(whole), 8)).toBe(
      'A convention emerged in 1.00 of the runs, on average at 30 meetings; it was then followed in .90 of the choices; one collapsed in .25 of the runs.',
    );
    expect(sentence(estimateOf({ ...whole, convention_stability: null }), 8)).toContain(
      'nothing is known of its stability',
    );
    expect(sentence(estimateOf({ convention_emerged: 0 }), 8)).toBe(
      'A convention emerged in no run (.00 of the runs).',
    );
    expect(sentence(estimateOf({}), 8)).toBeNull();
  });
});
