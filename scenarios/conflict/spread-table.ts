import { z } from 'zod';
import { bootstrapMean, chancesFrom, type RunRecord, type Scenario } from 'mesocosm';
import { estimated } from '../_internals/estimated.js';
import { compareSpread, type Behaviour, type SpreadComparison } from './behaviour.js';

/** Name of the measure whose cases are people and how they behaved. */
export const ESCALATION = 'escalation';

/** With fewer, a correlation is 1 or −1 whatever people do. */
const FEWEST_TO_CORRELATE = 3;

const Case = z.object({ agent: z.string(), persona: z.string().optional(), escalation: z.number() });

type Tables = NonNullable<Scenario['tables']>;
type Arms = Parameters<Tables>[0];

/** Where people stand on an axis, by name, and what that is known from. */
interface Scale {
  readonly axis: string;
  readonly from: 'answers' | 'intention';
  readonly scores: { readonly [persona: string]: number };
}

/**
 * How much people differ in what they do beside how much they differ in what they answer: a row for each axis and arm. Where
 * the answers of a population are not known, the positions that were intended stand in their place, and the table says so.
 * No table where fewer than two people stand anywhere.
 *
 * @param axis The axis that the sentence is about, where people stand on it; else their first.
 */
export function spreadTables(axis: string): Tables {
  return (arms, about) => {
    const scales = scalesOf(about);
    const named = new Set(scales.map((scale) => scale.axis));
    if (scales.length === 0) return [];
    const told = scales.find((scale) => scale.axis === (named.has(axis) ? axis : scales[0]?.axis)) as Scale;
    return [
      {
        name: 'spread',
        title: 'Spread of behaviour beside the spread of the questionnaire',
        sentence: sentenceOf(told, arms),
        head: ['axis', 'stand by', 'arm', 'people', 'spread of it', 'spread of behaviour', 'ratio', 'correlation'],
        rows: scales.flatMap((scale) => arms.map((arm) => rowOf(scale, arm))),
        note:
          'Behaviour is the mean escalation of what somebody did, from 0 to 1, as the axes are. Spread: standard deviation over ' +
          'people, the same in every run for where they stand; ratio: behaviour over that; intervals over runs of these people. ' +
          (scales.some(({ from }) => from === 'intention')
            ? 'Stand by intention: where people were meant to stand, for no answers of theirs are known; `mesocosm personas measure` asks them.'
            : 'Stand by answers: where their answers to the questionnaire put them.'),
      },
    ];
  };
}

function scalesOf({ personas, standings = {} }: Parameters<Tables>[1]): readonly Scale[] {
  const axes = new Set(
    personas.flatMap(({ name, position = {} }) => [...Object.keys(position), ...Object.keys(standings[name] ?? {})]),
  );
  return [...axes].flatMap((axis): readonly Scale[] => {
    const answered = personas.flatMap(({ name }) => scoreOf(name, standings[name]?.[axis]));
    if (answered.length > 1) return [{ axis, from: 'answers', scores: Object.fromEntries(answered) }];
    const intended = personas.flatMap(({ name, position }) => scoreOf(name, position?.[axis]));
    return intended.length > 1 ? [{ axis, from: 'intention', scores: Object.fromEntries(intended) }] : [];
  });
}

function scoreOf(name: string, score: number | undefined): readonly (readonly [string, number])[] {
  return score === undefined ? [] : [[name, score]];
}

/** One comparison a run; runs in which fewer than two people did anything are left out. */
function comparisonsOf({ scores }: Scale, records: readonly RunRecord[]): readonly SpreadComparison[] {
  return records.flatMap(({ cases = {} }) => {
    const behaviours = z
      .array(Case)
      .parse(cases[ESCALATION] ?? [])
      .map((one): Behaviour => ({ ...one, moves: [] }));
    const known = behaviours.filter(({ persona }) => persona !== undefined && scores[persona] !== undefined);
    return known.length < 2 ? [] : [compareSpread(known, scores)];
  });
}

function rowOf(scale: Scale, { name, records }: Arms[number]): string[] {
  const of = comparisonsOf(scale, records);
  const people = Math.min(...of.map((one) => one.people));
  const stands = [scale.axis, scale.from, name];
  if (of.length === 0) return [...stands, '0', 'none', 'none', 'none', 'none'];
  const over = overRuns(scale, name, of);
  return [
    ...stands,
    String(people),
    over('questionnaire'),
    over('behaviour'),
    over('ratio'),
    people < FEWEST_TO_CORRELATE ? `needs ${FEWEST_TO_CORRELATE} people` : over('correlation'),
  ];
}

const FIGURES = {
  questionnaire: (one: SpreadComparison) => one.questionnaire.sd,
  behaviour: (one: SpreadComparison) => one.behaviour.sd,
  ratio: (one: SpreadComparison) => one.ratio,
  correlation: (one: SpreadComparison) => one.correlation,
};

type Over = (figure: keyof typeof FIGURES) => string;

/** The mean of a figure over runs, in words; where people stand is the same in each, so it has no interval. */
function overRuns({ axis }: Scale, arm: string, comparisons: readonly SpreadComparison[]): Over {
  return (figure) => {
    const values = comparisons.flatMap((one) => FIGURES[figure](one) ?? []);
    if (values.length === 0) return 'none';
    const value = values.reduce((sum, one) => sum + one, 0) / values.length;
    if (figure === 'questionnaire' || values.length === 1) return estimated(value);
    const chance = chancesFrom('conflict')('spread', axis, arm, figure);
    return estimated(value, bootstrapMean(values, { chance, resamples: 1000 }));
  };
}

function sentenceOf(scale: Scale, arms: Arms): string | null {
  const arm = arms.find(({ name }) => name === 'interacting');
  const of = arm === undefined ? [] : comparisonsOf(scale, arm.records);
  const [first] = of;
  if (first === undefined) return null;
  const over = overRuns(scale, 'interacting', of);
  const stand = scale.from === 'answers' ? 'in what they answer' : 'in where they were meant to stand';
  const together = first.people < FEWEST_TO_CORRELATE ? '' : `; the two correlate by ${over('correlation')}`;
  return (
    `${first.people} people differ in what they do by ${over('behaviour')}, and ${stand} on ` +
    `"${scale.axis}" by ${over('questionnaire')} (standard deviations)${together}.`
  );
}
