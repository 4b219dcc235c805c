import { bootstrapPairs, equivalence, mean, type Interval } from '../../foundation/statistics/index.js';
import type { AskedAfter, Chances, Estimate, LedgerArm, LedgerSummary } from '../../spec/index.js';
import { estimateOf, measured, type Values } from './contrasts.js';

/** What the agents of one run answered when it was over. */
export interface AskedRun {
  readonly arm: string;
  readonly seed: number;
  readonly after: readonly AskedAfter[];
}

/** What is the same on the probability scale, unless it is said otherwise. */
const MARGIN = 0.05;
const METHOD = 'bootstrap over runs 95 %';

/**
 * What runs left in the agents: the distribution of each after the run less the one that it had alone, averaged over the agents
 * of a run, with intervals over runs. The distance is the total variation distance of the two distributions (half the summed
 * absolute differences): shifts of opposite signs, as in runs that settled on different options, do not cancel in it.
 *
 * Whether the meeting left something is told by the distance and the shifts in `interacting` less those in `isolated`, runs
 * paired by seed: what an agent makes of its own past alone is in both, and so is what sampled answers scatter. `no` is the
 * equivalence of all of them; `yes` that one of them is different at 5 % divided by their number (Bonferroni).
 *
 * @param given.before Distribution of each agent alone, in the order of the options; agents that have none are not counted.
 * @returns `undefined` where nobody was asked.
 */
export function ledgerShift(given: {
  readonly options: readonly string[];
  readonly before: { readonly [agent: string]: readonly number[] };
  readonly runs: readonly AskedRun[];
  readonly chances: Chances;
  /** Default .05. */
  readonly margin?: number;
}): LedgerSummary | undefined {
  const { runs, margin = MARGIN } = given;
  const names = [...new Set(runs.map(({ arm }) => arm))];
  const arms = names.map((arm) => ({ arm, runs: runs.filter((run) => run.arm === arm) }));
  const shifts = arms.map((one) => armShift(one, given));
  if (shifts.every(({ summary }) => summary.answers === 0)) return undefined;
  const met = shifts.find(({ summary }) => summary.arm === 'interacting');
  const alone = shifts.find(({ summary }) => summary.arm === 'isolated');
  const left = { ...leftBetween(met, alone, given), against: alone?.summary.arm ?? null, margin };
  return {
    arms: shifts.map(({ summary }) => summary),
    left: { ...left, sentence: sentenceOf(met?.summary, left) },
  };
}

/** The distance and the shifts together less those in the arm without the meeting, and what follows from all of them. */
function leftBetween(
  met: ArmShift | undefined,
  alone: ArmShift | undefined,
  { options, chances, margin = MARGIN }: Parameters<typeof ledgerShift>[0],
): Pick<LedgerSummary['left'], 'difference' | 'shifts' | 'verdict'> {
  if (met === undefined || alone === undefined) return { difference: null, shifts: {}, verdict: 'inconclusive' };
  const names = ['distance', ...options];
  const values = ({ distances, shifts }: ArmShift): readonly Values[] => [distances, ...shifts];
  // Of two options the shifts are the same but for the sign.
  const tests = options.length === 2 ? 2 : names.length;
  const contrasts = names.map((name, at) => {
    const pairs = pairsOf(values(met)[at] ?? new Map(), values(alone)[at] ?? new Map());
    const between = (level: number): Interval =>
      bootstrapPairs(pairs, { chance: chances('ledger', 'left', name), level });
    return pairs.length === 0 ? null : { value: mean(pairs.map(([a, b]) => a - b)), n: pairs.length, at: between };
  });
  const estimates = contrasts.map((one): Estimate =>
    one === null ? estimateOf(null, 0, METHOD) : { value: one.value, ...one.at(0.95), n: one.n, method: METHOD },
  );
  const verdicts = contrasts.map((one) =>
    one === null
      ? 'inconclusive'
      : equivalence({ at90: one.at(0.9), at95: one.at(1 - 0.05 / tests), n: one.n }, margin),
  );
  const [difference = null, ...each] = estimates;
  const isSame = verdicts.every((one) => one === 'equivalent');
  return {
    difference,
    shifts: Object.fromEntries(options.map((option, at) => [option, each[at] as Estimate])),
    verdict: isSame ? 'no' : verdicts.includes('different') ? 'yes' : 'inconclusive',
  };
}

function pairsOf(a: Values, b: Values): readonly (readonly [number, number])[] {
  return [...a].flatMap(([seed, value]) => {
    const other = b.get(seed);
    return other === undefined ? [] : [[value, other] as const];
  });
}

interface ArmShift {
  readonly summary: LedgerArm;
  readonly distances: Values;
  /** In the order of the options. */
  readonly shifts: readonly Values[];
}

function armShift(
  { arm, runs }: { readonly arm: string; readonly runs: readonly AskedRun[] },
  given: Parameters<typeof ledgerShift>[0],
): ArmShift {
  const { options, before, chances } = given;
  const each = runs.map(({ seed, after }) => ({ seed, ...movesOf(after, before) }));
  const valuesOf = (value: (moves: readonly (readonly number[])[]) => number): Values =>
    new Map(each.flatMap(({ seed, moves }) => (moves.length === 0 ? [] : [[seed, value(moves)] as const])));
  const estimate = (values: Values, ...key: readonly string[]): Estimate => {
    const found = measured(values, 'mean', () => chances('ledger', arm, ...key));
    return estimateOf(found, values.size, METHOD);
  };
  const distances = valuesOf((moves) => mean(moves.map(distanceOf)));
  const missing = tally(runs.flatMap(({ after }) => after.flatMap(({ failure }) => failure?.kind ?? [])));
  const shifts = options.map((_, at) => valuesOf((moves) => mean(moves.map((move) => move[at] ?? 0))));
  const summary: LedgerArm = {
    arm,
    runs: runs.length,
    answers: each.reduce((sum, { moves }) => sum + moves.length, 0),
    missing,
    options: options.map((option, at) => ({
      option,
      shift: estimate(shifts[at] as Values, 'shift', option),
      ...boundsOf(each, at),
    })),
    distance: estimate(distances, 'distance'),
  };
  return { summary, distances, shifts };
}

/** After less before of those who answered, and the distributions alone of those who did not. */
function movesOf(
  after: readonly AskedAfter[],
  before: { readonly [agent: string]: readonly number[] },
): { readonly moves: readonly (readonly number[])[]; readonly silent: readonly (readonly number[])[] } {
  const known = after.flatMap(({ agent, probabilities }) => {
    const prior = before[agent];
    return prior === undefined ? [] : [{ prior, probabilities }];
  });
  return {
    moves: known.flatMap(({ prior, probabilities }) =>
      probabilities === undefined ? [] : [prior.map((p, at) => (probabilities[at] ?? 0) - p)],
    ),
    silent: known.flatMap(({ prior, probabilities }) => (probabilities === undefined ? [prior] : [])),
  };
}

/** Total variation distance. */
function distanceOf(move: readonly number[]): number {
  return move.reduce((sum, change) => sum + Math.abs(change), 0) / 2;
}

/** Nothing where everybody answered. */
function boundsOf(
  runs: readonly Pick<ReturnType<typeof movesOf>, 'moves' | 'silent'>[],
  at: number,
): Pick<LedgerArm['options'][number], 'bounds'> {
  const asked = runs.filter(({ moves, silent }) => moves.length + silent.length > 0);
  if (asked.every(({ silent }) => silent.length === 0)) return {};
  const end = (sure: number): number =>
    mean(
      asked.map(({ moves, silent }) =>
        mean([...moves.map((move) => move[at] ?? 0), ...silent.map((prior) => sure - (prior[at] ?? 0))]),
      ),
    );
  return { bounds: { low: end(0), high: end(1) } };
}

function tally(reasons: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}

function sentenceOf(
  met: LedgerArm | undefined,
  { against, difference, shifts, verdict }: Omit<LedgerSummary['left'], 'sentence'>,
): string {
  if (met === undefined || met.distance.value === null) return 'Nobody who met others answered when a run was over.';
  const far = `After the runs in which they met, agents were ${met.distance.value.toFixed(2)} away from where they stood alone`;
  if (against === null || difference === null || difference.value === null) {
    return `${far} (0 is where they were, 1 as far as can be); nothing says how much of it the meeting did.`;
  }
  const apart = Math.abs(difference.value).toFixed(2);
  const more = `${apart} ${difference.value < 0 ? 'less' : 'more'} than in the arm "${against}"`;
  const [largest] = Object.entries(shifts).toSorted(([, a], [, b]) => Math.abs(b.value ?? 0) - Math.abs(a.value ?? 0));
  const way = `, and ${largest?.[0]} is chosen with a probability that moved ${signedText(largest?.[1].value ?? 0)} against there`;
  const verdicts = {
    yes: 'the meeting left something in them',
    no: 'the meeting itself left nothing in them that counts',
    inconclusive: 'too few runs say whether the meeting left something in them',
  };
  return `${far}, ${more}${way}: ${verdicts[verdict]}.`;
}

function signedText(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}
