import { chancesFrom } from '../../foundation/random/index.js';
import type { Chances, InformationMeasure, InformationSummary } from '../../spec/index.js';
import { codeRuns, type CodedRuns } from './_internals/coded-runs.js';
import { judgeMeasure } from './_internals/judge-measure.js';
import { binnedSum, majority } from './_internals/macroscopic.js';
import { MEASURES } from './_internals/measure-list.js';
import { boundsOfRun, meanBounds } from './_internals/run-bounds.js';
import { valuesOfRuns, type ValuePlan } from './_internals/run-values.js';
import { crossRunValues, identityValues } from './_internals/surrogate-values.js';
import type { RedundancyMeasure } from './decomposition.js';
import { checkTrajectories, type RunTrajectories } from './trajectory.js';
import type { CodedSeries } from './transitions.js';
import { commonWindow, type CommonWindow, type WindowRule } from './window.js';

/** How information in runs is measured. All of it is to be declared before the runs are looked at. */
export interface InformationOptions {
  readonly window: WindowRule;
  /** Steps from now to later. Default 1. */
  readonly lag?: number;
  /** Quantile bins of numbers, over all runs within the window. Default 2. */
  readonly bins?: number;
  /** Default `mmi`. */
  readonly redundancy?: RedundancyMeasure;
  /** Added to each cell before a decomposition. Default .5, Jeffreys' prior. */
  readonly pseudocount?: number;
  /** Cross-run surrogates. Default 199; 0 for none, and then nothing is tested. */
  readonly surrogates?: number;
  /** Identity shuffles. Default 99; 0 for none. */
  readonly identityShuffles?: number;
  /** Level of each test by itself; correct for their number where several are read together. Default .05. */
  readonly alpha?: number;
  /** At most so many pairs of agents, drawn where there are more. Default 60. */
  readonly pairs?: number;
  /** At most so many triplets. Default 10. */
  readonly triplets?: number;
  /** Where draws come from. Default streams of their own; surrogates are keyed by what
   * happened in the runs too, so the same runs give the same summary. */
  readonly chances?: Chances;
}

type Settings = Required<InformationOptions>;

const DEFAULTS: Omit<Settings, 'window' | 'chances'> = {
  lag: 1,
  bins: 2,
  redundancy: 'mmi',
  pseudocount: 0.5,
  surrogates: 199,
  identityShuffles: 99,
  alpha: 0.05,
  pairs: 60,
  triplets: 10,
};

/** More different values than this leave nearly every cell of a decomposition empty. */
const MOST_SYMBOLS = 6;

/**
 * Information in the trajectories of the runs of one condition, within the window before consensus that they have in common:
 * entropy, divergence, mutual information, transfer entropy, redundancy and synergy, the criterion of emergence and the gain of
 * triplets; each a mean over runs in bits, with an interval over runs, bounds for what is missing, and surrogates.
 *
 * Whether agents are coupled is tested against made-up groups of agents from different runs (see {@link crossRunOrders}), which
 * keep habits and whatever all do at the same time: a synergy above 0 is no sign by itself. Agents that see the same
 * news of their own run are coupled too. Identity shuffles stand beside: see {@link identityOrders}. Ψ ≤ 0 is inconclusive
 * (Rosas et al. 2020), as is everything with fewer than six runs. To condition on no consensus selects: where independent agents
 * meet the threshold by chance, those that do not are slightly unlike each other.
 *
 * @param runs Of one condition and arm, with the same agents; one entry a run, which is the unit of replication.
 * @returns Plain data, deterministic. Without a usable window, or with fewer than 2 or more than 6 different values in it,
 *   `measures` is empty and `reason` says why.
 * @throws MesocosmError (usage) when runs are not comparable: see {@link checkTrajectories}.
 */
export function informationOf(runs: readonly RunTrajectories[], options: InformationOptions): InformationSummary {
  checkTrajectories(runs);
  const settings: Settings = { ...DEFAULTS, chances: chancesFrom('information'), ...options };
  const window = commonWindow(runs, settings.window);
  const coded = codeRuns(window, settings.bins);
  const reason = reasonAgainst(window, coded);
  const plan = planOf(coded, settings);
  const { from, to, used, refused } = window;
  const { threshold, lasting = 1, least = 20 } = settings.window;
  return {
    unit: 'bit',
    base: 2,
    lag: settings.lag,
    redundancy: settings.redundancy,
    pseudocount: settings.pseudocount,
    alpha: settings.alpha,
    window: { from, to, threshold, lasting, least },
    agents: runs[0]?.trajectories.map(({ agent }) => agent) ?? [],
    symbols: [...coded.symbols],
    macroscopic: plan.macroscopic.title,
    runs: { given: runs.length, used: used.length, refused: [...refused] },
    decisions: { expected: coded.expected, missing: coded.missing },
    measures: reason === null ? measuresOf(coded, plan, settings) : [],
    reason,
  };
}

function reasonAgainst({ used, refused }: CommonWindow, { symbols }: CodedRuns): string | null {
  if (used.length === 0) return refused.length === 0 ? 'there are no runs' : 'no run has enough steps before consensus';
  if (symbols.length < 2) return 'fewer than two different values occur in the window';
  if (symbols.length <= MOST_SYMBOLS) return null;
  return `${symbols.length} different values occur in the window, more than ${MOST_SYMBOLS}: bin or recode them first`;
}

function planOf({ runs, symbols }: CodedRuns, settings: Settings): ValuePlan {
  const { lag, redundancy, pseudocount, bins, chances } = settings;
  const places = (runs[0] ?? []).map((_, place) => place);
  const pairs = places.flatMap((a) => places.slice(a + 1).map((b) => [a, b] as const));
  const numeric = runs[0]?.[0]?.numbers !== null && symbols.length > 0;
  return {
    symbols: symbols.length,
    lag,
    redundancy,
    pseudocount,
    pairs: pairs.length <= settings.pairs ? pairs : chances('pairs').shuffle(pairs).slice(0, settings.pairs),
    triplets: tripletsOf(places, settings),
    macroscopic: numeric ? binnedSum(bins) : majority,
  };
}

/** All triplets of few agents; of many, some that are drawn. */
function tripletsOf(places: readonly number[], { triplets, chances }: Settings): ValuePlan['triplets'] {
  const n = places.length;
  if (n < 3) return [];
  const all = n <= 12 ? places.flatMap((a) => places.slice(a + 1).map((b) => [a, b] as const)) : [];
  const listed = all.flatMap(([a, b]) => places.slice(b + 1).map((c) => [a, b, c] as const));
  if (listed.length > 0) return chances('triplets').shuffle(listed).slice(0, triplets);
  return Array.from({ length: triplets }, (_, draw) => {
    const [a = 0, b = 0, c = 0] = chances('triplets', draw).shuffle(places);
    return [a, b, c] as const;
  });
}

function measuresOf({ runs }: CodedRuns, plan: ValuePlan, settings: Settings): InformationMeasure[] {
  const { surrogates, identityShuffles, alpha, chances } = settings;
  const macros = plan.macroscopic.of(runs, plan.symbols);
  const values = valuesOfRuns(runs, plan);
  const bounds = runs.map((run, at) => boundsOfRun(run, macros[at] as CodedSeries, plan));
  // Orders of their own for each set of runs: the same few orders for all would not be exact on average.
  const key = runs.flatMap((run) => run.map(({ codes }) => Array.from(codes).join(' '))).join('\n');
  const apart = runs.length < 2 ? 0 : surrogates;
  const crossRun = crossRunValues(runs, plan, { surrogates: apart, chance: chances('cross-run', key) });
  const identity = identityValues(runs, plan, { surrogates: identityShuffles, chance: chances('identity', key) });
  const units = {
    agents: runs[0]?.length ?? 0,
    pairs: plan.pairs.length,
    triplets: plan.triplets.length,
    group: 1,
  };
  return MEASURES.map((words) =>
    judgeMeasure({
      words,
      units: units[words.level],
      runs: values.map((one) => one[words.name] ?? null),
      bounds: meanBounds(bounds.map((one) => one[words.name])),
      crossRun: crossRun.map((one) => one[words.name]),
      identity: identity.map((one) => one[words.name]),
      alpha,
      chance: chances('bootstrap', words.name),
    }),
  );
}
