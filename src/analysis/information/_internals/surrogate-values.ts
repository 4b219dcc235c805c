import type { Chance } from '../../../spec/index.js';
import { crossRunGroups, crossRunOrders, identityOrders } from '../surrogates.js';
import type { CodedSeries } from '../transitions.js';
import type { AgentSeries, CodedRun } from './coded-runs.js';
import { codesOf, meanOf, PAIR_MEASURES, pairValues, valuesOfGroup, valuesOfRuns } from './run-values.js';
import type { ValuePlan, Values } from './run-values.js';

/** Values of cross-run surrogates: of each, means over its made-up groups. */
export function crossRunValues(
  runs: readonly CodedRun[],
  plan: ValuePlan,
  how: { readonly surrogates: number; readonly chance: Chance },
): readonly Values[] {
  const agents = runs[0]?.length ?? 0;
  const met = pairsOfRuns(runs, plan);
  return Array.from({ length: how.surrogates }, () => {
    const orders = crossRunOrders(runs.length, agents, how.chance);
    const ofPairs = PAIR_MEASURES.map((name, measure) => [name, meanOfPairs(met, measure, orders, plan)] as const);
    const groups = crossRunGroups(runs, how.chance);
    const macros = plan.macroscopic.of(groups, plan.symbols);
    const ofGroups = groups.map((group, at) => valuesOfGroup(group, macros[at] as CodedSeries, plan));
    return { ...Object.fromEntries(ofPairs), ...meanValues(ofGroups) };
  });
}

/** Values of identity shuffles: of each, means over its runs. */
export function identityValues(
  runs: readonly CodedRun[],
  plan: ValuePlan,
  how: { readonly surrogates: number; readonly chance: Chance },
): readonly Values[] {
  return Array.from({ length: how.surrogates }, () =>
    meanValues(
      valuesOfRuns(
        runs.map((run) => shuffledIdentities(run, how.chance)),
        plan,
      ),
    ),
  );
}

/** Means over runs, by measure. */
export function meanValues(values: readonly Values[]): Values {
  const names = new Set(values.flatMap((one) => Object.keys(one))) as Set<keyof Values>;
  return Object.fromEntries([...names].map((name) => [name, meanOf(values.map((one) => one[name]))]));
}

/** Measures by pair, run of the first and run of the second agent; computed once, since surrogates only choose among them. */
function pairsOfRuns(runs: readonly CodedRun[], plan: ValuePlan): readonly (readonly (number | null)[])[][][] {
  return plan.pairs.map(([a, b]) =>
    runs.map((one) => runs.map((other) => pairValues(codesOf(one, a), codesOf(other, b), plan))),
  );
}

/** As in the runs: the mean over runs of the mean over pairs. */
function meanOfPairs(
  met: ReturnType<typeof pairsOfRuns>,
  measure: number,
  orders: readonly (readonly number[])[],
  { pairs }: ValuePlan,
): number | null {
  const ofGroup = (group: number): number | null =>
    meanOf(
      pairs.map(([a, b], pair) => {
        const [one, other] = [orders[a]?.[group] as number, orders[b]?.[group] as number];
        return met[pair]?.[one]?.[other]?.[measure] ?? null;
      }),
    );
  return meanOf((orders[0] ?? []).map((_, group) => ofGroup(group)));
}

function shuffledIdentities(run: CodedRun, chance: Chance): CodedRun {
  const steps = run[0]?.codes.length ?? 0;
  const orders = identityOrders(run.length, steps, chance);
  const from = (step: number, agent: number): AgentSeries => run[orders[step]?.[agent] as number] as AgentSeries;
  return run.map(({ numbers }, agent) => ({
    codes: Int16Array.from({ length: steps }, (_, step) => from(step, agent).codes[step] as number),
    numbers:
      numbers === null
        ? null
        : Float64Array.from({ length: steps }, (_, step) => from(step, agent).numbers?.[step] ?? NaN),
  }));
}
