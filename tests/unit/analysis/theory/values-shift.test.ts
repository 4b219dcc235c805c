import { describe, expect, it } from 'vitest';
import { agreementsOf, scalesOf, scoreOn } from '../../../../src/analysis/theory/value-scales.js';
import { valuesShift, type ValuedRun } from '../../../../src/analysis/theory/values-shift.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { BASIC_VALUES } from '../../../../src/persona/index.js';
import { ValuesSummary, type ValueAnswer } from '../../../../src/spec/index.js';
import { foundChanges } from '../../../support/simulated-values.js';
import { saysAt, valuedRun, type Place } from '../../../support/valued-people.js';

const [OPENNESS, TRANSCENDENCE] = ['openness to change', 'self-transcendence'] as const;
const scales = scalesOf(BASIC_VALUES);
const scale = (name: string) => scales.find((one) => one.name === name) as (typeof scales)[number];
const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
const STAYS: Place = [0.3, 0.7];

function shift(runs: readonly ValuedRun[], seed: number | string = 'values'): ValuesSummary {
  const found = valuesShift({
    instrument: BASIC_VALUES,
    asked: [runs[0]?.before ?? []],
    runs,
    chances: chancesFrom(seed),
  });
  return ValuesSummary.parse(found);
}

function without(run: ValuedRun, side: 'before' | 'after', item: string): ValuedRun {
  const silent = (answer: ValueAnswer): ValueAnswer =>
    answer.item === item ? { agent: answer.agent, item, failure: { kind: 'malformed', message: 'no' } } : answer;
  return { ...run, [side]: run[side].map(silent) };
}

describe('the scales of a value instrument', () => {
  it('should give back where people stand', () => {
    const own = agreementsOf(saysAt('ada', [0.25, 0.75]))['ada'] ?? {};

    // Expected answers lose 7 % of the distance from the middle.
    expect(scoreOn(scale(OPENNESS), own)).toBeCloseTo(0.5 - 0.25 * 0.93, 1);
    expect(scoreOn(scale(TRANSCENDENCE), own)).toBeCloseTo(0.5 + 0.25 * 0.93, 1);
    expect(scoreOn(scale('acquiescence'), own)).toBeCloseTo(0, 1);
    expect(scoreOn(scale('power'), own)).toBeLessThan(0.5);
  });

  it('should tell agreement with everything from values', () => {
    const yes = BASIC_VALUES.items.map(({ id }): ValueAnswer => ({
      agent: 'ada',
      item: id,
      probabilities: [0, 0, 0, 0, 1],
    }));
    const own = agreementsOf(yes)['ada'] ?? {};

    expect(scoreOn(scale(OPENNESS), own)).toBe(0.5);
    expect(scoreOn(scale(TRANSCENDENCE), own)).toBe(0.5);
    expect(scoreOn(scale('acquiescence'), own)).toBe(0.5);
    expect(scoreOn(scale('power'), own)).toBe(1);
  });

  it('should count both keys alike, however many items each has', () => {
    // Two items are keyed to openness and three to conservation: 1 for the two, 0 (turned 1), 0, 1 (turned 0) for the three.
    const own = { 'self-direction': 1, stimulation: 0.5, security: 0, conformity: 0, tradition: 1 };

    expect(scoreOn(scale(OPENNESS), own)).toBeCloseTo((0.75 + 2 / 3) / 2, 12);
    expect(scoreOn(scale(OPENNESS), { ...own, 'self-direction': null, stimulation: null })).toBeNull();
  });
});

describe('valuesShift', () => {
  it('should find no shift where nothing happened', () => {
    const runs = seeds.flatMap((seed) => [
      valuedRun(['interacting', seed], { ada: [STAYS, STAYS] }),
      valuedRun(['isolated', seed], { ada: [STAYS, STAYS] }),
    ]);
    const { arms, changes, verdict, sentence } = shift(runs);

    for (const { shifts } of arms) for (const { value } of Object.values(shifts)) expect(value).toBeCloseTo(0, 12);
    expect(changes.filter(({ verdict: one }) => one !== 'no').map(({ scale: one }) => one)).toEqual(['acquiescence']);
    expect(verdict).toBe('no');
    expect(sentence).toContain('the meeting itself moved no value that counts');
  });

  it('should find what the meeting moved, on its own dimension and in its direction', () => {
    const runs = seeds.flatMap((seed) => [
      valuedRun(['interacting', seed], {
        ada: [STAYS, [0.5 + seed / 100, 0.7]],
        ben: [STAYS, [0.4, 0.7 + seed / 200]],
      }),
      valuedRun(['isolated', seed], { ada: [STAYS, [0.3, 0.7]], ben: [STAYS, [0.3, 0.7]] }),
    ]);
    const { arms, against, changes, verdict, sentence } = shift(runs);
    const of = (name: string) => changes.find((one) => one.scale === name);

    expect(against).toBe('isolated');
    expect(arms[0]?.shifts[OPENNESS]?.value).toBeCloseTo((0.2 + 0.1 + 0.045) / 2, 1);
    expect(arms[0]?.shifts[OPENNESS]?.n).toBe(8);
    expect(of(OPENNESS)).toMatchObject({ verdict: 'yes', p: 2 / 256, adjusted: 4 / 256 });
    expect(of(OPENNESS)?.difference?.value).toBeGreaterThan(0.1);
    expect(of(TRANSCENDENCE)?.verdict).toBe('no');
    expect(verdict).toBe('yes');
    expect(sentence).toContain('the meeting moved openness to change.');
  });

  it('should not lay at the door of the meeting what happens to people alone too', () => {
    const runs = seeds.flatMap((seed) => [
      valuedRun(['interacting', seed], { ada: [STAYS, [0.6, 0.7]] }),
      valuedRun(['isolated', seed], { ada: [STAYS, [0.6 - seed / 1000, 0.7]] }),
    ]);
    const { arms, verdict } = shift(runs);

    expect(arms[0]?.shifts[OPENNESS]?.value).toBeGreaterThan(0.2);
    expect(verdict).toBe('no');
  });

  it('should decide nothing with fewer runs than six, nor without the other arm', () => {
    const met = seeds.map((seed) => valuedRun(['interacting', seed], { ada: [STAYS, [0.9, 0.7]] }));
    const alone = seeds.slice(0, 5).map((seed) => valuedRun(['isolated', seed], { ada: [STAYS, STAYS] }));
    const few = shift([...met, ...alone]);
    const none = shift(met);

    expect(few.verdict).toBe('inconclusive');
    expect(few.changes[0]?.difference?.n).toBe(5);
    expect(none).toMatchObject({ verdict: 'inconclusive', against: null });
    expect(none.changes[0]).toMatchObject({ difference: null, p: null, adjusted: null });
    expect(none.sentence).toContain('nothing says how much of it the meeting did');
  });

  it('should take the items that were answered both times, and bound what the others could be', () => {
    const run = without(
      without(valuedRun(['interacting', 1], { ada: [STAYS, [0.5, 0.7]] }), 'before', 'security'),
      'after',
      'tradition',
    );
    const { arms, before } = shift([run]);
    const [arm] = arms;
    const whole = shift([valuedRun(['interacting', 1], { ada: [STAYS, [0.5, 0.7]] })]).arms[0];

    expect(before.missing).toEqual({ malformed: 1 });
    expect(arm?.missing).toEqual({ malformed: 1 });
    expect(arm?.answers).toBe(9);
    expect(whole?.bounds).toBeUndefined();
    expect(arm?.shifts['security']?.value).toBeNull();
    const bounds = arm?.bounds?.[OPENNESS] ?? { low: 0, high: 0 };
    const known = whole?.shifts[OPENNESS]?.value ?? 0;
    expect(bounds.low).toBeLessThan(known);
    expect(bounds.high).toBeGreaterThan(known);
    // Each of the two weighs a sixth, and lies between the ends of the scale.
    expect(bounds.high - bounds.low).toBeCloseTo(2 / 6, 12);
    expect(arm?.bounds?.[TRANSCENDENCE]?.low).toBeCloseTo(arm?.bounds?.[TRANSCENDENCE]?.high ?? 1, 12);
  });

  it('should say so where nobody answered, and nothing where nobody was asked', () => {
    const silent = BASIC_VALUES.items.reduce(
      (run, { id }) => without(without(run, 'before', id), 'after', id),
      valuedRun(['interacting', 1], { ada: [STAYS, STAYS] }),
    );

    expect(shift([silent]).sentence).toContain('Nobody answered a statement of "basic-values"');
    expect(shift([silent]).before).toMatchObject({ answers: 0, missing: { malformed: 10 }, mass: null });
    expect(valuesShift({ instrument: BASIC_VALUES, asked: [[]], runs: [], chances: chancesFrom(1) })).toBeUndefined();
  });

  it('should call a change where there is none no more often than 5 % over simulated studies', () => {
    // At a true rate of 5 %, more than 8 of 60 come in 1 of 200 cases (binomial).
    expect(foundChanges({ studies: 60, effect: 0 })).toBeLessThanOrEqual(8);
  });

  it('should find a change of a fifth of a dimension in almost every simulated study', () => {
    expect(foundChanges({ studies: 20, effect: 0.2 })).toBeGreaterThanOrEqual(18);
  });
});
