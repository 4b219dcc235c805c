import { describe, expect, it } from 'vitest';
import { summariseArm } from '../../../../src/analysis/summarise-arm.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { ArmSummary, type Measure, type RunRecord, type Scenario } from '../../../../src/spec/index.js';
import { runRecord } from '../../../support/run-records.js';

const told: Measure = {
  name: 'talk',
  columns: { turns: { title: 'turns', unit: 'turns' } },
  sociology: {
    topic: 'conversation',
    title: 'who speaks',
    note: 'counts turns',
    sentence: (of, runs) => `${of('turns').value} turns in ${runs} runs`,
    parts: {
      title: 'who follows whom',
      keys: { from: 'after', to: 'speaks' },
      figures: { share: { title: 'share', unit: 'share', range: [0, 1] } },
    },
  },
  start: () => ({ observe: () => undefined, finish: () => ({ values: {} }) }),
};
const untold: Measure = { ...told, name: 'other', columns: { winner: { title: 'winner', unit: '' } } };
const { sociology: _none, ...plain } = untold;

function summary(records: readonly RunRecord[], measures: readonly Measure[] = [plain, told]): ArmSummary {
  const scenario = { options: [], outcomes: [], measures } as unknown as Scenario;
  const arm = { name: 'interacting', removes: 'nothing' };
  return ArmSummary.parse(summariseArm({ arm, scenario, records, chances: chancesFrom('sociology') }));
}

const run = (seed: number, share: number | null, more: object[] = []) =>
  runRecord({ seed, values: { turns: 6 }, cases: { talk: [{ from: 'A', to: 'B', share }, ...more] as never } });

describe('the sociology of an arm', () => {
  it('should say in words and by parts what measures tell of the life between agents', () => {
    const { sociology } = summary([run(1, 0.2), run(2, 0.4), run(3, 0.9)]);

    expect(sociology).toHaveLength(1);
    expect(sociology?.[0]).toMatchObject({
      measure: 'talk',
      topic: 'conversation',
      sentence: '6 turns in 3 runs',
      columns: ['turns'],
      parts: { keys: ['after', 'speaks'], rows: [{ of: ['A', 'B'] }] },
    });
  });

  it('should give a part its mean over the runs that have it, with an interval of Student within its range', () => {
    // Mean .5, standard deviation .3606, t(2) at .975 is 4.3027: half a width of .896, cut off at 0 and 1.
    const { parts } = summary([run(1, 0.2), run(2, 0.4), run(3, 0.9)]).sociology?.[0] ?? {};
    const share = parts?.rows[0]?.values['share'];

    expect(share).toMatchObject({ low: 0, high: 1, n: 3 });
    expect(share?.value).toBeCloseTo(0.5, 12);
    const narrow = summary([run(1, 0.49), run(2, 0.5), run(3, 0.51)]).sociology?.[0]?.parts?.rows[0]?.values['share'];
    expect(narrow?.low).toBeCloseTo(0.5 - (4.302653 * 0.01) / Math.sqrt(3), 6);
  });

  it('should have no interval of one run, none of equal runs, and no value where no run has one', () => {
    const of = (...shares: (number | null)[]) =>
      summary(shares.map((share, seed) => run(seed, share))).sociology?.[0]?.parts?.rows[0]?.values['share'];

    expect(of(0.3, null)).toMatchObject({ value: 0.3, low: null, high: null, n: 1, note: 'one run has no interval' });
    expect(of(0.2, 0.2)).toMatchObject({ value: 0.2, low: 0.2, high: 0.2, n: 2 });
    expect(of(null)).toMatchObject({ value: null, n: 0, note: 'no run has it' });
  });

  it('should keep parts apart that only some runs have', () => {
    const other = { from: 'B', to: 'A', share: 1 };
    const rows = summary([run(1, 0.2), run(2, 0.4, [other])]).sociology?.[0]?.parts?.rows;

    expect(rows?.map(({ of, values }) => [of.join(), values['share']?.n])).toEqual([
      ['A,B', 2],
      ['B,A', 1],
    ]);
  });

  it('should be absent where no measure tells of it, and say nothing of no runs', () => {
    expect(summary([run(1, 0.2)], [plain])).not.toHaveProperty('sociology');
    expect(summary([]).sociology).toMatchObject([{ sentence: null, parts: { rows: [] } }]);
  });
});
