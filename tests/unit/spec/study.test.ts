import { describe, expect, it } from 'vitest';
import {
  ArmSummary,
  Changed,
  ConditionSummary,
  Estimate,
  ExaminationCheck,
  LiveAgreement,
  OutcomeClass,
  OutcomeSummary,
  PriorSummary,
  Probe,
  ResponseCurve,
  RunRecord,
  StudySummary,
} from '../../../src/spec/index.js';
import { summaryExample } from '../../support/study-summary.js';

const [condition] = summaryExample.conditions as [ConditionSummary];
const [outcome] = condition.outcomes as [OutcomeSummary];
const [arm] = condition.arms as [ArmSummary];

describe('StudySummary', () => {
  it('should be the same after JSON', () => {
    expect(StudySummary.parse(JSON.parse(JSON.stringify(summaryExample)))).toEqual(summaryExample);
  });

  it.each([
    ['another format', { formatVersion: 2 }],
    ['an unknown status', { status: 'done' }],
    ['no runs', { design: { ...summaryExample.design, runs: 0 } }],
    ['an unknown kind of mind', { mind: { ...summaryExample.mind, kind: 'table' } }],
    ['half a call', { cost: { ...summaryExample.cost, calls: 0.5 } }],
    ['a description that JSON cannot hold', { mind: { ...summaryExample.mind, description: { at: new Date(0) } } }],
  ])('should refuse %s', (_, change) => {
    expect(StudySummary.safeParse({ ...summaryExample, ...change }).success).toBe(false);
  });
});

describe('Estimate', () => {
  const estimate = { value: 0.5, low: 0.4, high: 0.6, n: 10, method: 'Wilson 95 %' };

  it('should hold a value that is missing, with its reason', () => {
    const missing = { ...estimate, value: null, low: null, high: null, n: 0, note: 'no run has it' };

    expect(Estimate.parse(missing)).toEqual(missing);
  });

  it.each([{ value: NaN }, { low: -Infinity }, { high: undefined }, { n: -1 }, { n: 1.5 }, { method: undefined }])(
    'should refuse %o',
    (change) => expect(Estimate.safeParse({ ...estimate, ...change }).success).toBe(false),
  );
});

describe('OutcomeSummary', () => {
  it.each([
    { runsNeeded: 0 },
    { runsNeeded: Infinity },
    { class: 'different' },
    { changed: 'maybe' },
    { kind: 'share' },
    { prior: null },
  ])('should refuse %o', (change) => expect(OutcomeSummary.safeParse({ ...outcome, ...change }).success).toBe(false));

  it('should know the seven classes and the three answers', () => {
    expect(OutcomeClass.options).toEqual([
      'amplified',
      'damped',
      'induced',
      'reversed',
      'unchanged',
      'no-order',
      'inconclusive',
    ]);
    expect(Changed.options).toEqual(['yes', 'no', 'inconclusive']);
  });
});

describe('RunRecord', () => {
  const record: RunRecord = {
    condition: 'default',
    arm: 'interacting',
    seed: 7,
    activations: 100,
    ending: 'horizon',
    values: { winner: 'A', order: 0.5, time: null },
    missing: { time: 'censored' },
    series: { order: [0.1, null] },
    decisions: 100,
    failures: { malformed: 2 },
  };

  it('should be the same after JSON', () => {
    expect(RunRecord.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
  });

  it.each([
    { seed: 1.5 },
    { activations: -1 },
    { values: { order: NaN } },
    { values: { order: true } },
    { series: { order: [NaN] } },
    { failures: { refused: -1 } },
  ])('should refuse %o', (change) => expect(RunRecord.safeParse({ ...record, ...change }).success).toBe(false));
});

describe('ArmSummary', () => {
  it.each([{ runs: -1 }, { winners: { A: '3' } }, { measures: { order: { title: 'order' } } }])(
    'should refuse %o',
    (change) => expect(ArmSummary.safeParse({ ...arm, ...change }).success).toBe(false),
  );
});

describe('the other parts of a summary', () => {
  it.each([
    ['a curve of no presentations', ResponseCurve, { ...condition.curve, presentations: 0 }],
    ['a curve without a fit', ResponseCurve, { ...condition.curve, fit: undefined }],
    ['a prior of nobody', PriorSummary, { ...condition.priors[0], agents: 0 }],
    ['a range of one end', PriorSummary, { ...condition.priors[0], range: [0.4] }],
    ['an unknown verdict', ExaminationCheck, { ...summaryExample.examination[0], verdict: 'good' }],
    ['a condition of nobody', ConditionSummary, { ...condition, agents: 0 }],
    [
      'an agreement below 0',
      LiveAgreement,
      { points: 3, meanDifference: -0.1, largestDifference: 0.1, sentence: 'It agrees.' },
    ],
  ])('should refuse %s', (_, schema, value) => expect(schema.safeParse(value).success).toBe(false));

  it('should hold what an agent answered alone', () => {
    const probe: Probe = {
      condition: 'default',
      agent: 'agent-1',
      situation: 'empty',
      probabilities: [0.25, 0.75],
      mass: 0.9,
      spread: null,
    };

    expect(Probe.parse(JSON.parse(JSON.stringify(probe)))).toEqual(probe);
  });
});
