import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conventionLifeCycle } from '../../../../src/index.js';

/** One letter a choice; `?` is a failed decision. */
const usages = (letters: string) =>
  [...letters].map((letter, time) => ({ time, option: letter === '?' ? null : letter }));

describe('the life cycle of conventions', () => {
  it('should go from birth to emergence, stability and collapse, and on to the next', () => {
    // In windows of four: Q is used at 1, fills one at 4, is followed in 2 of the 5 choices after, and has one of four at 9.
    const found = conventionLifeCycle(usages('MQQQQQQMMMMM'), { window: 4, threshold: 1, collapse: 0.5 });

    expect(found.episodes).toEqual([
      { option: 'Q', firstUsed: 1, emerged: 4, collapsed: 9, peak: 1, choices: 5, stability: 2 / 5 },
      { option: 'M', firstUsed: 0, emerged: 10, collapsed: null, peak: 1, choices: 1, stability: 1 },
    ]);
    expect(found).toMatchObject({ emerged: true, made: 12, missing: 0, last: { option: 'M', share: 1, most: 1 } });
  });

  it('should not collapse by a deviation that leaves the share above the lower level', () => {
    const found = conventionLifeCycle(usages('QQQQMQQQ'), { window: 4, threshold: 1, collapse: 0.5 });

    expect(found.episodes).toHaveLength(1);
    expect(found.episodes[0]).toMatchObject({ collapsed: null, stability: 3 / 4 });
  });

  it('should not emerge before there is a whole window, nor below the threshold', () => {
    expect(conventionLifeCycle(usages('QQQ'), { window: 4 })).toMatchObject({ emerged: false, episodes: [] });
    expect(conventionLifeCycle(usages('QQQMQQQM'), { window: 4, threshold: 1 }).emerged).toBe(false);
    expect(conventionLifeCycle(usages('QQQMQQQM'), { window: 4, threshold: 0.75 }).emerged).toBe(true);
  });

  it('should reach .56 of 25 with 14 and collapse below it, though .56 times 25 comes out a little above 14', () => {
    const rule = { window: 25, threshold: 0.56, collapse: 0.56 };
    const reached = usages('M'.repeat(11) + 'Q'.repeat(14));

    expect(conventionLifeCycle(reached, rule).episodes).toMatchObject([{ option: 'Q', emerged: 24, collapsed: null }]);
    expect(conventionLifeCycle([...reached, { time: 25, option: 'Q' }], rule).episodes).toHaveLength(1);
    const failing = usages('M'.repeat(10) + '?' + 'Q'.repeat(13) + 'M');
    expect(conventionLifeCycle(failing, rule).emerged).toBeNull();
  });

  it('should leave open whether one emerged where failed decisions would decide it', () => {
    const found = conventionLifeCycle(usages('QQ?QM'), { window: 4, threshold: 1 });

    expect(found.emerged).toBeNull();
    expect(found).toMatchObject({ made: 4, missing: 1, last: { option: 'Q', share: 2 / 4, most: 3 / 4 } });
    expect(conventionLifeCycle(usages('QM?MQ'), { window: 4, threshold: 1 }).emerged).toBe(false);
  });

  it('should say of one that emerged with the last choice that its stability is not known', () => {
    const { episodes } = conventionLifeCycle(usages('MQQQQ'), { window: 4, threshold: 1 });

    expect(episodes).toEqual([
      { option: 'Q', firstUsed: 1, emerged: 4, collapsed: null, peak: 1, choices: 0, stability: null },
    ]);
  });

  it('should have nothing to say of nothing', () => {
    const found = conventionLifeCycle([], { window: 4 });

    expect(found).toMatchObject({ emerged: false, last: null, made: 0, threshold: 0.95, collapse: 0.5 });
  });

  it('should give episodes that do not overlap, and the same whatever options are called', () => {
    const letters = fc.array(fc.constantFrom('Q', 'M', 'R', '?'), { maxLength: 60 });
    fc.assert(
      fc.property(letters, fc.integer({ min: 1, max: 6 }), (choices, window) => {
        const rule = { window, threshold: 0.75, collapse: 0.6 };
        const { episodes } = conventionLifeCycle(usages(choices.join('')), rule);
        const renamed = choices.map((one) => ({ Q: 'a', M: 'b', R: 'c', '?': '?' })[one] as string);
        const others = conventionLifeCycle(usages(renamed.join('')), rule).episodes;

        expect(others.map(({ emerged, collapsed }) => [emerged, collapsed])).toEqual(
          episodes.map(({ emerged, collapsed }) => [emerged, collapsed]),
        );
        for (const [at, { emerged, collapsed, firstUsed, peak }] of episodes.entries()) {
          expect(firstUsed).toBeLessThanOrEqual(emerged);
          expect(peak).toBeGreaterThanOrEqual(0.75);
          expect(collapsed ?? Infinity).toBeGreaterThan(emerged);
          expect(episodes[at + 1]?.emerged ?? Infinity).toBeGreaterThanOrEqual(collapsed ?? Infinity);
        }
      }),
    );
  });

  it.each([
    [{ window: 0 }, 'the window is 0'],
    [{ window: 4, threshold: 0.5 }, 'a share of 0.5 or more'],
    [{ window: 4, threshold: 0.8, collapse: 0.9 }, 'below a share of 0.9'],
    [{ window: 4, collapse: 0 }, 'below a share of 0'],
  ])('should refuse %j', (rule, what) => expect(() => conventionLifeCycle([], rule)).toThrow(what));
});
