import type { Json, Judgement, Mind, MindContext, Situation } from '../../spec/index.js';
import { onlyChooses } from './only-chooses.js';

/**
 * A mind that follows a rule: the same situation gives the same distribution, or the same answer. Without a rule for
 * answers, what is no choice is a decision that failed (`malformed`).
 */
export function ruleMind(options: {
  /** Recorded with every decision, for example `rule:glauber`. */
  readonly name: string;
  /** One probability an option, in canonical order; normalised when drawn from. */
  probabilities(situation: Situation): readonly number[];
  /** The answer where a number, words or a value is asked for. */
  answer?(situation: Situation): Json;
}): Mind {
  const { name, answer } = options;
  const judged = (situation: Situation): Judgement => {
    if (situation.answer === undefined) {
      return { kind: 'distribution', probabilities: options.probabilities(situation) };
    }
    return answer === undefined ? onlyChooses(name, situation) : { kind: 'answer', value: answer(situation) };
  };
  const known = new WeakMap<Situation, Judgement>();
  return {
    name,
    judge(situation) {
      let judgement = known.get(situation);
      if (judgement === undefined) known.set(situation, (judgement = judged(situation)));
      return judgement;
    },
  };
}

/**
 * A mind that does as it is told: for tests, and for agents that follow a script.
 *
 * @param options.choose Label of the option to take; where something else is asked for, the words, or `{ answer }` with the
 *   number, words, silence (`null`) or value; or a judgement. It may depend on who asks and how often.
 */
export function scriptedMind(options: {
  readonly name?: string;
  choose(situation: Situation, context: MindContext): string | Answer | Judgement | Promise<Judgement>;
}): Mind {
  return {
    name: options.name ?? 'scripted',
    judge(situation, context) {
      const chosen = options.choose(situation, context);
      if (typeof chosen === 'object' && 'answer' in chosen) return given(chosen.answer, situation);
      if (typeof chosen !== 'string') return chosen;
      if (situation.answer !== undefined) return given(chosen, situation);
      if (situation.options.includes(chosen)) {
        return { kind: 'distribution', probabilities: situation.options.map((option) => Number(option === chosen)) };
      }
      const message = `"${chosen}" is none of the options ${situation.options.join(', ')}`;
      return { kind: 'malformed', message, evidence: { text: chosen.slice(0, 80) } };
    },
  };
}

/** What a script gives where no option is asked for. */
interface Answer {
  readonly answer: Json;
}

function given(value: Json, { answer, options }: Situation): Judgement {
  if (answer !== undefined) return { kind: 'answer', value };
  const text = JSON.stringify(value).slice(0, 80);
  const message = `${text} is an answer in its own words, and one of the options ${options.join(', ')} was asked for`;
  return { kind: 'malformed', message, evidence: { text } };
}
