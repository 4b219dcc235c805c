import { quantise } from '../../foundation/random/index.js';
import type { Judgement } from '../../spec/index.js';
import { describeElicitation, type Elicitation } from './elicitation.js';
import type { PresentationAnswer } from './ask.js';
import { atTemperature, normalised } from './temperature.js';

/**
 * What the answers to all presentations say together; malformed where the model put next to nothing on the options.
 *
 * @param how.counted Whether the evidence says how many samples there were, where they were counted. Default `false`.
 */
export function judgementOf(
  answers: readonly PresentationAnswer[],
  how: {
    readonly elicitation: Elicitation;
    readonly temperature: number;
    readonly asked?: string;
    readonly counted?: boolean;
  },
): Judgement {
  const { elicitation, temperature, asked = describeElicitation(elicitation) } = how;
  const masses = answers.flatMap(({ mass }) => (mass === null ? [] : [mass]));
  const mass = masses.length === 0 ? null : meanOf(masses);
  const first = firstMassOf(answers);
  if (mass !== null && mass < elicitation.leastMass) {
    const message =
      `the model put only ${(100 * mass).toPrecision(2)} % of its probability on the options, ` +
      `less than the ${Number((100 * elicitation.leastMass).toPrecision(6))} % of leastMass`;
    const evidence = { asked, mass: round(mass), ...first, presentations: answers.length };
    return { kind: 'malformed', message, evidence };
  }
  const shares = answers.map(({ probabilities }) => probabilities[0] ?? 0);
  const middle = meanOf(shares);
  return {
    kind: 'distribution',
    probabilities: quantise(
      elicitation.average === 'logits' ? byLogits(answers, temperature) : byProbabilities(answers),
    ),
    evidence: {
      asked,
      mass: mass === null ? null : round(mass),
      ...first,
      presentations: answers.length,
      ...(how.counted === true ? samplesOf(answers) : {}),
      spread: round(Math.sqrt(meanOf(shares.map((p) => (p - middle) ** 2)))),
    },
  };
}

/** Averaged over presentations like the mass; not known where one of them does not tell. */
function firstMassOf(answers: readonly PresentationAnswer[]): { readonly firstMass?: number } {
  const told = answers.flatMap(({ firstMass }) => (firstMass === undefined ? [] : [firstMass]));
  return told.length === 0 || told.length < answers.length ? {} : { firstMass: round(meanOf(told)) };
}

/** Of all presentations together, where each was counted. */
function samplesOf(answers: readonly PresentationAnswer[]): { readonly samples?: number } {
  const told = answers.flatMap(({ samples }) => (samples === undefined ? [] : [samples]));
  return told.length === 0 || told.length < answers.length ? {} : { samples: told.reduce((sum, one) => sum + one, 0) };
}

function byProbabilities(answers: readonly PresentationAnswer[]): readonly number[] {
  const [first] = answers;
  return (first?.probabilities ?? []).map((_, option) => meanOf(answers.map((one) => one.probabilities[option] ?? 0)));
}

/** The geometric mean of the distributions, then temperature, unless the sampler applied it. */
function byLogits(answers: readonly PresentationAnswer[], temperature: number): readonly number[] {
  const [first] = answers;
  const logits = (first?.logs ?? []).map((_, option) => meanOf(answers.map(({ logs }) => logs[option] ?? -Infinity)));
  const largest = Math.max(...logits);
  const mean = normalised(logits.map((logit) => Math.exp(logit - largest)));
  return first?.tempered === true ? mean : atTemperature(mean, temperature);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Six digits are more than a mass or a spread means; the journal stays short. */
function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
