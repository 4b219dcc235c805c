import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { designHash, deviationsOf, Journals, runSeed, StudyDesign } from '../../../src/study/design.js';

const design: StudyDesign = {
  formatVersion: 1,
  name: 'pilot',
  scenario: 'naming-game',
  conditions: [
    { name: 'default', parametersGiven: {}, parameters: { agents: 24 }, settings: {}, arms: ['interacting'] },
  ],
  runs: 40,
  seed: 1,
  journals: 1,
  mind: { kind: 'policy-table', name: 'policy:claude', fingerprint: 'abc' },
  population: null,
  stoppingRule: '40 runs of every arm',
  budget: { calls: null },
  maxFailures: 0.05,
};

describe('the hash of a design', () => {
  it('should be a SHA-256, the same for equal designs whatever the order of their keys', () => {
    const turned = Object.fromEntries(Object.entries(design).toReversed()) as StudyDesign;

    expect(designHash(design)).toMatch(/^[\da-f]{64}$/);
    expect(designHash(turned)).toBe(designHash(design));
  });

  it('should not hang on when to give up', () => {
    expect(designHash({ ...design, budget: { calls: 5 }, maxFailures: 1 })).toBe(designHash(design));
  });

  it.each([
    ['name', { name: 'other' }],
    ['scenario', { scenario: 'majority-opinion' }],
    ['conditions', { conditions: [] }],
    ['runs', { runs: 41 }],
    ['seed', { seed: 2 }],
    ['journals', { journals: 'all' }],
    ['mind', { mind: { ...design.mind, fingerprint: 'abd' } }],
    ['population', { population: { formatVersion: 1, name: 'a', personas: [] } }],
    ['stopping rule', { stoppingRule: 'when it is done' }],
  ] as const)('should hang on its %s', (_what, change) => {
    expect(designHash({ ...design, ...change } as StudyDesign)).not.toBe(designHash(design));
  });

  it('should hang on the arms, the settings and the parameters of a condition', () => {
    const [condition] = design.conditions as [StudyDesign['conditions'][number]];
    const hashes = [
      { ...condition, arms: ['interacting', 'isolated'] },
      { ...condition, settings: { fallback: 'uniform' } },
      { ...condition, parameters: { agents: 25 } },
    ].map((one) => designHash({ ...design, conditions: [one] }));

    expect(new Set([...hashes, designHash(design)]).size).toBe(4);
  });
});

describe('deviations', () => {
  it('should be none where nothing was changed', () => {
    expect(deviationsOf(design, structuredClone(design))).toEqual([]);
  });

  it('should say what the limits were, and what they are', () => {
    expect(deviationsOf(design, { ...design, budget: { calls: 500 }, maxFailures: 0.2 })).toEqual([
      'model calls: without limit, then at most 500',
      'allowed share of failed decisions: 0.05, then 0.2',
    ]);
    expect(deviationsOf({ ...design, budget: { calls: 500 } }, design)).toEqual([
      'model calls: at most 500, then without limit',
    ]);
  });
});

describe('seeds of runs', () => {
  it('should be different for every run of every study', () => {
    const studies = fc.integer({ min: 0, max: 9_000_000_000 });
    const runs = fc.integer({ min: 0, max: 999_999 });
    fc.assert(
      fc.property(studies, runs, studies, runs, (study, run, otherStudy, otherRun) => {
        const same = study === otherStudy && run === otherRun;

        expect(runSeed(study, run) === runSeed(otherStudy, otherRun)).toBe(same);
        expect(Number.isSafeInteger(runSeed(study, run))).toBe(true);
      }),
    );
  });

  it('should be told apart even for the largest study seed that is allowed', () => {
    expect(runSeed(9_000_000_000, 1)).not.toBe(runSeed(9_000_000_000, 0));
    expect(StudyDesign.safeParse({ ...design, seed: 9_000_000_001 }).success).toBe(false);
    expect(StudyDesign.safeParse({ ...design, runs: 1_000_001 }).success).toBe(false);
  });
});

describe('journals', () => {
  it.each(['all', 'none', 0, 7])('should be allowed as %s', (value) => {
    expect(Journals.parse(value)).toBe(value);
  });

  it.each(['some', -1, 1.5, null])('should not be allowed as %s', (value) => {
    expect(Journals.safeParse(value).success).toBe(false);
  });
});
