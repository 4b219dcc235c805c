import { beforeAll, describe, expect, it } from 'vitest';
import { closingScreen } from '../../../src/report/closing-screen.js';
import { estimate, share, signed } from '../../../src/report/format.js';
import type { ConditionSummary, OutcomeSummary, StudySummary } from '../../../src/spec/index.js';
import { majorityStudy, namingStudy } from '../../support/small-studies.js';
import { summaryExample } from '../../support/study-summary.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
let naming: StudySummary;
let majority: StudySummary;

beforeAll(async () => {
  naming = (await namingStudy(folder())).summary;
  majority = (await majorityStudy(folder())).summary;
});

function screen(summary: StudySummary, width = 80, where = 'studies/20260101T000000Z_study_abcdef'): string {
  return closingScreen(summary, { width, folder: where, report: `${where}/report.html` });
}

function lines(...of: Parameters<typeof screen>): readonly string[] {
  return screen(...of).split('\n');
}

/** Lines as a terminal prints them: one that is too long for it is several. */
function printed(summary: StudySummary, width: number, where?: string): readonly string[] {
  return lines(summary, width, where).flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'g')) ?? ['']);
}

/** As one line, however it was broken. */
function flat(...of: Parameters<typeof screen>): string {
  return screen(...of).replaceAll(/\s+/g, ' ');
}

const LONG = 'a-name-that-somebody-thought-long-and-hard-about';

/** The same study with everything as long as it may get. */
function overgrown(summary: StudySummary): StudySummary {
  const [condition] = summary.conditions as [ConditionSummary];
  const [arm] = condition.arms;
  const more = Array.from({ length: 8 }, (_, index) => ({
    ...(arm as NonNullable<typeof arm>),
    name: `${LONG}-${index}`,
  }));
  return {
    ...summary,
    scenario: { ...summary.scenario, title: `A scenario with ${LONG}` },
    mind: { ...summary.mind, name: `openai:${LONG}-instruct-2026-01-01` },
    design: { ...summary.design, runs: 1_234_567 },
    conditions: [{ ...condition, name: LONG, arms: [...condition.arms, ...more] }],
    failures: { decisions: 123_456_789, failed: 12_345_678, byKind: { malformed: 12_345_678 }, share: 0.1 },
    cost: { ...summary.cost, calls: 123_456_789, saved: 987_654_321, seconds: 123_456 },
    warnings: Array.from(
      { length: 6 },
      (_, index) => `Warning ${index}: ${'the labels are preferred for their own sake; '.repeat(6)}`,
    ),
  };
}

/** The same condition many times, under long names. */
function repeated(summary: StudySummary, times: number): StudySummary {
  const [condition] = summary.conditions as [ConditionSummary];
  return {
    ...summary,
    conditions: Array.from({ length: times }, (_, index) => ({ ...condition, name: `${LONG}-${index}` })),
  };
}

describe.each(['naming', 'majority'] as const)('the closing screen of the %s study', (which) => {
  const of = (): StudySummary => (which === 'naming' ? naming : majority);
  const condition = (): ConditionSummary => of().conditions[0] as ConditionSummary;
  const outcome = (): OutcomeSummary => condition().outcomes[0] as OutcomeSummary;

  it.each([40, 60, 80, 100, 120, 200])('should have at most 25 lines at %s columns', (width) => {
    const { length } = printed(of(), width);

    expect(length).toBeLessThanOrEqual(25);
  });

  it.each([40, 60, 80, 120])('should keep figures, failures, cost and paths at %s columns', (width) => {
    const text = flat(of(), width);
    const { interacting, isolated, againstPrior, againstIsolated } = outcome();
    const figures = [estimate(interacting), estimate(isolated), estimate(againstPrior, signed), estimate(againstIsolated, signed)]; // prettier-ignore

    for (const part of [...figures, 'Failures: ', 'Cost: ', 'Folder: studies/', '/report.html']) {
      expect(text).toContain(part);
    }
  });

  it.each([40, 60, 80, 120])(
    'should have at most 25 lines with two conditions, and their figures, at %s columns',
    (width) => {
      const [condition] = of().conditions as [ConditionSummary];
      const two = {
        ...of(),
        conditions: ['hot', 'cold'].map((name) => ({ ...condition, name })),
        warnings: [LONG, LONG],
      };

      expect(printed(two, width).length).toBeLessThanOrEqual(25);
      const text = flat(two, width);
      const inFigures = `: ${outcome().class}; isolated ${estimate(outcome().isolated)}: changed: ${outcome().changed}`;
      for (const name of ['hot', 'cold']) {
        const [, told = ''] = text.split(`${name}: `);
        expect(told.startsWith(outcome().sentence) || told.includes(inFigures)).toBe(true);
      }
      expect(flat(two, width)).toContain(estimate(outcome().interacting));
    },
  );

  it('should do first without the words, then without later notes, null arms, and the first note', () => {
    const noted = { ...of(), warnings: ['first', 'later'].map((word) => `${word} ${'long '.repeat(30)}`) };
    const seen = [100, 60, 40].map((width) => flat(noted, width));
    const has = (part: string): readonly boolean[] => seen.map((text) => text.includes(part));
    const rank = (part: string): number => has(part).filter(Boolean).length;
    const arm = condition().arms.at(-1)?.name ?? '';

    expect(rank(outcome().sentence)).toBeLessThanOrEqual(rank('Note: later'));
    expect(rank('Note: later')).toBeLessThanOrEqual(rank(` ${arm}: `));
    expect(rank(` ${arm}: `)).toBeLessThanOrEqual(rank('Note: first'));
    expect(rank(outcome().sentence)).toBeLessThan(rank('Note: first'));
  });

  it.each([60, 80, 100])('should have at most 25 lines at %s columns where everything is long', (width) => {
    expect(printed(overgrown(of()), width, `/home/${LONG}/${LONG}/studies`).length).toBeLessThanOrEqual(25);
  });

  it.each([2, 3, 12])('should have at most 25 lines with %s conditions', (times) => {
    const many = repeated(overgrown(of()), times);

    expect(printed(many, 80, `/home/${LONG}/${LONG}/studies`).length).toBeLessThanOrEqual(25);
  });

  it.each([40, 60, 80])('should have no line longer than %s columns, but for a path', (width) => {
    const broad = lines(of(), width).filter((line) => line.length > width);

    expect(broad.filter((line) => line.trim().includes(' '))).toEqual([]);
  });

  it('should say what was run, how often, and who decided', () => {
    expect(flat(of())).toContain(`${of().scenario.title}: 3 runs of every arm, ${of().mind.name}`);
  });

  it('should say what the agents preferred alone, with an empty history and a balanced one', () => {
    const [empty, balanced] = condition().priors;
    const text = flat(of());

    expect(text).toContain(`${empty?.situation} history Q ${share(empty?.probabilities[0] ?? null)}`);
    expect(text).toContain(`${balanced?.situation} history Q ${share(balanced?.probabilities[0] ?? null)}`);
  });

  it('should say what the population did, when, and in how many runs', () => {
    expect(flat(of())).toContain(estimate(outcome().interacting));
    expect(flat(of())).toMatch(/median [\d.]+ (interactions|sweeps), in \d of 3 runs/);
  });

  it('should compare it with the prior and with the same agents isolated, and give one class', () => {
    const text = flat(of());
    const { againstPrior, againstIsolated, isolated, independentDraws } = outcome();

    expect(text).toContain(`Isolated: ${estimate(isolated)}; independent draws ${share(independentDraws)}`);
    expect(text).toContain(`Against the prior ${estimate(againstPrior, signed)}: ${outcome().class}.`);
    expect(text).toContain(
      `Against isolated ${estimate(againstIsolated, signed)}: the meeting changed it: ${outcome().changed}.`,
    );
  });

  it('should give every null arm a line with what it gave', () => {
    const nulls = condition().arms.filter(({ name }) => !['interacting', 'isolated'].includes(name));

    expect(nulls.length).toBeGreaterThan(1);
    for (const { name } of nulls) expect(screen(of())).toMatch(new RegExp(`^  ${name}: [\\d.]`, 'm'));
  });

  it('should name failures, cost, folder and report', () => {
    const text = flat(of());

    expect(text).toMatch(/Failures: none of [\d\s]+ decisions\./);
    expect(text).toMatch(/Cost: (no model was asked|\d+ model calls, \d+ decisions needed none); [\d.]+ s\./);
    expect(text).toContain('Folder: studies/20260101T000000Z_study_abcdef');
    expect(text).toContain('Report: studies/20260101T000000Z_study_abcdef/report.html');
  });

  it('should say the same in words', () => {
    expect(flat(of())).toContain(outcome().sentence);
  });

  it('should keep what it is about however much there is', () => {
    const text = flat(overgrown(of()), 80);

    for (const part of ['Alone:', 'Together:', 'Isolated:', 'Against the prior', 'Against isolated', 'Warning 0']) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(/Failures: 12\s345\s678 of 123\s456\s789 decisions \(\.10\)\./);
    expect(text).toMatch(/Folder: \S+ Report: \S+$/);
  });

  it('should say what was found in each of two conditions, and that there are more', () => {
    const text = flat(repeated(of(), 5));

    expect(text).toContain(`${LONG}-0: ${outcome().sentence}`);
    expect(text).toContain(`${LONG}-1: ${outcome().sentence}`);
    expect(text).toContain('and 3 more conditions, in the report');
    expect(flat(repeated(of(), 3))).toContain('and 1 more condition, in the report');
  });
});

describe('the closing screen', () => {
  it('should hold no number that is none', () => {
    for (const summary of [naming, majority, summaryExample]) {
      expect(screen(summary)).not.toMatch(/NaN|undefined|null|Infinity/);
    }
  });

  it('should say that an arm did not run', () => {
    const text = flat(summaryExample);

    expect(text).toContain('Isolated: did not run');
    expect(text).toContain('Against isolated did not run');
  });

  it('should say that something happened in no run', () => {
    expect(flat(summaryExample)).toContain('; time: in no run');
  });

  it('should give a measure that is a headline a line of its own, that of the longest horizon', () => {
    const [condition] = summaryExample.conditions;
    const [together, ...rest] = condition?.arms ?? [];
    const tipped = (time: number, value: number) => {
      const mean = { value, low: 0.1, high: 0.9, n: 40, method: 'Wilson 95 %' };
      return { title: `tipped by ${time}`, unit: 'yes = 1', headline: true as const, mean, median: value, missing: {} };
    };
    const measures = { ...together?.measures, early: tipped(100, 0.2), late: tipped(500, 0.6) };
    const arms = [{ ...together, measures }, ...rest];
    const text = flat({ ...summaryExample, conditions: [{ ...condition, arms }] } as typeof summaryExample);

    expect(text).toContain('tipped by 500: .60 [.10, .90] of the runs');
    expect(text).not.toContain('tipped by 100');
  });

  it('should give every other headline its own line, with no word of runs', () => {
    const [condition] = summaryExample.conditions;
    const [together, ...rest] = condition?.arms ?? [];
    const headline = (title: string, value: number, unit: string) => {
      const mean = { value, low: value - 0.1, high: value + 0.1, n: 40, method: 'bootstrap over runs 95 %' };
      return { title, unit, headline: true as const, mean, median: value, missing: {} };
    };
    const measures = {
      ...together?.measures,
      unanimous: headline('all agree', 0.3, 'yes = 1'),
      drift: headline('drift', 0.2, 'total variation'),
      gap: headline('gap', 0.5, 'total variation'),
    };
    const arms = [{ ...together, measures }, ...rest];
    const text = flat({ ...summaryExample, conditions: [{ ...condition, arms }] } as typeof summaryExample);

    expect(text).toMatch(
      /all agree: \.30 \[\.20, \.40\] of the runs drift: \.20 \[\.10, \.30\] gap: \.50 \[\.40, \.60\] /,
    );
    expect(text).not.toContain('[.40, .60] of the runs');
  });

  it('should name the two options that are likeliest alone', () => {
    const [condition] = summaryExample.conditions;
    const [prior] = condition?.priors ?? [];
    const options = ['a', 'b', 'c', 'd'];
    const priors = [{ ...prior, probabilities: [0.1, 0.5, 0.05, 0.35] }];
    const text = flat({ ...summaryExample, conditions: [{ ...condition, options, priors }] } as typeof summaryExample);

    expect(text).toContain('history b .50, d .35 ');
  });

  it('should put failures in figures', () => {
    expect(flat({ ...summaryExample, failures: { decisions: 200, failed: 30, byKind: {}, share: 0.15 } })).toContain(
      'Failures: 30 of 200 decisions (.15).',
    );
  });

  it('should show what the null arms gave, whatever the columns of the scenario are called', () => {
    const [condition] = summaryExample.conditions as [ConditionSummary];
    const [arm] = condition.arms;
    const rule = { ...(arm as NonNullable<typeof arm>), name: 'rule', winners: {} };
    const text = screen({ ...summaryExample, conditions: [{ ...condition, arms: [...condition.arms, rule] }] });

    expect(text).toContain('\n  rule: .60 [.50, .70]\n');
  });

  it('should show warnings before failures, two at most', () => {
    const text = flat({ ...summaryExample, warnings: ['first', 'second', 'third'] });

    expect(text).toContain('Note: first Note: second Failures:');
    expect(text).not.toContain('third');
  });

  it('should say one of one thing', () => {
    const one = {
      ...summaryExample,
      design: { ...summaryExample.design, runs: 1 },
      cost: { ...summaryExample.cost, calls: 1, saved: 1 },
    };

    expect(flat(one)).toContain('1 run of every arm');
    expect(flat(one)).toContain('1 model call, 1 decision needed none');
  });

  it('should be readable in a terminal of any width', () => {
    for (const width of [1, 20, 40, 1000]) expect(flat(summaryExample, width)).toContain('lasting order');
  });
});
