import { describe, expect, it } from 'vitest';
import {
  personaLikelihood,
  personaNegation,
  stanceRight,
  type WeighedTopic,
} from '../../../../src/qualification/controls/index.js';

const topics = Array.from({ length: 12 }, (_, at) => `topic ${at}`);
const gainsOf = { pro: [2, -2, -2, 2, 2, -2, -2, 2], con: [-2, 2, 2, -2, -2, 2, 2, -2] };

/** Both people of twelve topics, all on their own side; the failing ones gave no likelihoods. */
function weighed(fails: (at: number) => boolean): WeighedTopic[] {
  return topics.flatMap((topic, at) =>
    (['pro', 'con'] as const).map((side): WeighedTopic =>
      fails(at) ? { topic, side, gains: [], failure: 'no text' } : { topic, side, gains: gainsOf[side] },
    ),
  );
}

describe('controls of stances', () => {
  it('should count statements that could not be weighed as wrong', () => {
    const half = weighed((at) => at % 2 === 0);

    expect(personaLikelihood(weighed(() => false))).toMatchObject({ verdict: 'pass', effect: 1 });
    expect(personaLikelihood(half)).toMatchObject({ effect: 0.5, n: 24, sentence: expect.stringContaining('12 of 24 had no answer') }); // prettier-ignore
    expect(personaNegation(half)).toMatchObject({ effect: 0.5, n: 48 });
  });

  it('should compare opposed people only where both were weighed', () => {
    const some = weighed((at) => at > 0);
    some.push({ topic: 'half', side: 'pro', gains: gainsOf.pro }, { topic: 'half', side: 'con', gains: [], failure: 'no text' }); // prettier-ignore

    expect(personaLikelihood(some).parts).toEqual({ 'opposed pairs right': 1, 'nats between opposed people': 8 });
  });

  it('should fail where none could be weighed, and not apply where the model has no likelihoods', () => {
    expect(personaLikelihood(weighed(() => true))).toMatchObject({ verdict: 'fail', parts: {} });
    expect(personaLikelihood([]).verdict).toBe('not-applicable');
  });
});

describe('stanceRight', () => {
  const right = (side: 'pro' | 'con', gains: readonly number[], failure?: string): number =>
    stanceRight({ topic: 't', side, gains, ...(failure === undefined ? {} : { failure }) });

  it('should be right for plain and paraphrased statements a half each, whatever negations say', () => {
    expect(right('pro', gainsOf.pro)).toBe(1);
    expect(right('con', gainsOf.pro)).toBe(0);
    expect(right('pro', [2, -2, 9, -9, -2, 2, 9, -9])).toBe(0.5);
    expect(right('pro', [2, -2, 0, 0, 1, 1, 0, 0])).toBe(0.75);
  });

  it('should be wrong where there is no likelihood', () => {
    expect(right('pro', [], 'no text')).toBe(0);
  });
});
