import { describe, expect, it } from 'vitest';
import { Elicitation, languageModelMind } from '../../../../src/agent/index.js';
import { scriptedModel } from '../../../../src/model/index.js';
import { success, type Choice, type LanguageModel } from '../../../../src/spec/index.js';
import { context } from '../../../support/asked-minds.js';
import { opinionOf } from '../../../support/situations.js';

/** Counts replies that took an option in the end, of which this share did at once. */
function counted(masses: Pick<Choice, 'mass' | 'firstMass'>): LanguageModel {
  return {
    ...scriptedModel({ choosing: 'sampled' }),
    async choose() {
      const usage = { promptTokens: 1, completionTokens: 1 };
      const about = { counts: [3, 1], samples: 4, temperature: 1, method: 'counted', usage };
      return success({ kind: 'sampled', probabilities: [0.75, 0.25], ...masses, ...about } satisfies Choice);
    },
  };
}

const mindOf = (masses: Pick<Choice, 'mass' | 'firstMass'>) =>
  languageModelMind({ model: counted(masses), temperature: 1, elicitation: Elicitation.parse({}) });

describe('the mass of first replies', () => {
  it('should stand in the evidence of a decision, which the mass in the end allows', async () => {
    const judgement = await mindOf({ mass: 1, firstMass: 0 }).judge(opinionOf(2, 2), context);

    expect(judgement).toMatchObject({ kind: 'distribution', evidence: { mass: 1, firstMass: 0 } });
  });

  it('should stand in the answer of every presentation', async () => {
    const reply = await mindOf({ mass: 1, firstMass: 0.25 }).ask(opinionOf(2, 2));

    expect(reply.ok && [...new Set(reply.value.map(({ firstMass }) => firstMass))]).toEqual([0.25]);
  });

  it('should be absent where the model does not tell it', async () => {
    const judgement = await mindOf({ mass: 1 }).judge(opinionOf(2, 2), context);

    expect(judgement.evidence).toMatchObject({ mass: 1 });
    expect(judgement.evidence).not.toHaveProperty('firstMass');
  });
});

describe('the number of samples', () => {
  it('should stand in what is asked alone before runs, all presentations together, and in no decision', async () => {
    const mind = mindOf({ mass: 1 });
    const [prior, decision] = await Promise.all([
      mind.judge(opinionOf(2, 2), { ...context, purpose: 'prior', stream: 'alone' }),
      mind.judge(opinionOf(2, 2), context),
    ]);
    const { presentations = 0, samples } = prior.evidence ?? {};

    expect(presentations).toBeGreaterThan(1);
    expect(samples).toBe(4 * presentations);
    expect(decision.evidence).not.toHaveProperty('samples');
  });
});
