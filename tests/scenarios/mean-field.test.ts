import { describe, expect, it } from 'vitest';
import { parsePolicyFile, policyTableMind, ruleMind } from '../../src/agent/index.js';
import type { MeanFieldCourse, Mind, RunRecord, Scenario, Situation } from '../../src/spec/index.js';
import { glauberMind, majorityOpinion, namingGame } from 'mesocosm/scenarios';
import { simulate } from '../support/simulate.js';

/** The mean field of a scenario in which this mind decides. */
async function courseOf(scenario: Scenario, mind: Mind): Promise<MeanFieldCourse> {
  const { meanField } = scenario;
  if (meanField === undefined) throw new Error('it has none');
  return meanField.integrate(async (situation) => {
    const judgement = await mind.judge(situation, { agent: 'a', occasion: 0, stream: '' });
    if (judgement.kind !== 'distribution') throw new Error(judgement.kind);
    return judgement.probabilities;
  });
}

/** Runs of a large population that are compared. */
const RUNS = 5;

/** Largest distance of the mean over runs from a course, less what chance in so few runs may make of it. */
function farFrom(course: readonly number[] | undefined, runs: readonly RunRecord[], name: string): number {
  const rows = runs.map(({ series }) => (series[name] ?? []).map((value) => value ?? Number.NaN));
  const distances = (course ?? [Number.NaN]).map((value, at) => {
    const met = rows.map((row) => row[at] ?? Number.NaN);
    const mean = met.reduce((sum, one) => sum + one, 0) / met.length;
    const variance = met.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (met.length - 1);
    return Math.abs(mean - value) - 5 * Math.sqrt(variance / met.length);
  });
  return Math.max(...distances);
}

const optionsIn = ({ state }: Situation): readonly number[] =>
  state.flatMap((part) => (typeof part === 'object' && 'option' in part ? [part.option] : []));

/** Says what its last partner said with probability .9; Q with .3 while it remembers nobody. */
const follower = ruleMind({
  name: 'rule:follower',
  probabilities(situation) {
    const partner = optionsIn(situation).at(-1);
    const first = partner === undefined ? 0.3 : partner === 0 ? 0.9 : 0.1;
    return [first, 1 - first];
  },
});

describe('the mean field of the naming game', () => {
  it('should ask for each state of memory once: 1,365 of two names and five rounds', async () => {
    const asked = new Set<string>();
    const scenario = namingGame({ horizon: 24 });
    await scenario.meanField?.integrate(async ({ state }) => {
      asked.add(JSON.stringify(state));
      return [0.5, 0.5];
    });

    expect(scenario.meanField?.situations).toBe(1365);
    expect(asked.size).toBe(1365);
  });

  it('should stay where it is without memory, and count matches of independent choices', async () => {
    const policy = ruleMind({ name: 'rule:prior', probabilities: () => [0.7, 0.3] });
    const { values, series, sentence } = await courseOf(namingGame({ memory: 0, horizon: 240 }), policy);

    for (const share of series['share_Q'] ?? []) expect(share).toBeCloseTo(0.7, 8);
    for (const success of series['success'] ?? []) expect(success).toBeCloseTo(0.58, 8);
    expect(values).toMatchObject({ winner_Q: 1, winner_M: 0 });
    expect(sentence).toBe('Without chance .70 of all choices are Q after 240 interactions.');
  });

  it.each([0, 6])('should follow the solution by hand with %i of 24 committed', async (committed) => {
    const horizon = 240;
    const scenario = namingGame({
      memory: 1,
      horizon,
      stopRule: false,
      incumbent: 'M',
      committed,
      checkpoints: [horizon],
    });
    const { values, series } = await courseOf(scenario, follower);
    // With y the share of free agents whose last partner said Q, they say it with q = .1 + .8 y and a partner does with
    // p = (1 - c) q + c, so that dy/dt = p - y: y = y* (1 - exp(-k t)), k = 1 - .8 (1 - c), y* = (.1 (1 - c) + c) / k.
    const c = committed / 24;
    const rate = 1 - 0.8 * (1 - c);
    const rest = (0.1 * (1 - c) + c) / rate;
    const p = (y: number): number => (1 - c) * (0.1 + 0.8 * y) + c;
    /** Mean of p over the 24 interactions to a time: two of each agent. */
    const meanOver = (from: number, to: number): number => {
      const y = rest * (1 - (Math.exp(-rate * from) - Math.exp(-rate * to)) / (rate * (to - from)));
      return p(y);
    };

    expect(series['share_Q']).toHaveLength(10);
    series['share_Q']?.forEach((share, at) => expect(share).toBeCloseTo(meanOver(2 * at, 2 * at + 2), 6));
    if (committed === 0) return;
    const free = (meanOver(14, 20) - c) / (1 - c);
    expect(values[`adoption_${horizon}`]).toBeCloseTo(free, 6);
    expect(values[`flipped_${horizon}`]).toBe(Number(free >= 0.95));
  });

  it('should be what a large population does that measured choices of a model decide for', async () => {
    const input = { incumbent: 'M', stopRule: false, checkpoints: [6_000], horizon: 6_000 } as const;
    const scenario = namingGame({ ...input, checkpoints: [...input.checkpoints], agents: 600, committed: 180 });
    const file = parsePolicyFile(await scenario.policies?.['claude-3.5-sonnet']?.());
    const mind = policyTableMind({ file, table: 'claude-3.5-sonnet:all', fallback: 'suffix', scenario });
    const course = await courseOf(scenario, mind);
    const runs = await simulate({ scenario, mind, firstSeed: 1, runs: RUNS });

    expect(farFrom(course.series['share_Q'], runs, 'share_Q')).toBeLessThan(0.01);
    for (const { values } of runs) expect(values['flipped_6000']).toBe(course.values['flipped_6000']);
  });

  it('should leave an even policy where it is: nothing breaks the tie', async () => {
    const even = ruleMind({
      name: 'rule:imitator',
      probabilities(situation) {
        const partner = optionsIn(situation).at(-1);
        return partner === undefined ? [0.5, 0.5] : [Number(partner === 0), Number(partner === 1)];
      },
    });
    const { values, sentence } = await courseOf(namingGame({ memory: 1, horizon: 480 }), even);

    expect(values).toMatchObject({ winner_Q: 0.5, winner_M: 0.5 });
    expect(sentence).toContain('Q and M stay alike');
  });

  it('should be refused on a network, and where there are too many states', () => {
    expect(namingGame({ network: 'ring' }).meanField?.refuses).toContain('anybody may meet anybody');
    expect(namingGame({ names: ['A', 'B', 'C', 'D'], memory: 5 }).meanField?.refuses).toContain('states of memory');
    expect(namingGame().meanField?.refuses).toBeUndefined();
  });
});

describe('the mean field of majority opinion', () => {
  const linear = ruleMind({
    name: 'rule:linear',
    probabilities({ statements }) {
      const first = statements.filter((statement) =>
        statement.some((part) => typeof part === 'object' && 'option' in part && part.option === 0),
      ).length;
      const p = 0.2 + (0.6 * first) / Math.max(1, statements.length);
      return [p, 1 - p];
    },
  });

  it.each([undefined, 5])(
    'should follow the solution by hand of a linear response (neighbours %s)',
    async (neighbours) => {
      const scenario = majorityOpinion({
        agents: 20,
        start: 1,
        sweeps: 10,
        ...(neighbours === undefined ? {} : { neighbours }),
      });
      const { values, series } = await courseOf(scenario, linear);

      // df/dt = .2 + .6 f - f, so that f - 1/2 falls as exp(-.4 t) from 1/2, and |m| = 2 |f - 1/2|.
      series['order']?.forEach((order, at, all) =>
        expect(order).toBeCloseTo(Math.exp((-0.4 * 10 * at) / (all.length - 1)), 5),
      );
      expect(values['final_order']).toBeCloseTo(Math.exp(-4), 6);
      expect(values['lasting_order']).toBeCloseTo((Math.exp(-3.6) - Math.exp(-4)) / 0.4, 6);
    },
  );

  it('should come to the magnetisation at which Glauber agents stay: m = tanh(beta m)', async () => {
    const { values } = await courseOf(majorityOpinion({ agents: 200 }), glauberMind(1.47));
    const m = values['lasting_order'] as number;

    expect(m).toBeGreaterThan(0.5);
    expect(Math.abs(m - Math.tanh(1.47 * m))).toBeLessThan(1e-3);
    expect((await courseOf(majorityOpinion({ agents: 200 }), glauberMind(0.8))).values['lasting_order']).toBeLessThan(
      1e-6,
    );
  });

  it('should be what a large population of Glauber agents does', async () => {
    const scenario = majorityOpinion({ agents: 200, neighbours: 9, start: 0.9, sweeps: 10 });
    const mind = glauberMind(0.9);
    const course = await courseOf(scenario, mind);
    const runs = await simulate({ scenario, mind, firstSeed: 1, runs: RUNS });

    expect(farFrom(course.series['order'], runs, 'order')).toBeLessThan(0.02);
  });

  it('should carry committed agents over all, or not, as the response says', async () => {
    const few = await courseOf(majorityOpinion({ agents: 50, committed: 2 }), glauberMind(2.86));
    const many = await courseOf(majorityOpinion({ agents: 50, committed: 25 }), glauberMind(2.86));

    expect(few.values).toMatchObject({ flipped: 0, winner_Q: 1 });
    expect(many.values).toMatchObject({ flipped: 1, winner_M: 1 });
  });

  it.each([4, 25])('should be its mirror image where %s are committed to the first opinion', async (committed) => {
    const at = { agents: 50, committed, neighbours: 9 };
    const mind = glauberMind(2.86);
    const second = await courseOf(majorityOpinion(at), mind);
    const first = await courseOf(majorityOpinion({ ...at, committedTo: 'first' }), mind);

    for (const column of ['adoption', 'flipped', 'final_order', 'lasting_order']) {
      expect(first.values[column]).toBeCloseTo(second.values[column] as number, 9);
    }
    expect(first.values['winner_Q']).toBe(second.values['winner_M']);
    expect(first.sentence).toBe(second.sentence.replace('hold M', 'hold Q'));
  });

  it('should be refused in networks whose ties stay', () => {
    const { meanField } = majorityOpinion({ agents: 20, neighbours: 4, network: 'ring' });

    expect(meanField?.refuses).toContain('neighbours that stay come to be alike');
  });

  it('should be refused where each decision is asked in its own presentation', () => {
    expect(majorityOpinion({ presentation: 'live' }).meanField?.refuses).toContain('presentation of the moment');
  });
});
