import type { PresentationAnswer } from '../agent/index.js';
import { mean } from '../foundation/statistics/index.js';
import type { ExaminationCheck } from '../spec/index.js';
import { firstMass } from './controls/index.js';

/** Answers to one situation in all its presentations. */
export interface Asked {
  readonly options: readonly string[];
  readonly answers: readonly PresentationAnswer[];
}

/** Least share of its probability that a model must put on the options at all. */
const LEAST_MASS = 0.5;
/** Largest preference for a label, or effect of an order, that is let pass, on the probability scale. */
const LARGEST_BIAS = 0.05;
/** Least change from an opposing to an agreeing majority that counts as a response. */
const LEAST_RESPONSE = 0.2;

/**
 * Whether the model answers the question at all: the raw probability of the options, before it is normalised. Where
 * replies were counted it is the share of first replies, before anything was explained.
 */
export function optionMass(asked: readonly Asked[]): ExaminationCheck {
  const masses = asked.flatMap(({ answers }) => answers.map(firstMass).filter((mass) => mass !== null));
  const name = 'option mass';
  if (masses.length === 0) {
    return {
      name,
      verdict: 'note',
      statistic: null,
      threshold: LEAST_MASS,
      sentence: 'The model does not say how much probability it puts on the options.',
    };
  }
  const statistic = mean(masses);
  const passed = statistic >= LEAST_MASS;
  const sentence = passed
    ? `It puts ${percent(statistic)} of its probability on the options.`
    : `It puts only ${percent(statistic)} of its probability on the options: it would rather say something else.`;
  return { name, verdict: passed ? 'pass' : 'fail', statistic, threshold: LEAST_MASS, sentence };
}

/** Least share of its probability that a prior may rest on. */
const LEAST_PRIOR_MASS = 0.1;

/**
 * The same for an agent that is alone, with an empty history: what its prior rests on. Little mass there is worth a note,
 * next to none a failure, for then the prior is what is left over when all that the model would rather say is cut away.
 */
export function priorMass(asked: Asked): ExaminationCheck {
  const name = 'option mass, alone';
  const { statistic } = optionMass([asked]);
  const about = { name, statistic, threshold: LEAST_PRIOR_MASS };
  if (statistic === null) return { ...optionMass([asked]), name, threshold: LEAST_PRIOR_MASS };
  if (statistic >= LEAST_MASS) {
    return {
      ...about,
      verdict: 'pass',
      sentence: `Alone it puts ${percent(statistic)} of its probability on the options.`,
    };
  }
  const sentence = `Alone it puts only ${percent(statistic)} of its probability on the options: its prior rests on that part.`;
  return { ...about, verdict: statistic >= LEAST_PRIOR_MASS ? 'note' : 'fail', sentence };
}

/**
 * Whether a label is preferred for its own sake: how much more often the first label is taken than its fair share, when
 * each label stands for each option equally often.
 */
export function labelBias(asked: readonly Asked[]): ExaminationCheck {
  const [first] = asked;
  const label = first?.options[0] ?? '';
  const shares = asked.flatMap(({ answers }) =>
    answers.map(({ presentation, probabilities }) => probabilities[presentation.labels.indexOf(0)] ?? 0),
  );
  const statistic = mean(shares) - 1 / (first?.options.length ?? 2);
  const passed = Math.abs(statistic) <= LARGEST_BIAS;
  const sentence = passed
    ? `No label is preferred for its own sake (${label}: ${signed(statistic)}).`
    : `It ${statistic > 0 ? 'prefers' : 'avoids'} the label ${label} (${signed(statistic)}): what it chooses means something only with labels averaged.`;
  return { name: 'label bias', verdict: passed ? 'pass' : 'fail', statistic, threshold: LARGEST_BIAS, sentence };
}

/** How much an answer changes with the order of what is listed: mean absolute difference of paired orders. */
export function orderBias(asked: readonly Asked[]): ExaminationCheck {
  const differences = asked.flatMap(({ answers }) =>
    answers.flatMap(({ probabilities }, index) => {
      const other = answers[index + 1];
      return index % 2 === 1 || other === undefined
        ? []
        : [Math.abs((probabilities[0] ?? 0) - (other.probabilities[0] ?? 0))];
    }),
  );
  const statistic = mean(differences);
  const passed = statistic <= LARGEST_BIAS;
  const sentence = passed
    ? `Orders of the same list change an answer by ${statistic.toFixed(2)} on average.`
    : `Orders of the same list change an answer by ${statistic.toFixed(2)} on average: it is averaged over orders.`;
  return { name: 'order bias', verdict: passed ? 'pass' : 'note', statistic, threshold: LARGEST_BIAS, sentence };
}

/** Whether the model follows others: the answer when all agree on the first option, less that when all oppose it. */
export function responseToMajority(points: readonly { readonly x: number; readonly p: number }[]): ExaminationCheck {
  const statistic = (points.at(-1)?.p ?? 0) - (points[0]?.p ?? 0);
  const rising =
    points.slice(1).filter(({ p }, index) => p >= (points[index]?.p ?? 0) - 0.02).length / (points.length - 1);
  const passed = statistic >= LEAST_RESPONSE;
  const way = rising === 1 ? 'rising all the way' : `rising in ${percent(rising)} of the steps`;
  const sentence = passed
    ? `It follows a majority: from ${(points[0]?.p ?? 0).toFixed(2)} when all oppose to ${(points.at(-1)?.p ?? 0).toFixed(2)} when all agree, ${way}.`
    : statistic <= -LEAST_RESPONSE
      ? `It goes against a majority (${signed(statistic)}).`
      : `It hardly responds to a majority (${signed(statistic)}).`;
  return {
    name: 'response to a majority',
    verdict: passed ? 'pass' : 'fail',
    statistic,
    threshold: LEAST_RESPONSE,
    sentence,
  };
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

function signed(value: number): string {
  return `${value >= 0 ? '+' : '−'}${Math.abs(value).toFixed(2)}`;
}
