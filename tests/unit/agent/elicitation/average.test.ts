import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atTemperature, Elicitation, judgementOf, type PresentationAnswer } from '../../../../src/agent/index.js';

const presentation = { labels: [0, 1], order: [], list: [0, 1], names: [] };
const answer = (
  p: number,
  { temperature = 1, mass = 0.8, firstMass }: { temperature?: number; mass?: number | null; firstMass?: number } = {},
): PresentationAnswer => ({
  presentation,
  raw: [p, 1 - p],
  probabilities: atTemperature([p, 1 - p], temperature),
  mass,
  ...(firstMass === undefined ? {} : { firstMass }),
  logs: [p, 1 - p].map((one) => Math.log(Math.max(one, 2 ** -32))),
  tempered: false,
});
const asking = (elicitation: object, temperature = 1) => ({ elicitation: Elicitation.parse(elicitation), temperature });
const first = (judgement: ReturnType<typeof judgementOf>): number =>
  judgement.kind === 'distribution' ? (judgement.probabilities[0] ?? NaN) : NaN;

describe('judgementOf: what is averaged', () => {
  // Priors of .69 and .40 at T = .2 are .55 by one name and .73 by the other.
  const two = [0.69, 0.4].map((p) => answer(p, { temperature: 0.2 }));

  it('should be probabilities after temperature by default', () => {
    expect(first(judgementOf(two, asking({}, 0.2)))).toBeCloseTo(0.55, 2);
  });

  it('should be logits before temperature by name', () => {
    expect(first(judgementOf(two, asking({ average: 'logits' }, 0.2)))).toBeCloseTo(0.73, 2);
  });

  it('should be the same where all presentations agree', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.constantFrom(0.2, 0.5, 1, 2), (p, temperature) => {
        const same = [answer(p, { temperature }), answer(p, { temperature })];
        const [one, other] = ['probabilities', 'logits'].map((average) =>
          first(judgementOf(same, asking({ average }, temperature))),
        );

        expect(one).toBeCloseTo(other as number, 8);
      }),
    ); // prettier-ignore
  });

  it('should take a probability of nought for next to none, and not for an answer that rules all out', () => {
    expect(first(judgementOf([answer(0), answer(1)], asking({ average: 'logits' })))).toBeCloseTo(0.5, 9);
  });
});

describe('judgementOf: the mass on the options', () => {
  const judged = (masses: readonly (number | null)[], elicitation: object = {}) =>
    judgementOf(
      masses.map((mass) => answer(0.7, { mass })),
      asking(elicitation),
    );

  it('should make a decision malformed where it is below the threshold, and say so', () => {
    const judgement = judged([0.001, 0.003]);

    expect(judgement).toMatchObject({ kind: 'malformed', evidence: { mass: 0.002, presentations: 2 } });
    expect('message' in judgement && judgement.message).toBe(
      'the model put only 0.20 % of its probability on the options, less than the 5 % of leastMass',
    );
  });

  it('should be averaged over presentations, and the threshold be what the study says', () => {
    expect(judged([0.01, 0.2]).kind).toBe('distribution');
    expect(judged([0.01, 0.2], { leastMass: 0.2 }).kind).toBe('malformed');
    expect(judged([0, 0], { leastMass: 0 }).kind).toBe('distribution');
  });

  it('should be what the threshold judges, and stand beside that of first replies', () => {
    const counted = [0, 0.04].map((firstMass) => answer(0.7, { mass: 1, firstMass }));
    const sparse = [0, 0.02].map((firstMass) => answer(0.7, { mass: 0.02, firstMass }));

    expect(judgementOf(counted, asking({}))).toMatchObject({
      kind: 'distribution',
      evidence: { mass: 1, firstMass: 0.02 },
    });
    expect(judgementOf(sparse, asking({}))).toMatchObject({
      kind: 'malformed',
      evidence: { mass: 0.02, firstMass: 0.01 },
    });
  });

  it('should stand alone where a presentation does not tell of first replies', () => {
    const judgement = judgementOf([answer(0.7, { firstMass: 0.1 }), answer(0.7)], asking({}));

    expect(judgement.evidence).not.toHaveProperty('firstMass');
  });

  it('should not matter where nobody knows it', () => {
    expect(judged([null, null]).kind).toBe('distribution');
  });
});
