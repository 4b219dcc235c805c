import { figure, mean } from '../../foundation/statistics/index.js';
import { SIDES, statementOf, type Side, type Topic } from '../items/index.js';
import { judge, type Control, type Demand, type Observation } from './control.js';

/** How much likelier, in nats, one side's person makes each statement of a topic than a person of no opinion does. */
export interface WeighedTopic {
  readonly topic: string;
  readonly side: Side;
  /** In the order of {@link weighedStatements}. */
  readonly gains: readonly number[];
  /** Why there are none: the statements of this person count as wrong. */
  readonly failure?: string;
}

/** The statements of a topic that are weighed: plain, then paraphrased; each pro, con, and both negated. */
export function weighedStatements({ plain, paraphrase }: Topic): readonly string[] {
  return [plain, paraphrase].flatMap((set) =>
    [false, true].flatMap((negated) => SIDES.map((side) => statementOf(set[side], negated))),
  );
}

/** Indices in `gains`; those of a paraphrase come so many later. */
const PLAIN = { pro: 0, con: 1, notPro: 2, notCon: 3 };
const PARAPHRASED = 4;

/** Share of signs that must be right, where half come by chance. */
const MOST_SIGNS = 0.6;

/**
 * How right one person is by likelihood: on its own side's plain statement against the other's, and on the paraphrased ones,
 * a half each, so that words which persona and statement share do not decide alone. No likelihood is not right.
 */
export function stanceRight({ side, gains, failure }: WeighedTopic): number {
  if (failure !== undefined) return 0;
  return mean([0, PARAPHRASED].map((from) => sign(own(side) * difference(gains, from + PLAIN.pro, from + PLAIN.con))));
}

/** Whether an opinion makes its own side's statement likelier than the other's. */
export function personaLikelihood(weighed: readonly WeighedTopic[]): Control {
  return signs(weighed, {
    name: 'persona-likelihood',
    measure: 'share of statements whose likelihood is on the side of the persona',
    words: 'likelihoods of plain statements',
    contrasts: ({ side, gains }) => [own(side) * difference(gains, PLAIN.pro, PLAIN.con)],
  });
}

/** The same with statements that share no word with the persona, so that overlap of words is not taken for a stance. */
export function personaParaphrase(weighed: readonly WeighedTopic[]): Control {
  return signs(weighed, {
    name: 'persona-paraphrase',
    measure: 'the same, statements sharing no content word with the persona',
    words: 'likelihoods of statements that share no word with the persona',
    contrasts: ({ side, gains }) => [own(side) * difference(gains, PARAPHRASED + PLAIN.pro, PARAPHRASED + PLAIN.con)],
  });
}

/** A statement against its own negation: all their words are the same but one. */
export function personaNegation(weighed: readonly WeighedTopic[]): Control {
  return signs(weighed, {
    name: 'persona-negation',
    measure: 'the same, of a statement against its own negation',
    words: 'likelihoods of statements against their own negation',
    contrasts: ({ side, gains }) => [
      own(side) * difference(gains, PLAIN.pro, PLAIN.notPro),
      -own(side) * difference(gains, PLAIN.con, PLAIN.notCon),
    ],
  });
}

function signs(
  weighed: readonly WeighedTopic[],
  how: Pick<Demand, 'name' | 'measure'> & {
    readonly words: string;
    /** Positive where the likelihood is on the persona's side. */
    contrasts(one: WeighedTopic): readonly number[];
  },
): Control {
  const { name, measure, words, contrasts } = how;
  const observations = weighed.flatMap((one): Observation[] =>
    contrasts(one).map((value) => ({ cluster: one.topic, value: one.failure === undefined ? sign(value) : 0 })),
  );
  const topics = [...new Set(weighed.map(({ topic }) => topic))];
  // Two opposed people: whatever makes a statement likely for both cancels.
  const failures = weighed.filter(({ failure }) => failure !== undefined);
  const whole = topics.filter((topic) => failures.every((one) => one.topic !== topic));
  const pairs = whole.map((topic) =>
    mean(weighed.filter((one) => one.topic === topic).flatMap((one) => [...contrasts(one)])),
  );
  const parts: Control['parts'] =
    whole.length === 0
      ? {}
      : { 'opposed pairs right': mean(pairs.map(sign)), 'nats between opposed people': 2 * mean(pairs) };
  return judge({ name, measure, demand: 'at-least', threshold: MOST_SIGNS, share: true }, observations, {
    parts,
    missing: { unanswered: failures.length, asked: weighed.length },
    sentence: (effect) =>
      `${Math.round(100 * effect)} % of ${words} are on the side of the persona; half are by chance ` +
      `(opposed people differ the right way in ${figure(parts['opposed pairs right'] ?? 0)} of topics).`,
  });
}

/** 1 where it is positive, 0 where negative, a half where it is neither but for rounding. */
function sign(value: number): number {
  return Math.abs(value) < 1e-9 ? 0.5 : Number(value > 0);
}

/** What is on the side of one person is against the other. */
function own(side: Side): 1 | -1 {
  return side === 'pro' ? 1 : -1;
}

function difference(gains: readonly number[], first: number, second: number): number {
  return (gains[first] ?? 0) - (gains[second] ?? 0);
}
