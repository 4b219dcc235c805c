import { chancesFrom } from '../foundation/random/index.js';
import { bootstrapStatistic, mean } from '../foundation/statistics/index.js';
import { firstShare, massesIn, rightness, stanceRight, type Answered, type WeighedTopic } from './controls/index.js';
import { formInWords, ScoreShare, type Form, type FormStage, type TriedForm } from './form.js';
import type { ItemKind } from './items/index.js';

/** One question for choosing a form: which share of the score it belongs to, and how right it was. */
export interface Scored {
  readonly share: ScoreShare;
  /** Questions of one cluster stand or fall together. */
  readonly cluster: string;
  /** In [0, 1]. */
  readonly value: number;
}

/** A form with every question behind its score. */
export interface ScoredForm {
  readonly tried: TriedForm;
  readonly scored: readonly Scored[];
}

const SHARE_OF: { readonly [kind in ItemKind]?: ScoreShare } = {
  allowed: 'understood',
  payoff: 'understood',
  recall: 'understood',
  dominance: 'payoffs',
  persona: 'persona',
  majority: 'majority',
};

/** The score of a form by its answers; with weighed topics, opinions are told by likelihood. */
export function scoreForm(
  form: Form,
  stage: FormStage,
  found: { readonly answered: readonly Answered[]; readonly weighed?: readonly WeighedTopic[] },
): ScoredForm {
  const { answered, weighed } = found;
  const told = answered.flatMap((one): Scored[] => {
    const share = SHARE_OF[one.item.kind];
    if (share === undefined || (share === 'persona' && weighed !== undefined)) return [];
    return [
      { share, cluster: `${share}/${one.item.cluster}`, value: share === 'majority' ? following(one) : rightness(one) },
    ];
  });
  const byLikelihood = (weighed ?? []).map((one): Scored => {
    return { share: 'persona', cluster: `persona/${one.topic}`, value: stanceRight(one) };
  });
  const scored = [...told, ...byLikelihood];
  const masses = answered.flatMap(massesIn(answered).of);
  const parts = Object.fromEntries(
    ScoreShare.options.map((share) => [share, round(meanOrNone(ofShare(scored, share)))]),
  );
  return {
    tried: {
      ...form,
      name: formInWords(form),
      stage,
      mass: masses.length === 0 ? null : round(mean(masses)),
      score: round(scoreOf(scored) ?? 0),
      parts,
      gain: null,
    },
    scored,
  };
}

/** Level of the interval of a gain: with a form that is no better, one chance in twenty that it seems to be. */
const LEVEL = 0.9;

/**
 * What one form scores more than another, question by question: percentile bootstrap over clusters, 90 %. The same clusters
 * are drawn for both, so what makes a question hard in either cancels. `null` where too little was asked to draw from.
 */
export function gainOver(better: ScoredForm, simpler: ScoredForm): TriedForm['gain'] {
  const clusters = [...new Set(simpler.scored.map(({ cluster }) => cluster))];
  const of = ({ scored }: ScoredForm): readonly (readonly Scored[])[] =>
    clusters.map((wanted) => scored.filter(({ cluster }) => cluster === wanted));
  const [gained, held] = [of(better), of(simpler)];
  const statistic = (drawn: readonly number[]): number | null => {
    const score = (all: readonly (readonly Scored[])[]): number | null => scoreOf(drawn.flatMap((at) => all[at] ?? []));
    const [one, other] = [score(gained), score(held)];
    return one === null || other === null ? null : one - other;
  };
  const chance = chancesFrom('qualification')('gain', better.tried.name);
  const { low, high } = bootstrapStatistic(clusters.length, statistic, { chance, level: LEVEL });
  if (Number.isNaN(low)) return null;
  const value = better.tried.score - simpler.tried.score;
  return { over: simpler.tried.name, value: round(value), low: round(low), high: round(high) };
}

/** The mean of the four shares; `null` where one of them has no question. */
function scoreOf(scored: readonly Scored[]): number | null {
  const shares = ScoreShare.options.map((share) => ofShare(scored, share));
  return shares.some((values) => values.length === 0) ? null : mean(shares.map((values) => mean(values)));
}

function ofShare(scored: readonly Scored[], wanted: ScoreShare): readonly number[] {
  return scored.filter(({ share }) => share === wanted).map(({ value }) => value);
}

function following(one: Answered): number {
  return one.answers.length === 0 ? 0 : firstShare(one);
}

function meanOrNone(values: readonly number[]): number {
  return values.length === 0 ? 0 : mean(values);
}

/** Six digits are more than any of it means. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
