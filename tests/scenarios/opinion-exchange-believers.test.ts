import { describe, expect, it } from 'vitest';
import {
  opinionExchange,
  psychometricBeliever,
  scriptedBeliever,
  type BelieverOptions,
  type OpinionExchangeInput,
} from 'mesocosm/scenarios';
import { levelIn } from '../../scenarios/opinion-exchange/scale.js';
import { strangerWrote } from '../../scenarios/opinion-exchange/lines.js';
import type { Mind, Persona, Situation } from '../../src/spec/index.js';
import { heldBy } from '../support/held-conversations.js';

const context = { agent: 'agent-1', occasion: 0, stream: 'test' };

/** What somebody who starts at a level (an option, 0 to 4) is asked after it read something. */
function reading(start: number, words: string, given: OpinionExchangeInput = {}): Situation {
  const shares = [0, 0, 0, 0, 0].map((_, level) => Number(level === start));
  const scenario = opinionExchange({ start: shares, ...given });
  const situation = scenario.situations.alone(scenario.agents[0] as never)[0]?.situation as Situation;
  return { ...situation, statements: [strangerWrote(words)] };
}

function answerOf(mind: Mind, situation: Situation): readonly number[] {
  const judgement = mind.judge(situation, context);
  if (judgement instanceof Promise || judgement.kind !== 'distribution') throw new Error('no distribution');
  return judgement.probabilities;
}

const moves = (start: number, words: string, options: BelieverOptions = {}, given?: OpinionExchangeInput) =>
  answerOf(scriptedBeliever(options), reading(start, words, given));

describe('believers by a rule', () => {
  it('should go half the way to a message, by chance where that lies between levels', () => {
    // From -2 to 2 by half is 0; from -2 to -1 by half is -1.5: either level with one half.
    expect(moves(0, 'I strongly agree with this claim.')).toEqual([0, 0, 1, 0, 0]);
    expect(moves(0, 'I disagree with this claim.')).toEqual([0.5, 0.5, 0, 0, 0]);
    expect(moves(0, 'I strongly agree with this claim.', { rate: 0.25 })).toEqual([0, 1, 0, 0, 0]);
  });

  it('should stay where a message says the same, says nothing of levels or is too far away', () => {
    expect(moves(3, 'I agree with this claim.')).toEqual([0, 0, 0, 1, 0]);
    expect(moves(3, 'The weather is fine.')).toEqual([0, 0, 0, 1, 0]);
    expect(moves(0, 'I strongly agree with this claim.', { confidence: 3 })).toEqual([1, 0, 0, 0, 0]);
  });

  it('should listen less far where it was told of a confirmation bias', () => {
    const near = 'I disagree with this claim.';
    const middle = 'I neither agree nor disagree with this claim.';
    const far = 'I agree with this claim.';
    const stays = (words: string, confirmationBias: 'none' | 'weak' | 'strong'): boolean =>
      moves(0, words, {}, { confirmationBias })[0] === 1;

    expect([near, middle, far].map((words) => stays(words, 'none'))).toEqual([false, false, false]);
    expect([near, middle, far].map((words) => stays(words, 'weak'))).toEqual([false, false, true]);
    expect([near, middle, far].map((words) => stays(words, 'strong'))).toEqual([false, true, true]);
  });

  it('should write what it understands', () => {
    const scenario = opinionExchange();
    const understood = scenario.agents.slice(0, 5).map((agent) => {
      const situation = scenario.situations.alone(agent)[0]?.situation as Situation;
      const writing = {
        ...situation,
        kind: 'write',
        options: [],
        answer: { kind: 'text', maxCharacters: 280 },
      } as const;
      const judgement = scriptedBeliever().judge(writing, context) as { readonly value: string };
      return levelIn(judgement.value);
    });

    expect(understood).toEqual([0, 1, 2, 3, 4]);
    expect(levelIn('Nothing of the kind.')).toBeUndefined();
  });

  it('should stay for ever where all believe alike, and where all are too far apart to listen', async () => {
    const fixed: readonly OpinionExchangeInput[] = [
      { start: [0, 0, 0, 1, 0] },
      { start: [1, 0, 0, 0, 1], confirmationBias: 'weak' },
      { start: [1, 0, 1, 0, 1], confirmationBias: 'strong' },
    ];
    for (const given of fixed) {
      const { record } = await heldBy(opinionExchange(given), { mind: scriptedBeliever(), arm: 'rule' });
      expect(record.values).toMatchObject({ changed: 0, bias_drift: 0 });
      expect(record.values['diversity_end']).toBe(record.values['diversity_start']);
    }
  });

  it('should come together without confirmation bias, and stay apart with a strong one', async () => {
    const ends = async (confirmationBias: 'none' | 'strong'): Promise<number> => {
      const all: number[] = [];
      for (let seed = 1; seed <= 10; seed += 1) {
        const { record } = await heldBy(opinionExchange({ confirmationBias }), { mind: scriptedBeliever(), seed });
        all.push(Number(record.values['diversity_end']));
      }
      return all.reduce((sum, one) => sum + one, 0) / all.length;
    };

    expect(await ends('none')).toBeLessThan(0.7);
    expect(await ends('strong')).toBeGreaterThan(1.1);
  });

  it('should move B nowhere on average', async () => {
    const drifts: number[] = [];
    for (let seed = 1; seed <= 200; seed += 1) {
      const { record } = await heldBy(opinionExchange({ steps: 30 }), { mind: scriptedBeliever(), seed });
      drifts.push(Number(record.values['bias_drift']));
    }
    const mean = drifts.reduce((sum, one) => sum + one, 0) / drifts.length;
    const variance = drifts.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (drifts.length - 1);

    expect(variance).toBeGreaterThan(0);
    expect(Math.abs(mean)).toBeLessThan(3 * Math.sqrt(variance / drifts.length));
  });

  it('should be what decides in the rule arm, whoever decides else and whatever is remembered', async () => {
    const scenario = opinionExchange({ memory: { kind: 'summary', every: 1, window: 1 } });
    const byRule = await heldBy(scenario, { mind: psychometricBeliever(), arm: 'rule' });
    const rule = await heldBy(opinionExchange(), { mind: scriptedBeliever() });

    expect(byRule.record.values).toEqual(rule.record.values);
  });
});

describe('psychometric believers', () => {
  const person = (trust: number): Persona => ({ name: `P${trust}`, text: 'Somebody.', position: { trust } });
  const answers = (persona: Persona, options = {}): readonly number[] => {
    const judgement = psychometricBeliever(options).judge(reading(2, 'I agree.'), { ...context, persona });
    if (judgement instanceof Promise || judgement.kind !== 'distribution') throw new Error('no distribution');
    return judgement.probabilities;
  };
  const meanOf = (probabilities: readonly number[]): number =>
    probabilities.reduce((sum, p, option) => sum + p * (option - 2), 0);

  it('should be drawn to the position of its persona, the more the more stubborn', () => {
    expect(meanOf(answers(person(0)))).toBeLessThan(meanOf(answers(person(0.5))));
    expect(meanOf(answers(person(0.5)))).toBeLessThan(meanOf(answers(person(1))));
    expect(meanOf(answers(person(0), { stubbornness: 1 }))).toBeLessThan(meanOf(answers(person(0), { stubbornness: 0.2 }))); // prettier-ignore
  });

  it('should drift to its position where it meets nobody', async () => {
    const personas = Array.from({ length: 10 }, (_, at) => ({ ...person(0.95), name: `P${at}` }));
    const { record } = await heldBy(opinionExchange(), { mind: psychometricBeliever(), personas, arm: 'isolated' });

    expect(record.values['bias_end']).toBeGreaterThan(1);
  });

  it('should refuse whom it cannot place', () => {
    const { refuses } = psychometricBeliever({ axis: 'trust' });

    expect(refuses?.({ name: 'Ada', text: 'Ada.', position: { calm: 1 } })).toContain('Ada has no position on the axis "trust"'); // prettier-ignore
    expect(psychometricBeliever().refuses?.({ name: 'Ada', text: 'Ada.' })).toContain('no position on any axis');
    expect(refuses?.(person(1))).toBeUndefined();
  });
});
