import type { PopulationMeasures } from '../persona/measuring/index.js';
import { share } from './format.js';
import { chanceOf, interval } from './persona-figures.js';
import type { PersonaReport } from './persona-report.js';

/** What came out, in plain words. */
export interface PersonaFinding {
  /** That the instrument fails, where it does: nothing else may be said before it. */
  readonly instrument: string | null;
  readonly gate: string;
  /** Whether anything may be called diversity. */
  readonly passed: boolean;
  /** How much of the intended differences came out; `null` where none were intended. */
  readonly intended: string | null;
  readonly covered: string;
}

/** The answer of a report on a population; the same words stand in the terminal. */
export function personaFinding({ measurement }: Pick<PersonaReport, 'measurement'>): PersonaFinding {
  const { heading, measures } = measurement;
  return {
    instrument: heading === null ? null : `${heading.charAt(0).toUpperCase()}${heading.slice(1)}.`,
    gate: gateSentence(measures),
    passed: measures.gate.verdict === 'distinguishable',
    intended: intendedSentence(measures),
    covered: coveredSentence(measures),
  };
}

function gateSentence({ gate }: PopulationMeasures): string {
  const { verdict, why, reliability, pValue, draws } = gate;
  const found = `reliability ${interval(reliability)}, ${chanceOf(pValue)} against ${draws} populations of random answerers`;
  switch (verdict) {
    case 'distinguishable':
      return `The answers are distinguishable from noise: ${found}.`;
    case 'not distinguishable from noise':
      return `Not distinguishable from noise: ${found}. Nothing below may be read as diversity.`;
    case 'undefined':
      return `Whether this is more than noise cannot be told: ${why ?? 'reliability is not defined'}. Nothing below may be read as diversity.`;
  }
}

function intendedSentence({ fidelity }: PopulationMeasures): string | null {
  const slopes = (fidelity ?? []).flatMap(({ axis, slope: { value } }) => (value === null ? [] : [{ axis, value }]));
  const [first] = slopes;
  if (first === undefined) return null;
  const mean = slopes.reduce((sum, { value }) => sum + value, 0) / slopes.length;
  const sorted = slopes.toSorted((one, other) => one.value - other.value);
  const [least, most] = [sorted[0] ?? first, sorted.at(-1) ?? first];
  const over =
    slopes.length === 1
      ? ` on "${first.axis}"`
      : `, the mean over ${slopes.length} axes (${share(least.value)} on "${least.axis}" to ${share(most.value)} on "${most.axis}")`;
  return `Of the differences between people that were intended, a fraction of ${share(mean)} reached their answers${over}.`;
}

function coveredSentence({ metrics, correctedCoverage }: PopulationMeasures): string {
  const row = metrics.find(({ metric }) => metric === 'coverage');
  if (row === undefined || row.value === null) return 'How much of the space is covered is not known.';
  const held = [
    ...(row.ideal === null ? [] : [`an ideal population comes to ${share(row.ideal)} on the same axes`]),
    ...(row.clones === null ? [] : [`copies of one neutral persona to ${share(row.clones)}`]),
  ];
  const against = held.length === 0 ? '' : `; ${held.join(', ')}`;
  const scale =
    correctedCoverage.value === null
      ? ''
      : `. On the scale from copies (0) to the ideal (1) that is ${interval(correctedCoverage)}`;
  return `The answers cover ${interval(row)} of the space${against}${scale}.`;
}
