import { canonicalJson } from '../../foundation/storage/index.js';
import type { Json } from '../../spec/index.js';
import type { StudyDesign } from '../design.js';

/** Something that two studies were designed to do differently. */
export interface DesignDifference {
  /** For example `seed`, or `parameter agents of "default"`. */
  readonly what: string;
  /** In each study; `null` where it is not there. */
  readonly values: readonly [string | null, string | null];
}

type Condition = StudyDesign['conditions'][number];

/** Every difference of two designs, conditions in pairs; names of studies do not count. */
export function designDifferences(
  a: StudyDesign,
  b: StudyDesign,
  pairs: readonly (readonly [Condition, Condition])[],
): readonly DesignDifference[] {
  const only = (of: StudyDesign, side: 0 | 1): readonly DesignDifference[] =>
    of.conditions
      .filter((condition) => !pairs.some((pair) => pair[side] === condition))
      .map(({ name }) => ({
        what: `condition "${name}"`,
        values: side === 0 ? ['is there', null] : [null, 'is there'],
      }));
  return [
    ...differences('', headOf(a), headOf(b)),
    ...only(a, 0),
    ...only(b, 1),
    ...pairs.flatMap(([one, other]) => {
      const of = ` of "${one.name}"`;
      return [
        ...differences('parameter ', one.parameters, other.parameters, of),
        ...differences('asked with ', one.settings, other.settings, of),
        ...differences('', { minds: mindsOf(one) }, { minds: mindsOf(other) }, of),
        ...differences('', { arms: one.arms.join(', ') }, { arms: other.arms.join(', ') }, of),
      ];
    }),
  ];
}

/** What decides for how many agents; nothing where one decides in all of the study. */
function mindsOf({ minds }: Condition): string | null {
  return minds?.map(({ name, agents, mind }) => `${name} (${mind.name}) for ${agents}`).join(', ') ?? null;
}

function headOf(design: StudyDesign): { readonly [part: string]: unknown } {
  const { scenario, seed, runs, mind, population, interventions, stoppingRule, values } = design;
  return {
    scenario,
    mind: mind.name,
    'fingerprint of the mind': mind.fingerprint.slice(0, 12),
    population: population?.name ?? null,
    'what is done from outside': interventions ?? null,
    'value instrument': values?.name ?? null,
    runs,
    seed,
    'stopping rule': stoppingRule,
  };
}

function differences(
  before: string,
  a: { readonly [part: string]: unknown },
  b: { readonly [part: string]: unknown },
  after = '',
): readonly DesignDifference[] {
  const parts = [...new Set([...Object.keys(a), ...Object.keys(b)])];
  return parts.flatMap((part): readonly DesignDifference[] => {
    const [one, other] = [inWords(a[part]), inWords(b[part])];
    return one === other ? [] : [{ what: `${before}${part}${after}`, values: [one, other] }];
  });
}

function inWords(value: unknown): string | null {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' ? value : canonicalJson(value as Json);
}
