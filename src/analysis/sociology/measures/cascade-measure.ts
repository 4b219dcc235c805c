import type { Event, Measure } from '../../../spec/index.js';
import { cascadeFold, cascadesOf, type Cascade, type CascadeRule, type CascadeStep } from '../cascades.js';
import { inWords } from './_internals/in-words.js';
import { isUtterance } from './_internals/utterances.js';
import { valuesOf } from './_internals/values-of.js';

/** What {@link cascadeMeasure} may be told. */
export interface CascadeMeasureOptions extends Partial<CascadeRule> {
  /** Begins the names of its columns, and is its own name. Default `cascade`. */
  readonly prefix?: string;
  /** What steps are, for example `utterances`, the default. */
  readonly title?: string;
}

/**
 * A measure of cascades: how steps that followed from each other hang together, by `causes`. Without a rule the steps are the
 * utterances of `conversation`. See `cascadesOf` for the definitions.
 */
export function cascadeMeasure(about: CascadeMeasureOptions = {}): Measure {
  const { prefix = 'cascade', title = 'utterances', step = isUtterance, follows } = about;
  const rule = follows === undefined ? { step } : { step, follows };
  const share = { unit: 'share' };
  return {
    name: `${prefix}s`,
    columns: {
      [`${prefix}_steps`]: { title, unit: 'steps' },
      [`${prefix}_followed`]: { title: 'share of steps that followed from an earlier one', ...share },
      [`${prefix}_count`]: { title: 'cascades of at least two steps', unit: 'cascades' },
      [`${prefix}_largest`]: { title: 'share of all steps that are in the largest cascade', ...share },
      [`${prefix}_depth`]: { title: 'steps after the first on the longest branch', unit: 'steps' },
      [`${prefix}_breadth`]: {
        title: 'most steps at one distance from the first of the largest cascade',
        unit: 'steps',
      },
      [`${prefix}_virality`]: { title: 'mean distance between two steps of the largest cascade', unit: 'steps' },
    },
    sociology: {
      topic: 'cascade',
      title: `cascades of ${title}`,
      note:
        'A step follows from the last earlier one that its causes lead back to: what was perceived, and came to mind, before. ' +
        'The mean distance between two steps is 2 at most where all follow from one, and grows with the length of chains ' +
        '(structural virality). What was heard last is taken as what moved; forks tell whether it did.',
      sentence: (of) => cascadesInWords(of, prefix, title),
    },
    start() {
      const fold = cascadeFold(rule);
      return {
        observe: (event: Event) => fold.observe(event),
        finish: () => valuesIn(fold.steps(), prefix),
      };
    },
  };
}

function valuesIn(steps: readonly CascadeStep[], prefix: string): ReturnType<typeof valuesOf> {
  const trees = cascadesOf(steps);
  const largest = trees.reduce<Cascade | null>((most, one) => (one.size > (most?.size ?? 0) ? one : most), null);
  const nothing = 'there is no step';
  return valuesOf({
    [`${prefix}_steps`]: [steps.length, nothing],
    [`${prefix}_followed`]: [steps.length === 0 ? null : 1 - trees.length / steps.length, nothing],
    [`${prefix}_count`]: [trees.filter(({ size }) => size > 1).length, nothing],
    [`${prefix}_largest`]: [largest === null ? null : largest.size / steps.length, nothing],
    [`${prefix}_depth`]: [largest === null ? null : Math.max(...trees.map(({ depth }) => depth)), nothing],
    [`${prefix}_breadth`]: [largest?.breadth ?? null, nothing],
    [`${prefix}_virality`]: [largest?.virality ?? null, largest === null ? nothing : 'no step followed from another'],
  });
}

function cascadesInWords(
  of: Parameters<NonNullable<Measure['sociology']>['sentence']>[0],
  prefix: string,
  title: string,
): string | null {
  const followed = of(`${prefix}_followed`);
  if (followed.value === null) return null;
  if (followed.value === 0) return `Of the ${title} none followed from an earlier one: there are no cascades.`;
  return (
    `${inWords(followed)} of the ${title} followed from an earlier one; the largest cascade held ${inWords(of(`${prefix}_largest`))} ` +
    `of them, and the longest branch went on for ${inWords(of(`${prefix}_depth`))} steps.`
  );
}
