import { describe, expect, it } from 'vitest';
import { summariseFits, type ScannedCondition } from '../../../../src/analysis/index.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { FitSummary, StudyFit, type Json, type RunRecord, type StudyFitInput } from '../../../../src/spec/index.js';
import { runRecord } from '../../../support/run-records.js';

const AGENTS = 20;

/** A condition with so many of 20 agents committed. */
function condition(levels: { readonly [factor: string]: Json }): ScannedCondition {
  const committed = Number(levels['committed'] ?? 0);
  const columns = {
    flipped: { title: 'tipped', unit: 'yes = 1', proportion: true, horizon: { time: 720, unit: 'interactions' } },
    adoption: { title: 'adoption', unit: 'share' },
  } as const;
  return {
    name: JSON.stringify(levels),
    levels,
    scenario: {
      agents: Array.from({ length: AGENTS }, (_, at) => ({
        id: `${at}`,
        name: `${at}`,
        ...(at < committed ? { commitment: 1 } : {}),
      })),
      measures: [
        { name: 'tipping', columns, start: () => ({ observe: () => undefined, finish: () => ({ values: {} }) }) },
      ],
    },
  };
}

/** Ten runs of a condition of which so many tipped; `null` in place of an outcome that is missing. */
function runs(name: string, tipped: number, missing = 0): readonly RunRecord[] {
  return Array.from({ length: 10 }, (_, at) =>
    runRecord({
      condition: name,
      arm: 'interacting',
      seed: at,
      values: { flipped: at >= 10 - missing ? null : Number(at < tipped), adoption: tipped / 10 },
    }),
  );
}

function fitted(fit: StudyFitInput, given: readonly (readonly [ScannedCondition, number, number?])[]): FitSummary {
  const [found] = summariseFits({
    fits: [StudyFit.parse(fit)],
    conditions: given.map(([one]) => one),
    records: given.flatMap(([{ name }, tipped, missing]) => runs(name, tipped, missing)),
    chances: chancesFrom('fits'),
  });
  return FitSummary.parse(found);
}

const scan = (tipped: readonly number[], more: { readonly [factor: string]: Json } = {}) =>
  tipped.map((many, at) => [condition({ committed: 2 * (at + 1), ...more }), many] as const);

const mass = { kind: 'critical-mass', factor: 'committed', outcome: 'flipped' } as const;

describe('summariseFits', () => {
  it('should find the committed share at which half of the runs tip, with its horizon', () => {
    const found = fitted(mass, scan([0, 5, 10]));
    const [curve] = found.curves;

    expect(found).toMatchObject({
      horizon: { time: 720, unit: 'interactions' },
      axis: 'committed share of all agents',
    });
    expect(curve).toMatchObject({ name: 'all conditions', status: 'found', levels: {} });
    expect(curve?.points.map(({ x, outcome }) => [x, outcome.value])).toEqual([
      [0.1, 0],
      [0.2, 0.5],
      [0.3, 1],
    ]);
    expect(curve?.figures['critical_share']?.estimate).toMatchObject({ value: expect.closeTo(0.2, 6), n: 30 });
    expect(curve?.sentence).toContain('half of the runs tip within 720 interactions where a share of .200 [');
    expect(curve?.line).toHaveLength(61);
    expect(curve?.line[30]).toEqual({ x: expect.closeTo(0.2, 9), y: expect.closeTo(0.5, 6) });
  });

  it.each([
    [[0, 0, 1], 'above', 'It lies above .300, or nowhere.'],
    [[9, 10, 10], 'below', 'the critical mass lies below .100'],
    [[9, 5, 0], 'neither', 'more committed agents do not tip more runs'],
  ] as const)('should say on which side %j is censored', (tipped, side, words) => {
    const [curve] = fitted(mass, scan(tipped)).curves;

    expect(curve).toMatchObject({
      status: 'censored',
      side,
      figures: { critical_share: { estimate: { value: null } } },
    });
    expect(curve?.sentence).toContain(words);
  });

  it('should fit each direction and tell how far apart they are', () => {
    const both = [...scan([0, 0, 5, 10], { incumbent: 'M' }), ...scan([0, 10, 10, 10], { incumbent: 'Q' })];
    const { curves, gap } = fitted({ ...mass, between: 'incumbent' }, both);

    expect(curves.map(({ name, levels }) => [name, levels])).toEqual([
      ['incumbent M', { incumbent: 'M' }],
      ['incumbent Q', { incumbent: 'Q' }],
    ]);
    const [first, second] = curves.map(({ figures }) => figures['critical_share']?.estimate.value ?? 0);
    expect(gap).toMatchObject({ between: 'incumbent', first: 'incumbent M', second: 'incumbent Q' });
    expect(gap?.estimate.value).toBeCloseTo((first as number) - (second as number), 12);
    expect(gap?.estimate.value).toBeGreaterThan(0.1);
    expect(gap?.sentence).toContain('with incumbent M it takes .150 of all agents more');
  });

  it('should say that a gap is open where its interval holds 0, and unknown where one direction is censored', () => {
    const alike = [...scan([0, 5, 10], { incumbent: 'M' }), ...scan([0, 4, 10], { incumbent: 'Q' })];
    const one = [...scan([0, 5, 10], { incumbent: 'M' }), ...scan([0, 0, 0], { incumbent: 'Q' })];

    expect(fitted({ ...mass, between: 'incumbent' }, alike).gap?.sentence).toContain('is open');
    expect(fitted({ ...mass, between: 'incumbent' }, one).gap).toMatchObject({
      estimate: { value: null },
      sentence: expect.stringContaining('cannot be compared'),
    });
  });

  it('should leave out runs without the outcome, count them, and fit nothing where they leave one level', () => {
    const [some] = fitted(mass, [
      [condition({ committed: 2 }), 0, 3],
      [condition({ committed: 4 }), 10],
    ]).curves;
    const [none] = fitted(mass, [
      [condition({ committed: 2 }), 0, 10],
      [condition({ committed: 4 }), 10],
    ]).curves;

    expect(some?.points.map(({ outcome, missing }) => [outcome.n, missing])).toEqual([
      [7, 3],
      [10, 0],
    ]);
    expect(none).toMatchObject({ status: 'failed', line: [] });
    expect(none?.points[0]?.outcome.value).toBeNull();
    expect(none?.sentence).toContain('fewer than two committed shares');
  });

  it('should fit log-odds, a response of crowds, and a dose response', () => {
    const levels = [0, 0.25, 0.5, 0.75, 1].map((start) => condition({ start }));
    const given = levels.map((one, at) => [one, [0, 1, 5, 9, 10][at] as number] as const);
    const [logistic] = fitted({ kind: 'logistic', factor: 'start', outcome: 'flipped' }, given).curves;
    const [tanh] = fitted({ kind: 'tanh', factor: 'start', outcome: 'adoption' }, given).curves;
    const dose = fitted({ kind: 'dose-response', factor: 'start', outcome: 'adoption' }, given);

    expect(logistic?.figures['slope']?.estimate.value).toBeGreaterThan(4);
    expect(logistic?.sentence).toContain('the log-odds rises by');
    // (1 + tanh(beta / 2)) / 2 = .9 where beta is ln 9, 2.197.
    expect(tanh?.figures['beta']?.estimate.value).toBeCloseTo(Math.log(9), 1);
    expect(tanh?.figures['largest_deviation']?.estimate.value).toBeLessThan(0.03);
    expect(dose.curves[0]?.line).toEqual([
      { x: 0, y: 0 },
      { x: 0.25, y: expect.closeTo(0.1, 9) },
      { x: 0.5, y: 0.5 },
      { x: 0.75, y: expect.closeTo(0.9, 9) },
      { x: 1, y: 1 },
    ]);
    expect(dose.curves[0]?.figures['slope']?.estimate.value).toBeCloseTo(1.12, 9);
    expect(dose.horizon).toBeNull();
  });

  it('should refuse to take a count for a share of a crowd', () => {
    const [tanh] = fitted({ kind: 'tanh', factor: 'committed', outcome: 'adoption' }, scan([0, 5, 10])).curves;

    expect(tanh).toMatchObject({ status: 'failed', sentence: expect.stringContaining('is no share from 0 to 1') });
  });
});
