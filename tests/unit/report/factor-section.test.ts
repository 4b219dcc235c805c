import { describe, expect, it } from 'vitest';
import { factorLines, factorSections } from '../../../src/report/factor-section.js';
import type { ConditionSummary, Estimate, Json } from '../../../src/spec/index.js';
import { summaryExample } from '../../support/study-summary.js';

const [base] = summaryExample.conditions as [ConditionSummary];

function share(value: number): Estimate {
  return { value, low: value - 0.1, high: value + 0.1, n: 40, method: 'Wilson 95 %' };
}

/** A condition at some levels, in which this share of runs tipped. */
function at(levels: { readonly [factor: string]: Json }, tipped: number, focal: string | null = 'A'): ConditionSummary {
  const [arm] = base.arms as [ConditionSummary['arms'][number]];
  const [outcome] = base.outcomes as [ConditionSummary['outcomes'][number]];
  const measure = { title: 'tipped', unit: 'yes = 1', headline: true as const, median: null, missing: {} };
  return {
    ...base,
    name: JSON.stringify(levels),
    levels: levels as ConditionSummary['levels'],
    outcomes: [{ ...outcome, focal }],
    arms: [{ ...arm, measures: { tipped: { ...measure, mean: share(tipped) } } }],
  };
}

function sectionOf(...conditions: readonly ConditionSummary[]) {
  return factorSections({ conditions: [...conditions] })[0];
}

describe('factorSections', () => {
  it('should be nothing where nothing is varied', () => {
    expect(factorSections({ conditions: [base, base] })).toEqual([]);
    expect(sectionOf(at({ size: 4 }, 0.5))).toBeUndefined();
  });

  it('should have a row a condition, its levels before its outcomes and headline measures', () => {
    const table = sectionOf(at({ size: 4, who: 'x' }, 0.2), at({ size: 8, who: 'y' }, 0.7))?.blocks[0];

    expect(table).toMatchObject({
      head: ['size', 'who', 'lasting order: A', 'tipped'],
      rows: [
        ['4', 'x', '.60 [.50, .70]', '.20 [.10, .30]'],
        ['8', 'y', '.60 [.50, .70]', '.70 [.60, .80]'],
      ],
    });
  });

  it('should draw a result along a factor of at least three numbers, one line for what else varies', () => {
    const sizes = [8, 2, 4];
    const conditions = sizes.flatMap((size) => ['x', 'y'].map((who) => at({ size, who }, size / 10)));
    const figures = sectionOf(...conditions)?.blocks.filter(({ kind }) => kind === 'figure') ?? [];

    expect(figures).toHaveLength(2);
    expect(figures[1]).toMatchObject({
      chart: {
        x: 'size',
        y: 'tipped',
        lines: ['who x', 'who y'].map((name) => ({
          name,
          points: [2, 4, 8].map((size) => ({
            time: size,
            mean: size / 10,
            low: size / 10 - 0.1,
            high: size / 10 + 0.1,
          })),
        })),
      },
    });
  });

  it('should draw none along two levels, or words', () => {
    const two = sectionOf(at({ size: 4 }, 0.1), at({ size: 8 }, 0.2));
    const words = sectionOf(at({ who: 'x' }, 0.1), at({ who: 'y' }, 0.2), at({ who: 'z' }, 0.3));

    expect([two, words].map((one) => one?.blocks.length)).toEqual([1, 1]);
  });

  it('should say which option a figure is about where that differs, and draw no line through it', () => {
    const conditions = [at({ size: 2 }, 0.1, 'A'), at({ size: 4 }, 0.2, 'B'), at({ size: 8 }, 0.3, 'A')];
    const section = sectionOf(...conditions);

    expect(section?.blocks[0]).toMatchObject({
      head: ['size', 'lasting order', 'tipped'],
      rows: ['A', 'B', 'A'].map((focal, at) => [
        String(2 ** (at + 1)),
        `${focal} .60 [.50, .70]`,
        expect.stringMatching(/^\.\d+ \[/),
      ]),
    });
    expect(section?.blocks.filter(({ kind }) => kind === 'figure')).toHaveLength(1);
  });

  it('should leave out what no condition has', () => {
    const none = { value: null, low: null, high: null, n: 0, method: 'Wilson 95 %', note: 'no run has it' };
    const without = [4, 8].map((size) => {
      const condition = at({ size }, 0.5);
      const [arm] = condition.arms as [ConditionSummary['arms'][number]];
      const measure = arm.measures['tipped'] as (typeof arm.measures)[string];
      return { ...condition, arms: [{ ...arm, measures: { tipped: { ...measure, mean: none } } }] };
    });

    expect(sectionOf(...without)?.blocks[0]).toMatchObject({ head: ['size', 'lasting order: A'] });
  });
});

describe('factorLines', () => {
  it('should say the last result of every condition in a line', () => {
    expect(factorLines({ conditions: [at({ size: 4, who: 'x' }, 0.2), at({ size: 8, who: 'y' }, 0.7)] })).toEqual([
      'Tipped:',
      '  size 4, who x: .20 [.10, .30]',
      '  size 8, who y: .70 [.60, .80]',
    ]);
  });
});
