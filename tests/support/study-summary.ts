import type { StudySummary } from '../../src/spec/index.js';

type Condition = StudySummary['conditions'][number];

const estimate = { value: 0.6, low: 0.5, high: 0.7, n: 40, method: 'Wilson 95 %' };
const missing = { value: null, low: null, high: null, n: 0, method: 'Wilson 95 %', note: 'no run has it' };

const condition: Condition = {
  name: 'default',
  parameters: { agents: 21, labels: ['A', 'B'] },
  options: ['A', 'B'],
  agents: 21,
  priors: [
    {
      situation: 'empty',
      probabilities: [0.5, 0.5],
      range: [0.4, 0.6],
      agents: 21,
      mass: 0.9,
      spread: null,
      source: 'asked',
    },
  ],
  arms: [
    {
      name: 'interacting',
      removes: 'Removes nothing.',
      runs: 40,
      unfinished: {},
      winners: { A: 20.5, B: 19.5 },
      endings: { horizon: 40 },
      measures: {
        order: { title: 'order', unit: '1', mean: estimate, median: 0.6, missing: {} },
        consensus_time: {
          title: 'time',
          unit: 'steps',
          when: true,
          mean: missing,
          median: null,
          missing: { censored: 40 },
        },
      },
      series: { order: { axis: 'time', times: [0, 1], mean: [0.1, null], low: [0, null], high: [0.2, null] } },
      decisions: 84_000,
      failures: { refused: 1 },
    },
  ],
  notApplicable: [{ arm: 'shuffled', reason: 'everybody meets everybody' }],
  outcomes: [
    {
      name: 'order',
      title: 'lasting order',
      kind: 'order',
      focal: null,
      column: 'order',
      neutral: 0.176,
      margin: 0.05,
      prior: estimate,
      interacting: estimate,
      isolated: null,
      independentDraws: 0.176,
      againstPrior: estimate,
      againstIsolated: null,
      class: 'induced',
      changed: 'inconclusive',
      runsNeeded: 80,
      sentence: 'The population orders itself.',
    },
  ],
  curve: {
    axis: 'others',
    option: 'A',
    temperature: 0.5,
    presentations: 8,
    points: [{ x: 0, p: 0.1, low: 0.05, high: 0.2, raw: 0.2, mass: null, presentations: [0.1, 0.1] }],
    fit: { beta: 1.2, largestDeviation: 0.03 },
  },
  liveAgreement: null,
};

/** A study's summary with one of everything. */
export const summaryExample: StudySummary = {
  formatVersion: 1,
  id: 'study',
  name: 'majority-opinion',
  status: 'finished',
  scenario: {
    name: 'majority-opinion',
    title: 'Majority opinion',
    question: 'Does it order itself?',
    sources: [{ authors: 'De Marzo, Castellano, Garcia', year: 2026, title: 'Title', where: 'Journal' }],
  },
  design: { hash: 'abc', seed: 1, runs: 40, deviations: [] },
  mind: { kind: 'other', name: 'rule', fingerprint: 'f', why: 'it was given', description: { temperature: 0.5 } },
  population: null,
  examination: [{ name: 'mass', verdict: 'pass', statistic: 0.9, threshold: 0.5, sentence: 'It answers.' }],
  conditions: [condition],
  failures: { decisions: 84_000, failed: 1, byKind: { refused: 1 }, share: 1 / 84_000 },
  cost: { calls: 10, cached: 2, saved: 83_990, promptTokens: null, completionTokens: null, seconds: 12.5 },
  intervals: 'seed variation only',
  warnings: [],
  versions: { mesocosm: '0.1.0' },
};
