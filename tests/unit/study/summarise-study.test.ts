import { describe, expect, it } from 'vitest';
import { scriptedMind } from '../../../src/agent/index.js';
import { createMeter } from '../../../src/model/index.js';
import { mindSource } from '../../../src/run/index.js';
import {
  StudySummary,
  type ArmSummary,
  type ConditionSummary,
  type ExaminationCheck,
} from '../../../src/spec/index.js';
import { designHash, type StudyFile } from '../../../src/study/design.js';
import { summariseStudy } from '../../../src/study/summarise-study.js';
import { smallNamingGame } from '../../support/small-studies.js';
import { studyDesign } from '../../support/study-design.js';
import { summaryExample } from '../../support/study-summary.js';

const design = studyDesign();
const file: StudyFile = {
  formatVersion: 1,
  kind: 'study',
  id: '20260101T000000Z_pilot_abcdef',
  hash: designHash(design),
  design,
  command: null,
  status: 'finished',
  createdAt: '2026-01-01T00:00:00.000Z',
  finishedAt: '2026-01-01T00:01:00.000Z',
  seconds: 60,
  saved: 12,
  deviations: ['model calls: at most 5, then without limit'],
  versions: { mesocosm: '0.1.0' },
};
const [condition] = summaryExample.conditions as [ConditionSummary];
const [arm] = condition.arms as [ArmSummary];

function summary(change: Partial<Parameters<typeof summariseStudy>[0]> = {}): StudySummary {
  return StudySummary.parse(
    summariseStudy({
      file,
      design,
      source: mindSource(scriptedMind({ name: 'stubborn', choose: () => 'Q' })),
      meter: { ...createMeter(), calls: 7, cached: 3, promptTokens: 100, completionTokens: null },
      examination: [],
      scenario: smallNamingGame(),
      conditions: [condition],
      ...change,
    }),
  );
}

/** What the arms do to labels. */
const LABELS: Readonly<Record<string, Pick<ArmSummary, 'labels'>>> = {
  relabelled: { labels: 'exchanged' },
  symmetrised: { labels: 'averaged' },
};

/** Arms of ten runs, of which Q wins so many; `null` is an arm that did not run. */
function warnings(
  won: Readonly<Record<'interacting' | 'relabelled' | 'symmetrised', number | null>>,
  options = ['Q', 'M'],
): string[] {
  const arms = Object.entries(won).flatMap(([name, q]): ArmSummary[] =>
    q === null ? [] : [{ ...arm, name, ...LABELS[name], runs: 10, winners: { Q: q, M: 10 - q } }],
  );
  const outcomes = condition.outcomes.map((outcome) => ({ ...outcome, kind: 'choice' as const, focal: 'Q' }));
  return summary({ conditions: [{ ...condition, options, arms, outcomes }] }).warnings;
}

describe('the summary of a study', () => {
  it('should say which study it is, and what was frozen', () => {
    expect(summary()).toMatchObject({
      id: file.id,
      name: 'pilot',
      status: 'finished',
      scenario: { name: 'naming-game', title: 'Naming game' },
      design: { hash: file.hash, seed: 1, runs: 2, deviations: file.deviations },
      mind: { kind: 'other', name: 'stubborn', why: 'it was given as `mind`' },
      population: null,
      versions: { mesocosm: '0.1.0' },
    });
  });

  it('should say what it cost, in all sittings', () => {
    expect(summary().cost).toEqual({
      calls: 7,
      cached: 3,
      fromCache: 0,
      usd: 0,
      usdNote: null,
      saved: 12,
      promptTokens: 100,
      completionTokens: null,
      seconds: 60,
    });
  });

  it('should say what its intervals are about', () => {
    expect(summary().intervals).toMatch(/^seed variation only/);
  });

  it('should count failures over all arms and conditions', () => {
    const failing = (decisions: number, failures: Record<string, number>): ConditionSummary => ({
      ...condition,
      arms: [{ ...arm, decisions, failures }],
    });

    expect(
      summary({ conditions: [failing(60, { refused: 3 }), failing(40, { refused: 1, malformed: 1 })] }).failures,
    ).toEqual({
      decisions: 100,
      failed: 5,
      byKind: { refused: 4, malformed: 1 },
      share: 0.05,
    });
  });

  it('should have no share of failures where nothing was decided', () => {
    expect(summary({ conditions: [] }).failures).toEqual({ decisions: 0, failed: 0, byKind: {}, share: 0 });
  });
});

describe('warnings', () => {
  it('should be there for every control that the model failed, and for no other', () => {
    const check = (name: string, verdict: ExaminationCheck['verdict']): ExaminationCheck => ({
      name,
      verdict,
      statistic: 0.1,
      threshold: 0.5,
      sentence: `This is ${name}.`,
    });
    const examination = [check('option mass', 'fail'), check('label bias', 'pass'), check('order bias', 'note')];

    expect(summary({ examination }).warnings).toEqual([
      'The model failed the control "option mass": This is option mass.',
    ]);
  });

  it('should unmask a convention that changes sides with the labels', () => {
    expect(warnings({ interacting: 10, relabelled: 0, symmetrised: 5 })).toEqual([
      'In "default" that Q wins is label bias: it wins 100 % of the runs, 0 % once labels are exchanged (arm ' +
        'relabelled) and 50 % once they are exchanged and averaged (arm symmetrised).',
    ]);
  });

  it('should unmask one that all but vanishes in the averaged twin, where nothing else can tell', () => {
    expect(warnings({ interacting: 9, relabelled: null, symmetrised: 6 })).toEqual([
      'In "default" that Q wins is label bias: it wins 90 % of the runs, 60 % once they are exchanged and averaged ' +
        '(arm symmetrised).',
    ]);
  });

  it.each([
    ['it is the same whatever the labels are', { interacting: 10, relabelled: 10, symmetrised: 10 }],
    [
      'the exchanged twin shows that it is none, though the averaged one is even',
      { interacting: 9, relabelled: 8, symmetrised: 5 },
    ],
    ['the population settles on nothing', { interacting: 7, relabelled: 3, symmetrised: 5 }],
    ['the twins did not run', { interacting: 10, relabelled: null, symmetrised: null }],
  ])('should not be there where %s', (_when, won) => {
    expect(warnings(won)).toEqual([]);
  });

  it('should be about any option, the focal one or another', () => {
    expect(warnings({ interacting: 0, relabelled: 10, symmetrised: 5 })[0]).toContain('that M wins is label bias');
  });

  it('should not be there for twins without a run', () => {
    const idle = { ...arm, name: 'symmetrised', ...LABELS['symmetrised'], runs: 0, winners: {} };
    const settled = { ...arm, name: 'interacting', runs: 10, winners: { Q: 10, M: 0 } };
    const outcomes = condition.outcomes.map((outcome) => ({ ...outcome, kind: 'choice' as const }));

    expect(
      summary({ conditions: [{ ...condition, options: ['Q', 'M'], arms: [settled, idle], outcomes }] }).warnings,
    ).toEqual([]);
  });
});
