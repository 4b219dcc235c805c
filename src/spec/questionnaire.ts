import { z } from 'zod';

const text = z.string().min(1, { abort: true }).regex(/\S/, 'a text that is more than spaces');

/** One end of an axis: a word or two, and a sentence about somebody who stands there. */
export const Pole = z.object({ label: text, description: text });
export type Pole = z.infer<typeof Pole>;

const named = { name: text, description: text.optional(), low: Pole, high: Pole };

/**
 * A dimension of diversity, with both poles described. A position on it is a number from 0 (low pole) to 1 (high pole).
 *
 * An `ordinal` axis has levels in order, a `categorical` one levels without order; the first is the low pole, the last
 * the high one, and level i of m stands at i / (m - 1).
 */
export const Axis = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('continuous'), ...named }),
  z.object({ kind: z.literal('ordinal'), ...named, levels: z.array(Pole).min(2).max(12) }),
  z.object({ kind: z.literal('categorical'), ...named, levels: z.array(Pole).min(2).max(12) }),
]);
export type Axis = z.infer<typeof Axis>;

/** A statement with a scale of agreement, and the axis that it measures. */
export const LikertItem = z.object({
  id: text,
  /** Name of the axis that it loads on. */
  axis: text,
  /** Asked in the third person: a lead-in with a hole `{name}`, for example `How far would {name} agree?` */
  lead: z.string().includes('{name}'),
  /** What is agreed with or not, a whole sentence. */
  statement: text,
  /** From 2 to 7 points of agreement. */
  points: z.number().int().min(2).max(7),
  /** Whether agreement speaks for the low pole. */
  reverseKeyed: z.boolean(),
  /** The statement affirmed, as it would follow "I believe that": begins in lower case, ends with a full stop. */
  pro: text,
  /** The statement denied, in the same way, of about the same length. */
  con: text,
});
export type LikertItem = z.infer<typeof LikertItem>;

/** A bound on a weighted sum of positions: `Σ weights[axis] · position[axis]` is at most, or at least, `bound`. */
export const AxisConstraint = z.object({
  weights: z.record(z.string(), z.number()),
  relation: z.enum(['at-most', 'at-least']),
  bound: z.number(),
  /** Why nobody can stand there. */
  why: text.optional(),
});
export type AxisConstraint = z.infer<typeof AxisConstraint>;

/**
 * The instrument that measures where a persona stands: a context, its axes, and items that load on them. Names of axes
 * and items are unique, and every item's axis exists; what makes a questionnaire a good one is checked apart.
 */
export const Questionnaire = z
  .object({
    formatVersion: z.literal(1),
    name: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case words joined by hyphens'),
    /** One sentence or less: where, when, what it is about. */
    description: text,
    /** The long form that personas are written for. */
    context: text,
    era: z.enum(['contemporary', 'historical', 'fictional', 'future']).optional(),
    axes: z.array(Axis).min(1).max(6),
    items: z.array(LikertItem).min(1),
    constraints: z.array(AxisConstraint).optional(),
    source: text.optional(),
    licence: text.optional(),
    provenance: z.record(z.string(), z.json()).optional(),
  })
  .superRefine(({ axes, items, constraints = [] }, { addIssue }) => {
    const names = new Set(axes.map(({ name }) => name));
    if (names.size < axes.length) addIssue({ code: 'custom', path: ['axes'], message: 'two axes have the same name' });
    if (new Set(items.map(({ id }) => id)).size < items.length) {
      addIssue({ code: 'custom', path: ['items'], message: 'two items have the same id' });
    }
    items.forEach(({ axis }, at) => {
      if (names.has(axis)) return;
      const message = `there is no axis "${axis}"; there are ${[...names].join(', ')}`;
      addIssue({ code: 'custom', path: ['items', at, 'axis'], message });
    });
    constraints.forEach(({ weights }, at) => {
      const stray = Object.keys(weights).find((name) => !names.has(name));
      if (stray === undefined) return;
      addIssue({ code: 'custom', path: ['constraints', at, 'weights', stray], message: `there is no axis "${stray}"` });
    });
  });
export type Questionnaire = z.infer<typeof Questionnaire>;

/** How items were asked: `single` question, the three questions of the logic of `appropriateness`, or by `likelihood`. */
export const AnswerMode = z.enum(['single', 'appropriateness', 'likelihood']);
export type AnswerMode = z.infer<typeof AnswerMode>;

/**
 * Answers of a population as numbers, a row a persona and a column an item. A score is in [0, 1] from the low to the high
 * pole (reverse-keyed items are turned already); `null` is a missing answer, never a neutral one.
 */
export interface AnswerTable {
  readonly axes: readonly string[];
  readonly personas: readonly string[];
  readonly items: readonly {
    readonly id: string;
    readonly axis: string;
    readonly reverseKeyed: boolean;
    readonly points: number;
  }[];
  readonly scores: readonly (readonly (number | null)[])[];
  /** Expected values of distributions, or single answers drawn from them. */
  readonly kind: 'expected' | 'drawn';
  readonly mode: AnswerMode;
}
