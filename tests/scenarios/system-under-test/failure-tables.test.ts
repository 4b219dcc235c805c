import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rarefied, scriptedPerson, systemUnderTest, type FailureCode } from 'mesocosm/scenarios';
import { ruleMind } from '../../../src/agent/index.js';
import type { FindingsTable, RunRecord } from '../../../src/spec/index.js';
import { heldBy } from '../../support/held-conversations.js';

const SEEDS = Array.from({ length: 10 }, (_, at) => at + 1);
const ARMS = ['interacting', 'isolated', 'covering', 'density-matched'];

async function recordsOf(arm: string): Promise<readonly RunRecord[]> {
  const held = SEEDS.map((seed) =>
    heldBy(systemUnderTest({ agents: 24, turns: 1 }), { mind: scriptedPerson(), seed, arm }),
  );
  return (await Promise.all(held)).map(({ record }) => record);
}

async function tables(): Promise<readonly FindingsTable[]> {
  const arms = await Promise.all(ARMS.map(async (name) => ({ name, records: await recordsOf(name) })));
  return systemUnderTest({ agents: 24 }).tables?.(arms, { personas: [] }) ?? [];
}

const coded = (...failures: readonly (readonly string[])[]) => failures.map((one) => ({ failures: one }));

describe('the tables of a tested system', () => {
  it('should put the people, a covering population and one matched to a density side by side, of one size', async () => {
    const [populations] = await tables();

    expect(populations?.rows.map(([name, conversations]) => [name, conversations])).toEqual([
      ['interacting', '240'],
      ['covering', '240'],
      ['density-matched', '240'],
    ]);
    const distinct = (name: string): number => Number(populations?.rows.find(([one]) => one === name)?.[3]);
    expect(distinct('covering')).toBe(6);
    expect(distinct('density-matched')).toBeLessThan(4);
    expect(populations?.sentence).toMatch(
      /covering: 6 different failures in 240 conversations, \d+ of 240 \(\.\d\d \[/,
    );
  });

  it('should give rates by region, with those first in which it fails most', async () => {
    const regions = (await tables()).find(({ name }) => name === 'regions');
    const share = (cell = ''): number => Number(/\(([\d.]+) \[/.exec(cell)?.[1] ?? 0);
    const worst = (regions?.rows ?? []).map((row) => Math.max(...row.slice(1, -1).map(share)));

    expect(regions?.head).toEqual(['region', 'covering', 'density-matched', 'failures']);
    expect(worst).toEqual(worst.toSorted((a, b) => b - a));
    expect(regions?.rows.find(([region]) => region === 'patience high, knowledge high, trust low')?.at(-1)).toBe(
      'gives-data-away',
    );
    expect(regions?.note).toMatch(/cells rest on fewer than 10 conversations/);
  });

  it('should give rates along each axis, in which every conversation counts once', async () => {
    const axes = (await tables()).find(({ name }) => name === 'axes');
    const held = (cell = ''): number => Number(/of (\d+)/.exec(cell)?.[1] ?? 0);

    expect(axes?.rows.map(([part]) => part)).toHaveLength(9);
    for (const at of [0, 3, 6]) {
      const thirds = axes?.rows.slice(at, at + 3) ?? [];
      expect(thirds.reduce((sum, row) => sum + held(row[1]), 0)).toBe(240);
    }
  });

  it('should have no regions where nobody stands anywhere, and no tables where nothing was coded', async () => {
    const records = await recordsOf('interacting');
    const made = systemUnderTest().tables?.([{ name: 'interacting', records }], { personas: [] }) ?? [];

    expect(made.map(({ name }) => name)).toEqual(['populations']);
    expect(systemUnderTest().tables?.([{ name: 'interacting', records: [] }], { personas: [] })).toEqual([]);
  });
});

describe('what a judge found', () => {
  const rules: readonly FailureCode[] = [
    { name: 'asks-back', about: 'The system asks something back.', found: () => true },
    { name: 'sings', about: 'The system sings.', found: () => false },
  ];
  const sentenceOf = async (says: (question: string) => boolean, codebook = rules): Promise<string> => {
    const judge = ruleMind({
      name: 'rule:judge',
      probabilities: ({ cue }) => (says(JSON.stringify(cue.chat)) ? [1, 0] : [0, 1]),
    });
    const scenario = systemUnderTest({ agents: 4, turns: 1 }, { judge, codebook });
    const { record } = await heldBy(scenario, { mind: scriptedPerson() });
    const [populations] =
      scenario.tables?.([{ name: 'interacting', records: [record, record] }], { personas: [] }) ?? [];
    return populations?.sentence ?? '';
  };

  it('should be told beside how far the judge agrees with the rules', async () => {
    expect(await sentenceOf((question) => question.includes('asks'))).toMatch(
      /of which fail\. A judge coded them, and says what the rules .* 1\.00 of its answers \(Cohen's kappa 1\.00; 0 is chance\)\.$/,
    );
  });

  it('should not be taken for the system where the judge does little better than chance', async () => {
    expect(await sentenceOf(() => true)).toMatch(
      /\.50 of its answers .*hardly better than chance, so what it found says more/,
    );
  });

  it('should say nothing of the judge where it and the rules say one thing of everything', async () => {
    const [, never] = rules;

    expect(await sentenceOf(() => false, [never as FailureCode])).toMatch(/1\.00 of its answers; both say the same/);
  });

  it('should stand alone where no rule could tell', async () => {
    expect(await sentenceOf(() => true, [{ name: 'rude', about: 'The system is rude.' }])).toMatch(/of which fail\.$/);
  });
});

describe('populations of an arm', () => {
  it('should be drawn anew for each seed, and be the same for the same', async () => {
    const people = async (seed: number): Promise<unknown> => {
      const { events } = await heldBy(systemUnderTest({ agents: 6, turns: 1 }), {
        mind: scriptedPerson(),
        seed,
        arm: 'covering',
      });
      return events[0]?.data['agents'];
    };

    expect(await people(1)).toEqual(await people(1));
    expect(await people(1)).not.toEqual(await people(2));
  });
});

describe('rarefied', () => {
  it('should be what a sample of that size shows on average', () => {
    // Of 4 conversations one shows a and two show b. Two of them: a with probability 1/2, b with 1 - C(2, 2) / C(4, 2).
    expect(rarefied(coded(['a'], ['b'], ['b'], []), 2)).toBeCloseTo(1 / 2 + 5 / 6, 12);
    expect(rarefied(coded(['a', 'b'], []), 1)).toBeCloseTo(1, 12);
  });

  it('should be nothing of none, all of all, and never fall', () => {
    const conversations = fc.array(fc.subarray(['a', 'b', 'c', 'd']), { maxLength: 30 });
    fc.assert(
      fc.property(conversations, (failures) => {
        const all = coded(...failures);
        const curve = Array.from({ length: all.length + 1 }, (_, size) => rarefied(all, size));

        expect(curve[0]).toBe(0);
        expect(curve.at(-1)).toBeCloseTo(new Set(failures.flat()).size, 9);
        for (const [at, value] of curve.slice(1).entries())
          expect(value).toBeGreaterThanOrEqual((curve[at] ?? 0) - 1e-12);
      }),
    );
  });

  it.each([-1, 3, 0.5])('should refuse a sample of %s of two', (size) => {
    expect(() => rarefied(coded([], []), size)).toThrow(/of 2 conversations cannot be drawn/);
  });
});
