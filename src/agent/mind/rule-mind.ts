import type { Judgement, Mind, MindContext, Situation } from '../../spec/index.js';

/** A mind that follows a rule: the same situation gives the same distribution. */
export function ruleMind(options: {
  /** Recorded with every decision, for example `rule:glauber`. */
  readonly name: string;
  /** One probability an option, in canonical order; normalised when drawn from. */
  probabilities(situation: Situation): readonly number[];
}): Mind {
  const known = new WeakMap<Situation, Judgement>();
  return {
    name: options.name,
    judge(situation) {
      let judgement = known.get(situation);
      if (judgement === undefined) {
        judgement = { kind: 'distribution', probabilities: options.probabilities(situation) };
        known.set(situation, judgement);
      }
      return judgement;
    },
  };
}

/**
 * A mind that does as it is told: for tests, and for agents that follow a script.
 *
 * @param options.choose Label of the option to take, or a judgement. It may depend on who asks and how often.
 */
export function scriptedMind(options: {
  readonly name?: string;
  choose(situation: Situation, context: MindContext): string | Judgement | Promise<Judgement>;
}): Mind {
  return {
    name: options.name ?? 'scripted',
    judge(situation, context) {
      const chosen = options.choose(situation, context);
      if (typeof chosen !== 'string') return chosen;
      if (situation.options.includes(chosen)) {
        return { kind: 'distribution', probabilities: situation.options.map((option) => Number(option === chosen)) };
      }
      const message = `"${chosen}" is none of the options ${situation.options.join(', ')}`;
      return { kind: 'malformed', message, evidence: { text: chosen.slice(0, 80) } };
    },
  };
}
