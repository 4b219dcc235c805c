import { describe, expect, it } from 'vitest';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { mean } from '../../../../src/foundation/statistics/index.js';
import {
  labelPreference,
  personaAsked,
  positionPreference,
  type Answered,
} from '../../../../src/qualification/controls/index.js';
import { answeredQuestions } from '../../../support/answered-questions.js';

const SAMPLES = 5;

/** Neutral questions, answered by counts of five draws a presentation; the first label has this probability. */
function drawn(probability: number, repetition: number): readonly Answered[] {
  const chance = chancesFrom('drawn neutral answers')('repetition', repetition);
  return answeredQuestions(() => 0.5).map((one): Answered => {
    if (one.item.kind !== 'neutral') return one;
    const answers = one.answers.map((answer) => {
      const draws = Array.from({ length: SAMPLES }, () => Number(chance.uniform() < probability));
      const first = mean(draws);
      const raw = answer.presentation.labels[0] === 0 ? [first, 1 - first] : [1 - first, first];
      return { ...answer, raw, probabilities: raw };
    });
    return { ...one, answers };
  });
}

const REPETITIONS = Array.from({ length: 40 }, (_, at) => at);
const effects = (probability: number, control: typeof labelPreference): number =>
  mean(REPETITIONS.map((at) => Number(control(drawn(probability, at), { samples: SAMPLES }).effect)));

describe('preference controls of a model that must be sampled', () => {
  it.each([
    ['label', labelPreference],
    ['position', positionPreference],
  ] as const)('should not take chance for a preference of a %s', (_, control) => {
    const plain = mean(REPETITIONS.map((at) => Number(control(drawn(0.5, at)).effect)));

    // In a cluster n draws have a mean distance from even of sqrt(2 / π) × .5 / sqrt(n): of 20 draws .089, of 40 .063.
    expect(plain).toBeGreaterThan(0.055);
    expect(effects(0.5, control)).toBeLessThan(0.6 * plain);
    expect(effects(0.5, control)).toBeGreaterThanOrEqual(0);
  });

  it('should measure a preference that is there as large as it is', () => {
    // One cluster has the standard error sqrt(.16 / 20) = .089, 400 of them .0045. The root bends: it is .013 short of .30.
    expect(Math.abs(effects(0.8, labelPreference) - 0.287)).toBeLessThan(3 * 0.0045);
  });

  it('should leave the figures of an exact model as they are', () => {
    const answered = drawn(0.7, 0);
    const shift = ({ answers }: Answered) =>
      mean(answers.map(({ presentation, raw }) => raw[presentation.labels.indexOf(0)] ?? 0)) - 0.5;
    const neutral = answered.filter(({ item }) => item.kind === 'neutral');

    expect(labelPreference(answered).effect).toBeCloseTo(mean(neutral.map((one) => Math.abs(shift(one)))), 6);
  });
});

describe('personaAsked', () => {
  it('should tell people who differ the right way from those who each take their own side', () => {
    // Everybody leans to the first side: its people at .9, those of the other at .7, and in one topic the other way round.
    const persona = (item: Answered['item']): number => {
      const mirrored = item.cluster === 'bicycle-lanes';
      return (item.right === 0) === mirrored ? 0.7 : 0.9;
    };
    const found = personaAsked(answeredQuestions((item) => (item.kind === 'persona' ? persona(item) : 0.5)));

    expect(found).toMatchObject({ verdict: 'fail', effect: 0.5 });
    expect(found.parts).toMatchObject({ 'first option right': 1, 'second option right': 0 });
    expect(found.parts['opposed pairs right']).toBeCloseTo(11 / 12, 6);
  });

  it('should compare people only where both answered', () => {
    const one = personaAsked(
      answeredQuestions((item) => {
        if (item.kind !== 'persona') return 0.5;
        return item.cluster !== 'bicycle-lanes' && item.right === 1 ? 'no option' : 0.8;
      }),
    );

    // One topic is whole, and there both answer alike.
    expect(one.parts['opposed pairs right']).toBe(0.5);
  });
});
