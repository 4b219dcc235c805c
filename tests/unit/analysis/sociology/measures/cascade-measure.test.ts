import { describe, expect, it } from 'vitest';
import { cascadeMeasure, type Event } from '../../../../../src/index.js';
import { estimateOf } from '../../../../support/sociology.js';

function run(causes: readonly (readonly number[])[], options = {}) {
  const fold = cascadeMeasure(options).start([]);
  for (const [seq, own] of causes.entries()) {
    fold.observe({ seq, time: seq, type: 'utterance-said', agent: `${seq % 2}`, data: {}, causes: own } as Event);
  }
  return fold.finish('the end');
}

describe('the measure of cascades', () => {
  it('should measure the trees of utterances of a conversation', () => {
    // 0 is heard by 1, 1 by 2 and by 3; 4 stands alone.
    const { values } = run([[], [0], [0, 1], [1], []]);

    expect(values).toEqual({
      cascade_steps: 5,
      cascade_followed: 3 / 5,
      cascade_count: 1,
      cascade_largest: 4 / 5,
      cascade_depth: 2,
      cascade_breadth: 2,
      // Pairs at distances 1, 2, 2, 1, 1, 2.
      cascade_virality: expect.closeTo(9 / 6, 12) as number,
    });
  });

  it('should give reasons where there is no step, or none that followed', () => {
    expect(run([]).missing).toMatchObject({ cascade_followed: 'there is no step' });
    expect(run([[]])).toMatchObject({
      values: { cascade_largest: 1, cascade_virality: null },
      missing: { cascade_virality: 'no step followed from another' },
    });
  });

  it('should take the rule that it is given', () => {
    const step = ({ seq }: Event) => seq > 0;

    expect(run([[], [0], [1]], { step, prefix: 'vote' }).values).toMatchObject({ vote_steps: 2, vote_followed: 0.5 });
  });

  it('should say in words how far it went, or that nothing followed', () => {
    const { sentence } = cascadeMeasure().sociology as NonNullable<ReturnType<typeof cascadeMeasure>['sociology']>;

    expect(sentence(estimateOf({ cascade_followed: 0.5, cascade_largest: 0.25, cascade_depth: 3 }), 8)).toBe(
      '.50 of the utterances followed from an earlier one; the largest cascade held .25 of them, and the longest branch went on for 3 steps.',
    );
    expect(sentence(estimateOf({ cascade_followed: 0 }), 8)).toContain('there are no cascades');
    expect(sentence(estimateOf({}), 8)).toBeNull();
  });
});
