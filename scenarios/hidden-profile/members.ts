import { ruleMind, type Mind, type Situation, type Text } from 'mesocosm';
import { balanceOf, FACTS, factCalled, type Fact } from './facts.js';
import { VOTE } from './schedule.js';
import { NOTHING } from './situations.js';

/** How a scripted member goes about it. */
export interface CommitteeMemberOptions {
  /**
   * How far it keeps back what speaks against the candidate that it leans to, or for another: from 0, any fact as soon as another,
   * to 1, only what fits its leaning. Default 0.
   */
  readonly advocacy?: number;
}

/**
 * A member without a language model. It tells one of the facts that it knows and that nobody has told yet, each as likely as any
 * other, so that a fact has the more chances to be told, the more members know it; what does not fit its leaning, with the
 * probability 1 − `advocacy` of another. It votes for whoever has the most facts for, less those against, among all it was given and
 * heard (ties are shared): the most probable candidate by Bayes' rule, where every fact has the same likelihood ratio.
 *
 * Source: the sampling of information in Stasser, Titus 1985, DOI 10.1037/0022-3514.48.6.1467, and the DISCUSS model of Stasser
 * 1988 (Journal of Experimental Social Psychology 24, 393), here without forgetting, and with a leaning in what is told.
 *
 * @throws RangeError where `advocacy` is not between 0 and 1.
 */
export function committeeMember(options: CommitteeMemberOptions = {}): Mind {
  const { advocacy = 0 } = options;
  if (!(advocacy >= 0 && advocacy <= 1)) throw new RangeError(`advocacy must be from 0 to 1, not ${advocacy}`);
  return ruleMind({
    name: advocacy === 0 ? 'rule:sampling' : 'scripted',
    probabilities(situation) {
      const leaning = leaningIn(situation);
      if (situation.kind === VOTE) return leaning;
      const told = new Set(factsIn(situation.statements));
      const weights = situation.options.map((letter) => {
        const fact = factCalled(letter);
        if (fact === undefined || told.has(fact)) return 0;
        return fits(FACTS[fact] as Fact, leaning) ? 1 : 1 - advocacy;
      });
      if (weights.some((weight) => weight > 0)) return weights;
      return situation.options.map((letter) => Number(letter === NOTHING));
    },
  });
}

/** Who is best by what somebody knows; shared evenly where several are. */
function leaningIn({ framing, statements }: Situation): readonly number[] {
  const balance = balanceOf(factsIn([...framing, ...statements]));
  const most = Math.max(...balance);
  const best = balance.filter((one) => one === most).length;
  return balance.map((one) => (one === most ? 1 / best : 0));
}

/** Whether a fact speaks for somebody whom one leans to, or against somebody whom one does not. */
function fits({ about, value }: Fact, leaning: readonly number[]): boolean {
  return value > 0 === (leaning[about] as number) > 0;
}

/** Facts that lines tell of, by their texts. */
function factsIn(lines: readonly Text[]): readonly number[] {
  return lines.flatMap((line) => {
    const last = line.at(-1);
    const at = typeof last === 'string' ? FACTS.findIndex(({ text }) => last === ` ${text}.`) : -1;
    return at < 0 ? [] : [at];
  });
}
