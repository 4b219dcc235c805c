import { describe, expect, it } from 'vitest';
import { varianceAcrossConditions } from '../../../../src/analysis/theory/variance-across-conditions.js';
import {
  choiceVariance,
  focalOption,
  personsOf,
  type SituationRuns,
} from '../../../../src/analysis/theory/variance-in-study.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import type { ConditionSummary, RunRecord, VarianceSummary } from '../../../../src/spec/index.js';
import { chosenRun } from '../../../support/chosen-runs.js';
import { summaryExample } from '../../../support/study-summary.js';

const chances = chancesFrom('variance in a study');
const focal = { option: 'Q', index: 0 };
const AGENTS = ['a', 'b', 'c', 'd'];

/** Runs in each of which an agent chooses the first option with a probability of its own. */
const runs = (situation: string, many: number, probability: (agent: number) => number, first = 0): RunRecord[] =>
  Array.from({ length: many }, (_, run) => {
    const chance = chances(situation, run);
    const courses = AGENTS.map((agent, at) => [agent, [Number(chance.uniform() >= probability(at))]] as const);
    return chosenRun(first + run, Object.fromEntries(courses), { condition: situation });
  });

const both = (together: (agent: number) => number, alone: (agent: number) => number, many = 40): SituationRuns[] => [
  { situation: 'together', records: runs('together', many, together) },
  { situation: 'alone', records: runs('alone', many, alone) },
];

const share = ({ terms }: VarianceSummary, name: string): number =>
  terms.find(({ term }) => term === name)?.share ?? NaN;

describe('choiceVariance', () => {
  it('should tell who chooses from the situation and from both', () => {
    const of = (given: SituationRuns[]) => choiceVariance({ over: 'arms', runs: given, focal, chances });
    const persons = of(
      both(
        (at) => (at < 2 ? 0.9 : 0.1),
        (at) => (at < 2 ? 0.9 : 0.1),
      ),
    );
    const situation = of(
      both(
        () => 0.9,
        () => 0.1,
      ),
    );
    const interaction = of(
      both(
        (at) => (at < 2 ? 0.9 : 0.1),
        (at) => (at < 2 ? 0.1 : 0.9),
      ),
    );

    expect(share(persons, 'person')).toBeGreaterThan(0.5);
    expect(share(situation, 'situation')).toBeGreaterThan(0.5);
    expect(share(interaction, 'person × situation')).toBeGreaterThan(0.5);
    expect(persons).toMatchObject({ reason: null, persons: AGENTS, situations: ['together', 'alone'], missing: 0 });
  });

  it('should tell the course of a run from who chooses', () => {
    const oneFate = Array.from({ length: 40 }, (_, run) => {
      const fate = chances('fate', run).integer(2);
      return chosenRun(run, Object.fromEntries(AGENTS.map((agent) => [agent, [fate]])));
    });
    const found = choiceVariance({
      over: 'arms',
      runs: [
        { situation: 'together', records: oneFate },
        { situation: 'alone', records: runs('alone', 40, () => 0.5) },
      ],
      focal,
      chances,
    });

    expect(share(found, 'run')).toBeGreaterThan(0.3);
    expect(Math.abs(share(found, 'person'))).toBeLessThan(0.1);
  });

  it('should give each situation seeds of its own where there are enough, and say so where there are not', () => {
    const of = (many: number) =>
      choiceVariance({
        over: 'arms',
        runs: both(
          () => 0.5,
          () => 0.4,
          many,
        ),
        focal,
        chances,
      });

    expect(of(8)).toMatchObject({ runs: 8, outcomes: 32 });
    expect(of(8).notes.join()).toContain('other seeds');
    expect(of(6)).toMatchObject({ runs: 12, outcomes: 48 });
    expect(of(6).notes.join()).toContain('share random numbers');
  });

  it('should know of path dependence only where probabilities are exact', () => {
    const exact = both(
      () => 0.5,
      () => 0.5,
    ).map((one) => ({
      ...one,
      records: one.records.map((record) => ({
        ...record,
        choices: {
          courses: {},
          last: Object.fromEntries(
            Object.entries(record.choices?.last ?? {}).map(([agent, last]) => [
              agent,
              { ...last, probabilities: [0.5, 0.5] },
            ]),
          ),
        },
      })),
    }));
    const of = (given: SituationRuns[]) => choiceVariance({ over: 'arms', runs: given, focal, chances }).choice;

    expect(of(exact)?.noise).toBeCloseTo(0.25, 12);
    expect(
      of(
        both(
          () => 0.5,
          () => 0.5,
        ),
      ),
    ).toBeNull();
  });

  it('should leave out, and count, who made no choice in some run', () => {
    const [together, alone] = both(
      () => 0.5,
      () => 0.5,
      10,
    ) as [SituationRuns, SituationRuns];
    const [first, ...others] = together.records as [RunRecord, ...RunRecord[]];
    const gap = chosenRun(first.seed, { a: [0], b: [1], c: [0], d: [null] }, { condition: 'together' });
    const found = choiceVariance({
      over: 'arms',
      runs: [{ ...together, records: [gap, ...others] }, alone],
      focal,
      chances,
    });

    expect(found).toMatchObject({ persons: ['a', 'b', 'c'], missing: 1 });
    expect(found.notes[0]).toBe('1 of 4 agents made no choice in some run and are left out');
  });

  it('should say in words why there are no shares', () => {
    const of = (given: SituationRuns[]) => choiceVariance({ over: 'arms', runs: given, focal, chances }).reason;

    expect(of([])).toBe('nobody chose among options');
    expect(
      of(
        both(
          () => 0.5,
          () => 0.5,
        ).slice(0, 1),
      ),
    ).toContain('one situation only');
    expect(
      of(
        both(
          () => 1,
          () => 1,
        ),
      ),
    ).toBe('outcomes do not vary');
  });

  it('should take fewer runs of many situations, in the order of their seeds', () => {
    const many = Array.from({ length: 40 }, (_, at) => ({ situation: `${at}`, records: runs(`${at}`, 12, () => 0.5) }));
    const found = choiceVariance({ over: 'conditions', runs: many, focal, chances });

    expect(found).toMatchObject({ runs: 320, outcomes: 1280 });
    expect(found.notes.join()).toContain('of 480 runs the first 320 by seed were used');
  });

  it('should call persons by their names, and say where they are places only', () => {
    const agents = AGENTS.map((id) => ({ id, persona: { name: id.toUpperCase(), text: 'somebody' } }));
    const named = both(
      () => 0.5,
      () => 0.4,
    ).map((one) => ({ ...one, ...personsOf(agents) }));
    const of = (given: SituationRuns[]) => choiceVariance({ over: 'arms', runs: given, focal, chances });

    expect(of(named).persons).toEqual(['A', 'B', 'C', 'D']);
    expect(of(named).notes.join()).not.toContain('places');
    expect(
      of(
        both(
          () => 0.5,
          () => 0.4,
        ),
      ).notes.join(),
    ).toContain('persons are places');
    expect(personsOf([{ id: 'a' }])).toEqual({});
  });
});

describe('focalOption', () => {
  it('should be that of the first outcome which has one, else the first option', () => {
    expect(focalOption(['Q', 'M'], [{ focal: null }, { focal: 'M' }])).toEqual({ option: 'M', index: 1 });
    expect(focalOption(['Q', 'M'], [])).toEqual({ option: 'Q', index: 0 });
  });
});

describe('varianceAcrossConditions', () => {
  const [example] = summaryExample.conditions as [ConditionSummary];
  const [outcome] = example.outcomes as [ConditionSummary['outcomes'][number]];
  const valued = (records: RunRecord[], value: number) =>
    records.map((record, at) => ({ ...record, values: { [outcome.column]: value + 0.1 * (at % 2) } }));
  const condition = (situation: string, personas: string, value: number) => ({
    situation,
    personas,
    summary: example,
    records: valued(
      runs(`${situation}/${personas}`, 16, () => value),
      value,
    ),
  });

  it('should refuse an effect of who takes part on whole runs where persona sets were not rotated', () => {
    const [, ofRuns] = varianceAcrossConditions([condition('x', 'one', 0.2), condition('y', 'one', 0.8)], chances);

    expect(ofRuns).toMatchObject({ unit: 'runs', terms: [] });
    expect(ofRuns?.reason).toContain('persona sets were not rotated');
  });

  it('should tell persona sets from conditions where they were', () => {
    const crossed = ['x', 'y'].flatMap((situation, s) =>
      ['one', 'two'].map((personas, p) => condition(situation, personas, 0.1 + 0.6 * p + 0.1 * s)),
    );
    const [, ofRuns] = varianceAcrossConditions(crossed, chances);

    expect(ofRuns?.reason).toBeNull();
    expect(share(ofRuns as VarianceSummary, 'persona set')).toBeGreaterThan(0.8);
  });

  it('should have nothing to say of one condition, and nothing of choices among different options', () => {
    const other = { ...condition('y', 'one', 0.8), summary: { ...example, options: ['other'] } };

    expect(varianceAcrossConditions([condition('x', 'one', 0.2)], chances)).toEqual([]);
    expect(varianceAcrossConditions([condition('x', 'one', 0.2), other], chances)[0]?.reason).toBe(
      'conditions have different options',
    );
  });
});
