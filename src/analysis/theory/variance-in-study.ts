import type { Chances, OutcomeSummary, PlannedAgent, RunRecord, VarianceSummary } from '../../spec/index.js';
import { varianceShares } from './variance-shares.js';
import type { SharedOutcome } from './variance-terms.js';

/** The variance is decomposed from at most so many values, runs of a situation and runs in all, by the order of seeds. */
const MOST = { values: 8_000, runs: 40, inAll: 320 };
/** Whatever there are, a situation has as many. */
const LEAST_RUNS = 2;
/** Fewer runs of a situation than this are not worth having seeds of their own. */
const FEWEST_OWN = 4;

/** The runs of one situation in which people were. */
export interface SituationRuns {
  /** In words, for example `together`. */
  readonly situation: string;
  readonly records: readonly RunRecord[];
  /** Who is in the place of an agent; default the place itself. */
  readonly persons?: { readonly [agent: string]: string };
  /** The persona set, where there is one. */
  readonly personas?: string;
}

/** What is decomposed, and of what. */
export interface StudyVariance {
  readonly over: VarianceSummary['over'];
  readonly runs: readonly SituationRuns[];
  /** The option that values are about, and its index in the scenario's order. */
  readonly focal: { readonly option: string; readonly index: number };
  readonly chances: Chances;
}

/** Who is in each place, where somebody is. */
export function personsOf(agents: readonly Pick<PlannedAgent, 'id' | 'persona'>[]): Pick<SituationRuns, 'persons'> {
  const persons = agents.flatMap(({ id, persona }) => (persona === undefined ? [] : [[id, persona.name] as const]));
  return persons.length === 0 ? {} : { persons: Object.fromEntries(persons) };
}

/** The option that figures are about: that of a choice, or the first. */
export function focalOption(
  options: readonly string[],
  outcomes: readonly Pick<OutcomeSummary, 'focal'>[],
): StudyVariance['focal'] {
  const option = outcomes.find(({ focal }) => focal !== null)?.focal ?? options[0] ?? '';
  return { option, index: Math.max(0, options.indexOf(option)) };
}

const SEATS = 'nobody in particular took part: persons are places, which differ in nothing but by chance';

/**
 * How much of the variance of what agents chose last in a run hangs on who chose, in what situation, on both together, and on
 * the run: see {@link varianceShares}. A value is 1 where the agent's last choice was the focal option, else 0.
 *
 * @returns Shares, or in `reason` why they cannot be told.
 */
export function choiceVariance({ over, runs, focal, chances }: StudyVariance): VarianceSummary {
  const own = apart(runs);
  const taken = shortened(own.runs);
  const value = `whether the last choice of an agent in a run was ${focal.option}`;
  const all = taken.flatMap(({ records }) => records);
  const agents = [...new Set(all.flatMap(({ choices }) => Object.keys(choices?.last ?? {})))];
  const always = agents.filter((agent) => all.every(({ choices }) => choices?.last[agent] !== undefined));
  const outcomes = taken.flatMap((one) =>
    one.records.flatMap((record) => always.map((agent) => outcomeOf(agent, one, { record, focal: focal.index }))),
  );
  const missing = all.reduce((sum, { choices }) => sum + agents.length - Object.keys(choices?.last ?? {}).length, 0);
  const left = agents.length - always.length;
  const notes = [
    ...(left === 0 ? [] : [`${left} of ${agents.length} agents made no choice in some run and are left out`]),
    ...(taken.some(({ persons }) => persons !== undefined) ? [] : [SEATS]),
    ...own.notes,
    ...shorter(own.runs, taken),
  ];
  const reason = agents.length === 0 ? 'nobody chose among options' : null;
  return summaryOf(outcomes, { over, unit: 'persons', value, missing, notes, reason, chances });
}

/**
 * The same of one value of each run, across conditions: it carries an effect of who took part only where persona sets were
 * rotated, and is refused elsewhere.
 *
 * @param column Of the measures: what the value is.
 */
export function runVariance(
  runs: readonly SituationRuns[],
  { column, title, chances }: { readonly column: string; readonly title: string; readonly chances: Chances },
): VarianceSummary {
  const own = apart(runs);
  const taken = shortened(own.runs);
  const all = taken.flatMap(({ situation, records, personas }) =>
    records.map((record) => ({ situation, personas, record, value: record.values[column] })),
  );
  const outcomes = all.flatMap(({ situation, personas, record, value }): SharedOutcome[] =>
    typeof value === 'number'
      ? [{ run: runOf(record), value, situation, ...(personas === undefined ? {} : { personas }) }]
      : [],
  );
  const missing = all.length - outcomes.length;
  const reason = outcomes.length === 0 ? 'no run has a value' : null;
  const notes = [...own.notes, ...shorter(own.runs, taken)];
  return summaryOf(outcomes, { over: 'conditions', unit: 'runs', value: title, missing, notes, reason, chances });
}

function outcomeOf(
  agent: string,
  { situation, persons }: SituationRuns,
  { record, focal }: { readonly record: RunRecord; readonly focal: number },
): SharedOutcome {
  const last = record.choices?.last[agent];
  const probability = last?.probabilities?.[focal];
  return {
    run: runOf(record),
    person: persons?.[agent] ?? agent,
    situation,
    value: Number(last?.option === focal),
    ...(probability === undefined ? {} : { probability }),
  };
}

function summaryOf(
  outcomes: readonly SharedOutcome[],
  about: Pick<VarianceSummary, 'over' | 'unit' | 'value' | 'missing' | 'reason'> & {
    readonly notes: readonly string[];
    readonly chances: Chances;
  },
): VarianceSummary {
  const { chances, notes, ...words } = about;
  const found =
    about.reason === null
      ? varianceShares(outcomes, { chance: chances('variance', about.over, about.unit) })
      : { kind: 'refused' as const, reason: about.reason };
  const names = (of: (outcome: SharedOutcome) => string | undefined): string[] => [
    ...new Set(outcomes.flatMap((outcome) => of(outcome) ?? [])),
  ];
  const common = {
    ...words,
    persons: names(({ person, personas }) => person ?? personas),
    situations: names(({ situation }) => situation),
    outcomes: outcomes.length,
    runs: names(({ run }) => run).length,
  };
  if (found.kind === 'refused') return { ...common, terms: [], choice: null, notes: [...notes], reason: found.reason };
  return {
    ...common,
    terms: found.terms.map((term) => ({ ...term })),
    choice: found.choice,
    notes: [...notes, ...found.notes],
  };
}

const SHARED = 'runs of different situations share random numbers, of which a part counts as the share of persons';

/**
 * Runs with one seed share random numbers, and so would persons be alike in two situations who are not: each situation has
 * seeds of its own where at least four are left to it.
 */
function apart(runs: readonly SituationRuns[]): { readonly runs: readonly SituationRuns[]; readonly notes: string[] } {
  const seeds = [...new Set(runs.flatMap(({ records }) => records.map(({ seed }) => seed)))].toSorted((a, b) => a - b);
  if (seeds.length < FEWEST_OWN * runs.length) return { runs, notes: [SHARED] };
  const place = new Map(seeds.map((seed, at) => [seed, at % runs.length]));
  const own = runs.map((one, at) => ({ ...one, records: one.records.filter(({ seed }) => place.get(seed) === at) }));
  return { runs: own, notes: ['each situation is judged by runs with other seeds than the others'] };
}

/** As many runs of each situation as the number of values allows. */
function shortened(runs: readonly SituationRuns[]): readonly SituationRuns[] {
  const people = Math.max(1, ...runs.flatMap(({ records }) => records.map(peopleIn)));
  const situations = Math.max(1, runs.length);
  const most = Math.floor(Math.min(MOST.runs, MOST.values / (people * situations), MOST.inAll / situations));
  return runs.map((one) => ({
    ...one,
    records: one.records.toSorted((a, b) => a.seed - b.seed).slice(0, Math.max(LEAST_RUNS, most)),
  }));
}

function peopleIn({ choices }: RunRecord): number {
  return Object.keys(choices?.last ?? {}).length;
}

function shorter(runs: readonly SituationRuns[], taken: readonly SituationRuns[]): string[] {
  const [all, some] = [runs, taken].map((list) => list.reduce((sum, { records }) => sum + records.length, 0));
  return all === some ? [] : [`of ${all} runs the first ${some} by seed were used`];
}

function runOf({ condition, arm, seed }: RunRecord): string {
  return `${condition}.${arm}.${seed}`;
}
