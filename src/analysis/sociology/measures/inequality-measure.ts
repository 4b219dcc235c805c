import type { Event, Measure, MeasureResult } from '../../../spec/index.js';
import { inequality } from '../inequality.js';
import { inWords } from './_internals/in-words.js';
import { valuesOf } from './_internals/values-of.js';

/** What somebody gained, or lost where it is negative; `null` where that is not known. */
export interface Gain {
  readonly agent: string;
  readonly amount: number | null;
}

/** What {@link inequalityMeasure} needs. */
export interface InequalityMeasureOptions {
  /** Begins the names of its columns. Default `holdings`. */
  readonly prefix?: string;
  /** What is shared out, for example `points`. */
  readonly title: string;
  /** Share of the agents who count as the richest. Default .1. */
  readonly top?: number;
  /** Gains of an event; nothing or `undefined` for others. */
  read(event: Event): readonly Gain[] | undefined;
}

/** A measure of how unequally what agents gained in a run is shared out at its end. See `inequality` for the definitions. */
export function inequalityMeasure({ prefix = 'holdings', title, top = 0.1, read }: InequalityMeasureOptions): Measure {
  return {
    name: `${prefix}-inequality`,
    columns: {
      [`${prefix}_mean`]: { title: `${title} of an agent on average`, unit: title },
      [`${prefix}_gini`]: { title: `Gini coefficient of ${title} (0: all have as much)`, unit: 'coefficient' },
      [`${prefix}_theil`]: { title: `Theil's index of ${title} (0: all have as much)`, unit: 'nats' },
      [`${prefix}_top`]: { title: `share of the richest ${Math.round(top * 100)} % of agents`, unit: 'share' },
    },
    sociology: {
      topic: 'inequality',
      title: `how ${title} are shared out`,
      note:
        'What each agent gained until the end of the run. Gini is half the mean difference of two agents over the mean; Theil’s ' +
        'index weighs differences at the top more. Nothing is said of runs in which somebody ended below zero.',
      sentence: (of) => {
        const gini = of(`${prefix}_gini`);
        if (gini.value === null) return null;
        return `The Gini coefficient of ${title} was ${inWords(gini)}; the richest had ${inWords(of(`${prefix}_top`))} of all.`;
      },
    },
    start(agents) {
      const holdings = new Map<string, number>(agents.map(({ id }) => [id, 0]));
      const unknown = new Set<string>();
      return {
        observe(event) {
          for (const { agent, amount } of read(event) ?? []) {
            if (amount === null) unknown.add(agent);
            else holdings.set(agent, (holdings.get(agent) ?? 0) + amount);
          }
        },
        finish: () => resultOf([...holdings.values()], { prefix, top, unknown: unknown.size }),
      };
    },
  };
}

function resultOf(
  holdings: readonly number[],
  { prefix, top, unknown }: { readonly prefix: string; readonly top: number; readonly unknown: number },
): MeasureResult {
  const why =
    unknown > 0
      ? `what ${unknown} of ${holdings.length} agents gained is not known`
      : holdings.some((value) => value < 0)
        ? 'somebody ended below zero'
        : 'nobody gained anything';
  const found = unknown > 0 || holdings.some((value) => value < 0) ? null : inequality(holdings, { top });
  const mean = holdings.reduce((sum, value) => sum + value, 0) / holdings.length;
  return valuesOf({
    [`${prefix}_mean`]: [unknown > 0 || holdings.length === 0 ? null : mean, why],
    [`${prefix}_gini`]: [found?.gini.value ?? null, why],
    [`${prefix}_theil`]: [found?.theil.value ?? null, why],
    [`${prefix}_top`]: [found?.topShare.value ?? null, why],
  });
}
