import { describe, expect, it } from 'vitest';
import { summariseCodings } from '../../../src/analysis/summarise-codings.js';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import { codingBlocks, codingLine } from '../../../src/report/coding-section.js';
import { codingsTable } from '../../../src/report/tables.js';
import type { RunCoding } from '../../../src/spec/index.js';
import { runRecord } from '../../support/run-records.js';
import { summaryExample } from '../../support/study-summary.js';

const coding = (code: string, counts: readonly number[], about: Partial<RunCoding> = {}): RunCoding => {
  const [coded = 0, both = 0, firstOnly = 0, secondOnly = 0, neither = 0] = counts;
  const by = { by: 'a judge', trusted: 'the rules' };
  return { code, title: code, ...by, things: 20, coded, both, firstOnly, secondOnly, neither, ...about };
};
/** Ten runs: rude is coded twice throughout, odd by the judge alone. */
const records = Array.from({ length: 10 }, (_, at) =>
  runRecord({
    seed: at,
    codings: [
      coding('any', [10], { composite: true }),
      coding('rude', at % 2 === 0 ? [8, 6, 2, 2, 10] : [6, 5, 1, 1, 13]),
      coding('odd', [at % 3 === 0 ? 6 : 5]),
    ],
  }),
);
const codings = summariseCodings([{ name: 'interacting', records }], chancesFrom(1));
const once = summariseCodings(
  [{ name: 'interacting', records: [1, 2].map((seed) => runRecord({ seed, codings: [coding('rude', [8])] })) }],
  chancesFrom(1),
);
const texts = (given: typeof codings): string =>
  codingBlocks({ codings: [...given] })
    .map((block) => (block.kind === 'paragraph' ? block.text : ''))
    .join('\n');

describe('summariseCodings', () => {
  it('should take the errors of a code from its own double coding, and else from the other codes', () => {
    const [any, rude, odd] = codings;
    const [se, sp] = [55 / 70, 115 / 130];

    expect(rude).toMatchObject({ errors: 'own', twice: 200, corrected: { value: 0.35 }, sensitivity: se });
    expect(odd).toMatchObject({ errors: 'other-codes', sensitivity: se, specificity: sp });
    expect(odd?.corrected.value).toBeCloseTo((0.27 + sp - 1) / (se + sp - 1), 12);
    expect(any).toMatchObject({ errors: 'none', corrected: { value: null, low: null } });
  });

  it('should carry the error of coding into the interval of a code that was coded once', () => {
    const odd = codings[2];
    const width = ({ low, high }: { readonly low: number | null; readonly high: number | null }): number =>
      (high ?? 0) - (low ?? 0);

    expect(odd?.coded.low).not.toBeNull();
    expect(width(odd?.corrected ?? { low: 0, high: 0 })).toBeGreaterThan(width(odd?.coded ?? { low: 0, high: 1 }));
  });

  it('should be nothing where no text was coded', () => {
    expect(summariseCodings([{ name: 'interacting', records: [runRecord()] }], chancesFrom(1))).toEqual([]);
    expect(codingBlocks({})).toEqual([]);
  });
});

describe('rates of codes in a report', () => {
  it('should stand beside what they are with the errors of coding taken out', () => {
    const table = codingBlocks({ codings: [...codings] }).find(({ kind }) => kind === 'table');
    if (table?.kind !== 'table') throw new Error('no table');

    expect(texts(codings)).toMatch(/coded by a judge, and a second time by the rules, which is taken for right/);
    expect(table.rows[1]?.slice(1, 6)).toEqual([
      'rude',
      expect.stringMatching(/^\.35 \[/),
      expect.stringMatching(/^\.35 \[/),
      '.79',
      '.88',
    ]);
    expect(table.rows[2]?.[3]).toMatch(/^\.23 \[.*\] \(errors as in the other codes\)$/);
    expect(codingLine({ codings: [...codings] })).toMatch(/rude \.35 \[.*corrected \.35 \[.*; odd/);
  });

  it('should say in one sentence where the error of coding is in no interval, and how to get it', () => {
    expect(texts(once)).toMatch(/^The texts were coded by a judge\. Nothing was coded twice, so the error .* again by/);
    expect(codingLine({ codings: [...once] })).toBeUndefined();
  });

  it('should be rows of a table, empty where nothing is known', async () => {
    const [condition] = summaryExample.conditions;
    if (condition === undefined) throw new Error('no condition');
    const table = await codingsTable({ ...summaryExample, conditions: [{ ...condition, codings: [...codings] }] });
    const [head = '', any = '', rude = ''] = table.split('\n').map((line) => line.split(','));

    expect(rude[head.indexOf('corrected')]).toBe('0.35');
    expect(Number(rude[head.indexOf('corrected_low')])).toBeLessThan(0.35);
    expect(any[head.indexOf('corrected')]).toBe('');
    expect(any[head.indexOf('note')]).toMatch(/nothing was coded twice/);
  });
});
