import type { Event, Measure, MeasureResult } from '../../../spec/index.js';
import { excessMixing } from '../excess-mixing.js';
import { homophily } from '../selection.js';
import type { Contact } from '../social-network.js';
import { inWords, sideOf } from './_internals/in-words.js';
import { valuesOf } from './_internals/values-of.js';
import type { MeasuredAgent } from './network-measure.js';

/** What {@link selectionMeasure} needs. */
export interface SelectionMeasureOptions {
  /** Begins the names of its columns. Default `selection`. */
  readonly prefix?: string;
  /** What is chosen by what, for example `partners by opinion`. */
  readonly title: string;
  /** Choices in an event; nothing or `undefined` for others. */
  read(event: Event): readonly Contact[] | undefined;
  /** What agents are alike or not by. */
  kindOf(agent: MeasuredAgent): string;
}

/**
 * A measure of what agents select where they choose partners: how often their like, beside the share under random mixing. See
 * `homophily` and `excessMixing` for the definitions.
 */
export function selectionMeasure({ prefix = 'selection', title, read, kindOf }: SelectionMeasureOptions): Measure {
  const share = { unit: 'share', range: [0, 1] as const };
  return {
    name: `${prefix}-mixing`,
    columns: {
      [`${prefix}_choices`]: { title: 'choices', unit: 'choices' },
      [`${prefix}_alike`]: { title: 'share of choices that fell on the like', unit: 'share' },
      [`${prefix}_expected`]: { title: 'the same if all others were as likely', unit: 'share' },
      [`${prefix}_homophily`]: { title: 'the first less the second', unit: 'share' },
    },
    sociology: {
      topic: 'selection',
      title,
      note:
        'What agents select when they may choose, set beside random mixing, in which everybody chooses among all others alike. ' +
        'Homophily above 0 means that the like are chosen; where few are alike, small numbers of choices say little.',
      sentence: (of) => {
        const [alike, expected, more] = ['alike', 'expected', 'homophily'].map((column) => of(`${prefix}_${column}`));
        if (alike?.value == null || expected === undefined || more === undefined) return null;
        const says = {
          above: 'agents select their like',
          below: 'agents select those unlike them',
          open: 'that agents select their like is not shown',
        }[sideOf(more)];
        return `${inWords(alike)} of the choices fell on the like, ${inWords(expected)} by random mixing: ${says} (${inWords(more)}).`;
      },
      parts: {
        title: 'Who chooses whom, by kind.',
        keys: { from: 'chooser', to: 'chosen' },
        figures: {
          observed: { title: 'share of their choices', ...share },
          expected: { title: 'by random mixing', ...share },
          excess: { title: 'observed / expected − 1', unit: 'ratio' },
        },
      },
    },
    start(agents) {
      const kinds = new Map(agents.map((agent) => [agent.id, kindOf(agent)]));
      const choices: Contact[] = [];
      return {
        observe: (event) => void choices.push(...(read(event) ?? [])),
        finish: () => resultOf(kinds, choices, prefix),
      };
    },
  };
}

function resultOf(kinds: ReadonlyMap<string, string>, choices: readonly Contact[], prefix: string): MeasureResult {
  const rows = homophily(kinds, choices);
  const n = choices.length;
  const over = (value: (row: (typeof rows)[number]) => number): number | null =>
    n === 0 ? null : rows.reduce((sum, row) => sum + row.n * value(row), 0) / n;
  const none = 'nobody chose anybody';
  return {
    ...valuesOf({
      [`${prefix}_choices`]: [n, none],
      [`${prefix}_alike`]: [over(({ observed }) => observed ?? 0), none],
      [`${prefix}_expected`]: [over(({ expected }) => expected), none],
      [`${prefix}_homophily`]: [over(({ observed, expected }) => (observed ?? 0) - expected), none],
    }),
    cases: excessMixing(kinds, choices).map(({ from, to, observed, expected, excess }) => ({ from, to, observed, expected, excess })), // prettier-ignore
  };
}
