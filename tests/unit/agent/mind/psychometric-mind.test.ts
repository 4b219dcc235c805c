import { describe, expect, it } from 'vitest';
import { gradedResponse, psychometricMind, type PsychometricParameters } from '../../../../src/agent/index.js';
import { itemSituation } from '../../../../src/persona/index.js';
import type { LikertItem, Persona } from '../../../../src/spec/index.js';
import { probabilitiesOf } from '../../../support/asked-minds.js';
import { questionnaireOf } from '../../../support/questionnaires.js';

const questionnaire = questionnaireOf();
const [forward, reversed] = questionnaire.items as [LikertItem, LikertItem];
const personAt = (trust: number, name = 'Ann'): Persona => ({ name, text: '-', position: { trust, thrift: 0.5 } });

function answer(
  item: LikertItem,
  persona: Persona | undefined,
  more: { readonly parameters?: Partial<PsychometricParameters>; readonly seed?: number } = {},
) {
  const mind = psychometricMind({ questionnaire, seed: 1, ...more });
  const situation = itemSituation(questionnaire, item, persona?.name);
  return mind.judge(situation, { agent: persona?.name ?? 'nobody', persona, occasion: 0, stream: 's' });
}
const agreement = async (...asked: Parameters<typeof answer>): Promise<number> =>
  (await probabilitiesOf(answer(...asked))).reduce((sum, p, point) => sum + (p * point) / 4, 0);

describe('psychometricMind', () => {
  it('should answer by graded response at the intended position', async () => {
    const found = await probabilitiesOf(answer(forward, personAt(0.3)));
    const wanted = gradedResponse({ position: 0.3, discrimination: 16, thresholds: [0.125, 0.375, 0.625, 0.875] });

    found.forEach((p, point) => expect(p).toBeCloseTo(wanted[point] as number, 8));
    expect(found.reduce((sum, p) => sum + p, 0)).toBe(1);
  });

  it('should turn the position where the item is reverse-keyed', async () => {
    expect(await agreement(reversed, personAt(0.3))).toBeCloseTo(await agreement(forward, personAt(0.7)), 8);
  });

  it('should shrink towards the middle, shift by the bias and stop at the poles', async () => {
    const parameters = { slope: { trust: 0.4, thrift: 9 }, bias: 0.1 };
    // ½ + .1 + .4 · ½ = .8
    expect(await agreement(forward, personAt(1), { parameters })).toBeCloseTo(
      await agreement(forward, personAt(0.8)),
      8,
    );
    expect(await agreement(forward, personAt(0.9), { parameters: { bias: 3 } })).toBeCloseTo(
      await agreement(forward, personAt(1)),
      8,
    );
  });

  it('should agree more with everything by its acquiescence, in points', async () => {
    const parameters = { acquiescence: 1 };
    // One point of a scale of five is a quarter of the axis.
    for (const item of [forward, reversed]) {
      expect(await agreement(item, personAt(0.5), { parameters })).toBeCloseTo(
        await agreement(forward, personAt(0.75)),
        8,
      );
    }
  });

  it('should have noise that belongs to person, item and seed, and repeats', async () => {
    const parameters = { noise: 0.8 };
    const again = async (item = forward, name = 'Ann', seed = 1): Promise<number> =>
      agreement(item, personAt(0.5, name), { parameters, seed });

    expect(await again()).toBe(await again());
    const others = await Promise.all([again(questionnaire.items[2]), again(forward, 'Ben'), again(forward, 'Ann', 2)]);
    expect(new Set([await again(), ...others]).size).toBe(4);
  });

  it('should have noise of the size that is asked for, in points', async () => {
    const parameters = { noise: 0.5, discrimination: 400 };
    const mind = psychometricMind({
      questionnaire: { items: [{ ...forward, points: 7 }] },
      parameters,
      seed: 5,
    });
    const situation = itemSituation(questionnaire, { ...forward, points: 7 });
    const errors: number[] = [];
    for (let at = 0; at < 4000; at += 1) {
      const persona = personAt(0.5, `P${at}`);
      const found = await probabilitiesOf(
        mind.judge(situation, { agent: persona.name, persona, occasion: 0, stream: 's' }),
      );
      errors.push(found.reduce((sum, p, point) => sum + p * point, 0) - 3);
    }
    const variance = errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length;
    // Rounding to points adds about 1/12 to a variance of ¼ (Sheppard): sd .577.
    expect(Math.sqrt(variance)).toBeGreaterThan(0.54);
    expect(Math.sqrt(variance)).toBeLessThan(0.62);
    expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.04);
  });

  it('should take a latent position that is handed in', async () => {
    const mind = psychometricMind({ questionnaire, seed: 1, latent: ({ text }, axis) => text.length / axis.length });
    const situation = itemSituation(questionnaire, forward);
    const persona = { name: 'Ann', text: 'abcd' };
    const found = await probabilitiesOf(mind.judge(situation, { agent: 'Ann', persona, occasion: 0, stream: 's' }));

    const wanted = await probabilitiesOf(answer(forward, personAt(0.8)));
    expect(found).toEqual(wanted);
  });

  it('should make nothing of what is no item, or of somebody without a position', () => {
    const other = { ...forward, id: 'other' };
    expect(answer(other, personAt(0.5))).toMatchObject({
      kind: 'malformed',
      message: expect.stringContaining('item:other'),
    });
    expect(answer(forward, { name: 'Eva', text: '-' })).toEqual({
      kind: 'malformed',
      message: 'Eva has no position on the axis "trust"',
    });
    expect(answer(forward, undefined)).toMatchObject({ kind: 'malformed' });
  });
});
