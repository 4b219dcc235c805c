import { describe, expect, it } from 'vitest';
import { failures, summariseArm } from '../../../src/analysis/summarise-arm.js';
import { chancesFrom } from '../../../src/foundation/random/index.js';
import { ArmSummary, type Measure, type RunRecord, type Scenario } from '../../../src/spec/index.js';
import { runRecord, runsWith } from '../../support/run-records.js';

const chances = chancesFrom('summarise arm');

function measure(change: Partial<Measure>): Measure {
  const start: Measure['start'] = () => ({ observe: () => undefined, finish: () => ({ values: {} }) });
  return { name: 'measure', columns: {}, start, ...change };
}

const scenario = {
  options: ['Q', 'M'],
  outcomes: [{ name: 'winner', title: 'winner', kind: 'choice', columns: ['won_by_Q', 'won_by_M'] }],
  measures: [
    measure({ columns: { time: { title: 'time to agree', unit: 'steps' } } }),
    measure({ grid: { title: 'time', times: [0, 10, 20] } }),
  ],
} as unknown as Scenario;

function summary(records: readonly RunRecord[], of: Scenario = scenario): ArmSummary {
  const arm = { name: 'isolated', removes: 'removes the others' };
  return ArmSummary.parse(summariseArm({ arm, scenario: of, records, chances }));
}

describe('summariseArm', () => {
  it('should say what the arm is and how many runs it has', () => {
    expect(summary([runRecord(), runRecord({ seed: 2 })])).toMatchObject({
      name: 'isolated',
      removes: 'removes the others',
      runs: 2,
      unfinished: {},
    });
  });

  it('should add up wins, a tie being half a win', () => {
    const won = [
      [1, 0],
      [0.5, 0.5],
      [1, 0],
    ].map(([q = 0, m = 0], seed) => runRecord({ seed, values: { won_by_Q: q, won_by_M: m } }));

    expect(summary(won).winners).toEqual({ Q: 2.5, M: 0.5 });
  });

  it('should add up wins of groups of options by their titles', () => {
    const groups = [
      { title: 'A', options: [0] },
      { title: 'B or C', options: [1, 2] },
    ];
    const outcomes = [{ ...scenario.outcomes[0], groups }] as Scenario['outcomes'];
    const of: Scenario = { ...scenario, options: ['A', 'B', 'C'], outcomes };
    const won = [1, 0].map((q, seed) => runRecord({ seed, values: { won_by_Q: q, won_by_M: 1 - q } }));

    expect(summary(won, of).winners).toEqual({ A: 1, 'B or C': 1 });
  });

  it('should know no winners where none is measured', () => {
    expect(summary([runRecord()]).winners).toEqual({});
  });

  it('should say how far missing runs could move a proportion, and missing decisions a mean with a range', () => {
    const records = [
      runRecord({ seed: 1, values: { flipped: 1, kept: 0.5 }, decided: { kept: { made: 6, missing: 2 } } }),
      runRecord({ seed: 2, values: { flipped: null, kept: 1 }, missing: { flipped: 'refused' } }),
      runRecord({ seed: 3, values: { flipped: 0, kept: null }, missing: { kept: 'refused' } }),
    ];
    const columns = {
      flipped: { title: 'flipped', unit: 'yes = 1', proportion: true },
      kept: { title: 'kept', unit: 'share', range: [0, 1] },
    };
    const { measures } = summary(records, { ...scenario, measures: [measure({ columns } as never)] });

    expect(measures['flipped']?.bounds).toEqual({ low: 1 / 3, high: 2 / 3 });
    // 3 of 8 to 5 of 8, 1, and 0 to 1.
    expect(measures['kept']?.bounds?.low).toBeCloseTo(1.375 / 3, 12);
    expect(measures['kept']?.bounds?.high).toBeCloseTo(2.625 / 3, 12);
  });

  it('should say nothing of bounds where nothing is missing, or where nothing bounds it', () => {
    const columns = {
      flipped: { title: 'flipped', unit: 'yes = 1', proportion: true },
      time: { title: 'time', unit: 'steps' },
    };
    const of = { ...scenario, measures: [measure({ columns } as never)] };
    const { measures } = summary([runRecord({ values: { flipped: 1, time: null } })], of);

    expect(measures['flipped']).not.toHaveProperty('bounds');
    expect(measures['time']).not.toHaveProperty('bounds');
  });

  it('should give a proportion the interval of a proportion, and not certainty where all runs agree', () => {
    const records = Array.from({ length: 40 }, (_, seed) => runRecord({ seed, values: { flipped: 1, order: 1 } }));
    const columns = {
      flipped: { title: 'flipped', unit: 'yes = 1', proportion: true },
      order: { title: '|m|', unit: '' },
    };
    const { measures } = summary(records, { ...scenario, measures: [measure({ columns } as never)] });

    // Wilson: 40 of 40.
    expect(measures['flipped']?.mean).toMatchObject({ value: 1, high: 1, method: 'Wilson 95 %' });
    expect(measures['flipped']?.mean.low).toBeCloseTo(0.9124, 4);
    expect(measures['order']?.mean).toMatchObject({ low: 1, method: 'bootstrap over runs 95 %' });
  });

  it('should count endings, decisions and failures', () => {
    const records = [
      runRecord({ ending: 'a convention formed', decisions: 10, failures: { malformed: 2 } }),
      runRecord({ ending: 'the horizon was reached', decisions: 20, failures: { malformed: 1, refused: 4 } }),
      runRecord({ ending: 'a convention formed', decisions: 5 }),
    ];

    expect(summary(records)).toMatchObject({
      endings: { 'a convention formed': 2, 'the horizon was reached': 1 },
      decisions: 35,
      failures: { malformed: 3, refused: 4 },
    });
    expect(failures(records)).toEqual({ malformed: 3, refused: 4 });
  });

  it('should give mean, interval and median of the runs that have a value, and count the others by reason', () => {
    const { time } = summary(runsWith('time', [10, 20, 60, null])).measures;

    expect(time).toMatchObject({
      title: 'time to agree',
      unit: 'steps',
      median: 20,
      missing: { 'it did not happen': 1 },
    });
    expect(time?.mean).toMatchObject({ value: 30, n: 3, method: 'bootstrap over runs 95 %' });
    expect(time?.mean.low).toBeLessThan(30);
    expect(time?.mean.high).toBeGreaterThan(30);
  });

  it('should say that a reason is not known', () => {
    const record = runRecord({ values: { time: null } });

    expect(summary([record]).measures['time']?.missing).toEqual({ 'no reason given': 1 });
  });

  it('should hold no number where nothing was measured, and none that is not one', () => {
    const nothing = summary([]);

    expect(nothing.runs).toBe(0);
    expect(nothing.measures['time']?.mean).toMatchObject({ value: null, low: null, high: null, n: 0 });
    expect(JSON.stringify(nothing)).not.toContain('NaN');
  });

  it('should average trajectories point by point, over the runs that have the point', () => {
    const records = [
      runRecord({ series: { order: [0, 0.4, null] } }),
      runRecord({ seed: 2, series: { order: [0.2, 0.8, null] } }),
    ];
    const { order } = summary(records).series;

    expect(order).toMatchObject({ axis: 'time', times: [0, 10, 20] });
    expect(order?.mean.map((value) => (value === null ? null : Number(value.toFixed(6))))).toEqual([0.1, 0.6, null]);
    // ± 1.96 s / √2 with s = .2828 at the second point: .392.
    expect(order?.low[1]).toBeCloseTo(0.6 - 0.392, 3);
    expect(order?.high[1]).toBeCloseTo(0.6 + 0.392, 3);
    expect([order?.low[2], order?.high[2]]).toEqual([null, null]);
  });

  it('should put a series on the grid that names it, though another is as long', () => {
    const measures = [
      measure({ grid: { title: 'time', times: [0, 10, 20] } }),
      measure({ grid: { title: 'others who agree', times: [0, 1, 2], series: ['response'] } }),
    ];
    const records = [runRecord({ series: { response: [0.1, 0.5, 0.9], order: [0, 0, 1] } })];
    const { response, order } = summary(records, { ...scenario, measures }).series;

    expect(response).toMatchObject({ axis: 'others who agree', times: [0, 1, 2] });
    expect(order).toMatchObject({ axis: 'time', times: [0, 10, 20] });
  });

  it('should leave a series out that stands on no grid', () => {
    expect(summary([runRecord({ series: { order: [1, 2] } })]).series).toEqual({});
  });
});
