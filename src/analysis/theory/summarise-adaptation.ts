import { bootstrapMean, equivalence, mean, wilson } from '../../foundation/statistics/index.js';
import type { AdaptationOfMind, AdaptationPoint, AdaptationSummary, Chances, Estimate } from '../../spec/index.js';
import { adaptationSentence } from './adaptation-sentence.js';
import {
  historyRows,
  meansOfRuns,
  orderEffects,
  overRuns,
  type AdaptationRow,
  type HistoryPlace,
  type LivedRun,
} from './history-rows.js';
import { orderEffect, type PersonRows } from './order-effect.js';

/** Answers of one person who was told histories. */
export interface AskedPerson {
  readonly agent: string;
  /** Distribution by state. */
  readonly forced: ReadonlyMap<string, readonly number[]>;
  /** How many replies were counted for each; absent where the mind tells probabilities. */
  readonly samples?: number;
  /** Histories without an answer, by reason. */
  readonly missing: { readonly [reason: string]: number };
  /** Answers of a table that lacks the state. Default 0. */
  readonly fallbacks?: number;
}

/** One mind that was asked, and the runs in which it decided. */
export interface AskedMind {
  readonly mind?: string;
  readonly people: readonly AskedPerson[];
  /** States are those of `people`, by their names. */
  readonly runs: readonly LivedRun[];
}

/** Which histories were asked about. */
export interface AskedAbout {
  readonly axis: string;
  /** In the order in which they are made. */
  readonly places: readonly HistoryPlace[];
  /** How many there are in all. */
  readonly of: number;
  /** The longest that were allowed, where not all were. */
  readonly length?: number;
  /** Whether they are a sample of those that were allowed. */
  readonly drawn: boolean;
}

/** What is the same on the probability scale. */
const MARGIN = 0.05;
/** Index of the option that the figures are about. */
const OPTION = 0;

/** What one person was told and lived, history by history. */
export function personRows({ places }: Pick<AskedAbout, 'places'>, { people, runs }: AskedMind): readonly PersonRows[] {
  return people.map(({ agent, forced, samples }) => {
    const own = runs.map(({ seed, met }) => ({ seed, met: met.filter((one) => one.agent === agent) }));
    return { agent, rows: historyRows(places, own, forced), ...(samples === undefined ? {} : { samples }) };
  });
}

/**
 * In-context adaptation of each mind of a condition: its choice by where a history lies, told and lived; whether having lived
 * a history makes a difference; and how much the order in it does.
 *
 * Told: exact probabilities of all histories have no interval, for nothing is drawn; of counted replies it is that of all
 * replies at a place together (Wilson, not too narrow where histories differ); of a sample of histories it is a bootstrap over
 * these. Lived: over a run, interval over runs. `verdict` is `no` where lived less told is equivalent to 0 within .05.
 *
 * @returns `undefined` where nobody answered.
 */
export function summariseAdaptation(given: {
  readonly about: AskedAbout;
  readonly options: readonly string[];
  readonly minds: readonly AskedMind[];
  readonly chances: Chances;
}): AdaptationSummary | undefined {
  const { about, options, minds, chances } = given;
  const answered = minds.filter(({ people }) => people.some(({ forced }) => forced.size > 0));
  if (answered.length === 0) return undefined;
  const option = options[OPTION] ?? '';
  return {
    axis: about.axis,
    option,
    asked: about.places.length,
    of: about.of,
    ...(about.length === undefined ? {} : { length: about.length }),
    minds: answered.map((one) => {
      const found = ofMind(about, one, (...key) => chances('adaptation', one.mind ?? '', ...key));
      return { ...found, sentence: adaptationSentence(found, { option, axis: about.axis }) };
    }),
  };
}

/** A value of a decision, by who decided and in which state; `undefined` where there is none. */
type ValueOf = (agent: string, row: AdaptationRow, probability: number) => number | undefined;

function ofMind(about: AskedAbout, asked: AskedMind, chances: Chances): Omit<AdaptationOfMind, 'sentence'> {
  const { people, runs } = asked;
  const persons = personRows(about, asked);
  const known = new Map(persons.map(({ agent, rows }) => [agent, new Map(rows.map((row) => [row.state, row]))]));
  const inRuns = (value: ValueOf): readonly (readonly { readonly value: number; readonly visits: number }[])[] =>
    runs.map(({ met }) =>
      met.flatMap(({ agent, state, visits, probabilities }) => {
        const row = known.get(agent)?.get(state);
        const found = row === undefined ? undefined : value(agent, row, probabilities[OPTION] ?? 0);
        return found === undefined ? [] : [{ value: found, visits }];
      }),
    );
  const apart = new Map(persons.map(({ agent, rows }) => [agent, orderEffects(rows, OPTION)]));
  const less: ValueOf = (_, { forced }, p) => (forced === null ? undefined : p - (forced[OPTION] ?? 0));
  const lessOfRuns = inRuns(less);
  const all = runs.flatMap(({ met }) => met);
  return {
    ...(asked.mind === undefined ? {} : { mind: asked.mind }),
    people: people.length,
    answers: people.reduce((sum, { forced }) => sum + forced.size, 0),
    missing: missingOf(people),
    fallbacks: people.reduce((sum, { fallbacks = 0 }) => sum + fallbacks, 0),
    points: placesOf(persons).map((x): AdaptationPoint => {
      const key = String(x);
      const here = persons.map((one) => ({ ...one, rows: one.rows.filter((row) => row.x === x) }));
      return {
        x,
        ...forcedAt(here, { drawn: about.drawn, chances: (...more) => chances('forced', key, ...more) }),
        lived: overRuns(
          inRuns((_, row, p) => (row.x === x ? p : undefined)),
          chances('lived', key),
        ),
        decisions: here.flatMap(({ rows }) => rows).reduce((sum, { visits }) => sum + visits, 0),
        livedLessForced: overRuns(
          inRuns((agent, row, p) => (row.x === x ? less(agent, row, p) : undefined)),
          chances('less', key),
        ),
      };
    }),
    livedLessForced: overRuns(lessOfRuns, chances('less')),
    verdict: verdictOf(meansOfRuns(lessOfRuns), chances),
    margin: MARGIN,
    order: {
      ...orderEffect(persons, { option: OPTION, chance: chances('order') }),
      inRuns: overRuns(
        inRuns((agent, { state }) => apart.get(agent)?.get(state)),
        chances('order in runs'),
      ),
    },
    decisions: all.reduce((sum, { visits }) => sum + visits, 0),
    unmatched: all
      .filter(({ agent, state }) => (known.get(agent)?.get(state)?.forced ?? null) === null)
      .reduce((sum, { visits }) => sum + visits, 0),
  };
}

/** Places with an answer, those of no place first. */
function placesOf(persons: readonly PersonRows[]): readonly (number | null)[] {
  const answered = persons.flatMap(({ rows }) => rows.flatMap(({ x, forced }) => (forced === null ? [] : [x])));
  return [...new Set(answered)].toSorted((one, other) => (one ?? -Infinity) - (other ?? -Infinity));
}

/** What is chosen at a place by those who were told the histories there. */
function forcedAt(
  persons: readonly PersonRows[],
  { drawn, chances }: { readonly drawn: boolean; readonly chances: Chances },
): Pick<AdaptationPoint, 'histories' | 'forced'> {
  const byState = new Map<string, number[]>();
  for (const { state, forced } of persons.flatMap(({ rows }) => rows)) {
    if (forced !== null) byState.set(state, [...(byState.get(state) ?? []), forced[OPTION] ?? 0]);
  }
  const values = [...byState.values()].map(mean);
  const replies = persons.reduce(
    (sum, { rows, samples = 0 }) => sum + samples * rows.filter(({ forced }) => forced !== null).length,
    0,
  );
  return { histories: values.length, forced: { value: mean(values), n: values.length, ...interval() } };

  function interval(): Pick<Estimate, 'low' | 'high' | 'method' | 'note'> {
    if (drawn && values.length > 1) {
      return { ...bootstrapMean(values, { chance: chances() }), method: 'bootstrap over histories 95 %' };
    }
    if (replies > 0) return { ...wilson(mean(values) * replies, replies), method: 'Wilson over replies 95 %' };
    const note = drawn ? 'one history alone shows no variation' : 'nothing is drawn';
    return { low: null, high: null, method: 'exact', note };
  }
}

function missingOf(people: readonly AskedPerson[]): AdaptationOfMind['missing'] {
  const all: Record<string, number> = {};
  for (const { missing } of people) {
    for (const [reason, count] of Object.entries(missing)) all[reason] = (all[reason] ?? 0) + count;
  }
  return all;
}

function verdictOf(values: readonly number[], chances: Chances): AdaptationOfMind['verdict'] {
  if (values.length === 0) return 'inconclusive';
  const at = (level: number) => bootstrapMean(values, { chance: chances('less'), level });
  const found = equivalence({ at90: at(0.9), at95: at(0.95), n: values.length }, MARGIN);
  return found === 'equivalent' ? 'no' : found === 'different' ? 'yes' : 'inconclusive';
}
