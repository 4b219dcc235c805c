import { expectedAbsoluteOrder, runsNeeded, winShares } from '../../foundation/statistics/index.js';
import type { Chance, Chances, Estimate, Outcome, OutcomeSummary, RunRecord, Scenario } from '../../spec/index.js';
import { changedBy, classOfChoice, classOfMean, classOfOrder, classOfSpread, type Measured } from './classify.js';
import { estimateOf, measured, paired, valuesOf, type Functional, type Values } from './contrasts.js';
import { countedPrior, exactly, widened, type KnownPrior } from './known-prior.js';
import { expectedSpread, largestSpread } from './expected-spread.js';
import { inGroups, optionGroups } from './option-groups.js';
import { sentenceOf } from './sentence.js';

/** What an outcome is judged from. */
export interface OutcomeRecords {
  readonly outcome: Outcome;
  readonly scenario: Scenario;
  readonly interacting: readonly RunRecord[];
  /** `null` where the arm did not run. */
  readonly isolated: readonly RunRecord[] | null;
  /** Distribution of every agent alone, with an empty history; committed agents choose their commitment. */
  readonly priors: readonly (readonly number[])[];
  /** The same of the agents that are free to choose: a choice is theirs. */
  readonly free: readonly (readonly number[])[];
  /** How many samples the priors of these were counted from, in their order. Default they are exact. */
  readonly samples?: readonly number[];
  readonly chances: Chances;
}

const MARGIN = 0.05;

/** Judges one outcome against the prior, the isolated arm, and independent draws. */
export function summariseOutcome(records: OutcomeRecords): OutcomeSummary {
  const { outcome } = records;
  switch (outcome.kind) {
    case 'choice':
      return summariseChoice(records, outcome);
    case 'order':
      return summariseOrder(records, outcome);
    case 'mean':
      return summariseMean(records, outcome);
    case 'spread':
      return summariseSpread(records, outcome);
  }
}

function summariseChoice(records: OutcomeRecords, outcome: Extract<Outcome, { kind: 'choice' }>): OutcomeSummary {
  const { scenario, interacting, isolated, chances } = records;
  const margin = outcome.margin ?? MARGIN;
  const groups = optionGroups(scenario, outcome);
  const priors = records.free.map((prior) => inGroups(prior, groups));
  const neutrals = groups.map(({ options }) => options.length / scenario.options.length);
  const meanPrior = meanDistribution(priors);
  const wins = outcome.columns.map((column) => valuesOf(interacting, column));
  const focal = focalOption({ prior: meanPrior, wins, neutrals, margin });
  const neutral = neutrals[focal] ?? 1 / groups.length;
  const prior = meanPrior[focal] ?? neutral;
  const column = outcome.columns[focal] ?? '';
  const draws = winShares(priors, { chance: chances('independent draws', outcome.name) });
  const compared = compare({ outcome, column, functional: 'share', interacting, isolated, chances });
  const positions = groups.map((_, place) => Number(place === focal));
  const known = priorOf(priors, records, { value: prior, positions });
  const shown = compared.interacting === null ? null : widened(compared.interacting, known);
  return finish({
    outcome,
    margin,
    neutral,
    focal: groups[focal]?.title ?? null,
    prior: known.estimate,
    known,
    reference: prior,
    independentDraws: draws[focal] ?? null,
    compared,
    class: shown === null ? 'inconclusive' : classOfChoice({ prior, outcome: shown, neutral, margin }),
  });
}

function summariseOrder(records: OutcomeRecords, outcome: Extract<Outcome, { kind: 'order' }>): OutcomeSummary {
  const { interacting, isolated, priors, chances } = records;
  const margin = outcome.margin ?? MARGIN;
  const neutral = expectedAbsoluteOrder(priors.map(([first = 0]) => first));
  const even = Math.abs((meanDistribution(priors)[0] ?? 0.5) - 0.5) <= margin;
  const compared = compare({ outcome, column: outcome.column, functional: 'mean', interacting, isolated, chances });
  const shown = compared.interacting;
  return finish({
    outcome,
    margin,
    neutral,
    focal: null,
    prior: exactly(neutral, priors.length, 'E|m| of independent draws from the priors'),
    reference: neutral,
    independentDraws: neutral,
    compared,
    class: shown === null ? 'inconclusive' : classOfOrder({ evenPrior: even, outcome: shown, neutral, margin }),
  });
}

function summariseMean(records: OutcomeRecords, outcome: Extract<Outcome, { kind: 'mean' }>): OutcomeSummary {
  const { interacting, isolated, free, chances } = records;
  const { positions, neutral, column } = outcome;
  const range = [Math.min(...positions), Math.max(...positions)] as const;
  const margin = outcome.margin ?? MARGIN * (range[1] - range[0]);
  const prior = meanDistribution(free).reduce((sum, share, option) => sum + share * (positions[option] ?? 0), 0);
  const compared = compare({ outcome, column, functional: 'mean', interacting, isolated, chances });
  const known = priorOf(free, records, { value: prior, positions });
  const shown = compared.interacting === null ? null : widened(compared.interacting, known);
  return finish({
    outcome,
    range: [...range],
    margin,
    neutral,
    focal: null,
    prior: known.estimate,
    known,
    reference: prior,
    independentDraws: prior,
    compared,
    class: shown === null ? 'inconclusive' : classOfMean({ prior, outcome: shown, neutral, margin }),
  });
}

function summariseSpread(records: OutcomeRecords, outcome: Extract<Outcome, { kind: 'spread' }>): OutcomeSummary {
  const { interacting, isolated, free, chances } = records;
  const { positions, column } = outcome;
  const margin = outcome.margin ?? MARGIN * (Math.max(...positions) - Math.min(...positions));
  const neutral = expectedSpread(free, positions, chances('independent draws', outcome.name));
  const compared = compare({ outcome, column, functional: 'mean', interacting, isolated, chances });
  const shown = compared.interacting;
  return finish({
    outcome,
    range: [0, largestSpread(free.length, positions)],
    margin,
    neutral,
    focal: null,
    prior: exactly(neutral, free.length, 'mean of 4,000 independent draws from the priors'),
    reference: neutral,
    independentDraws: neutral,
    compared,
    class: shown === null ? 'inconclusive' : classOfSpread({ outcome: shown, neutral, margin }),
  });
}

interface Compared {
  readonly column: string;
  readonly functional: Functional;
  readonly interacting: Measured | null;
  readonly runs: number;
  readonly isolated: Measured | null;
  readonly isolatedRuns: number;
  readonly difference: (Measured & { readonly n: number }) | null;
}

function compare(given: {
  readonly outcome: Outcome;
  readonly column: string;
  readonly functional: Functional;
  readonly interacting: readonly RunRecord[];
  readonly isolated: readonly RunRecord[] | null;
  readonly chances: Chances;
}): Compared {
  const { outcome, column, functional, chances } = given;
  const chance = (what: string) => (): Chance => chances('bootstrap', outcome.name, what);
  const together = valuesOf(given.interacting, column);
  const alone: Values = given.isolated === null ? new Map() : valuesOf(given.isolated, column);
  return {
    column,
    functional,
    interacting: measured(together, functional, chance('interacting')),
    runs: together.size,
    isolated: measured(alone, functional, chance('isolated')),
    isolatedRuns: alone.size,
    difference: paired(together, alone, { functional, chance: chance('difference') }),
  };
}

function finish(given: {
  readonly outcome: Outcome;
  readonly range?: [number, number];
  readonly margin: number;
  readonly neutral: number;
  readonly focal: string | null;
  readonly prior: Estimate;
  /** How well the prior is known. Default exactly. */
  readonly known?: KnownPrior;
  readonly reference: number;
  readonly independentDraws: number | null;
  readonly compared: Compared;
  readonly class: OutcomeSummary['class'];
}): OutcomeSummary {
  const { outcome, margin, compared, reference } = given;
  const method = compared.functional === 'share' ? 'Wilson 95 %' : 'bootstrap over runs 95 %';
  const { interacting, difference } = compared;
  const changed = changedBy(difference, margin);
  const summary: Omit<OutcomeSummary, 'sentence'> = {
    name: outcome.name,
    title: outcome.title,
    kind: outcome.kind,
    ...(given.range === undefined ? {} : { range: given.range }),
    focal: given.focal,
    column: compared.column,
    neutral: given.neutral,
    margin,
    prior: given.prior,
    interacting: estimateOf(interacting, compared.runs, method),
    isolated: compared.isolatedRuns === 0 ? null : estimateOf(compared.isolated, compared.isolatedRuns, method),
    independentDraws: given.independentDraws,
    againstPrior: estimateOf(
      interacting === null ? null : shifted(widened(interacting, given.known), reference),
      compared.runs,
      method,
    ),
    againstIsolated:
      difference === null ? null : estimateOf(difference, difference.n, 'bootstrap over pairs of runs 95 %'),
    class: given.class,
    changed,
    runsNeeded: needed(given.class, changed, { ...compared, reference, margin }),
  };
  return { ...summary, sentence: sentenceOf(summary) };
}

/** Runs that would decide what is not decided; the larger number where both contrasts are open. */
function needed(
  outcomeClass: OutcomeSummary['class'],
  changed: OutcomeSummary['changed'],
  given: Compared & { readonly reference: number; readonly margin: number },
): number | null {
  const open: number[] = [];
  const half = ({ at90 }: Measured): number => (at90.high - at90.low) / 2;
  const { interacting, difference, reference, margin, runs } = given;
  if (outcomeClass === 'inconclusive' && interacting !== null) {
    open.push(runsNeeded({ difference: interacting.value - reference, half: half(interacting), n: runs }, margin));
  }
  if (changed === 'inconclusive' && difference !== null) {
    open.push(runsNeeded({ difference: difference.value, half: half(difference), n: difference.n }, margin));
  }
  return open.length === 0 ? null : Math.max(...open);
}

/** The option or group that the figures are about: what the prior favours, or, from a neutral prior, what won most. */
function focalOption(given: {
  readonly prior: readonly number[];
  readonly wins: readonly Values[];
  readonly neutrals: readonly number[];
  readonly margin: number;
}): number {
  const excess = given.prior.map((share, place) => share - (given.neutrals[place] ?? 0));
  const favoured = excess.indexOf(Math.max(...excess));
  if ((excess[favoured] ?? 0) > given.margin) return favoured;
  const won = given.wins.map((values) => [...values.values()].reduce((sum, value) => sum + value, 0));
  return Math.max(0, won.indexOf(Math.max(...won)));
}

function meanDistribution(priors: readonly (readonly number[])[]): readonly number[] {
  const first = priors[0] ?? [];
  return first.map((_, option) => priors.reduce((sum, prior) => sum + (prior[option] ?? 0), 0) / priors.length);
}

/** The mean prior of agents on a line, and how well it is known. */
function priorOf(
  priors: readonly (readonly number[])[],
  { samples }: OutcomeRecords,
  line: Parameters<typeof countedPrior>[1],
): KnownPrior {
  return countedPrior(
    priors.map((shares, at) => ({ shares, samples: samples?.[at] })),
    line,
  );
}

function shifted({ value, at90, at95 }: Measured, by: number): Measured {
  const shift = ({ low, high }: Measured['at90']): Measured['at90'] => ({ low: low - by, high: high - by });
  return { value: value - by, at90: shift(at90), at95: shift(at95) };
}
