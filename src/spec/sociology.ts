import { z } from 'zod';
import { Estimate } from './estimate.js';

/** What of the life between agents a measure is about. */
export const SociologyTopic = z.enum([
  'convention',
  'norm',
  'network',
  'cascade',
  'conversation',
  'inequality',
  'institution',
  'selection',
]);
export type SociologyTopic = z.infer<typeof SociologyTopic>;

/** A figure of the parts of a run, such as pairs of agents or single conventions. */
export const SociologyFigure = z.object({
  title: z.string(),
  unit: z.string(),
  /** Least and largest value that it can have, where there are such. */
  range: z.tuple([z.number(), z.number()]).readonly().optional(),
});
export type SociologyFigure = z.infer<typeof SociologyFigure>;

/** Says that a measure is about the life between agents, and how its figures are put in words. */
export interface SociologyDeclaration {
  readonly topic: SociologyTopic;
  /** What it is about in this scenario, for example `names that are used`. */
  readonly title: string;
  /** What it is and how it is measured, for somebody who has not met it. */
  readonly note: string;
  /** What the figures of an arm say, from its means over runs; `null` where they say nothing. */
  sentence(of: (column: string) => Estimate, runs: number): string | null;
  /**
   * Figures of parts of a run, from what the measure notes as cases: a case has a text in each field of `keys` and a number or
   * `null` in each of `figures`, and a run has at most one case of the same keys.
   */
  readonly parts?: {
    readonly title: string;
    /** Titles by field. */
    readonly keys: { readonly [field: string]: string };
    readonly figures: { readonly [field: string]: SociologyFigure };
  };
}

/** What one arm showed of the life between agents, by one measure. */
export const SociologyPart = z.object({
  /** Name of the measure. */
  measure: z.string(),
  topic: SociologyTopic,
  title: z.string(),
  note: z.string(),
  /** What it says, in words; `null` where nothing can be said. */
  sentence: z.string().nullable(),
  /** Columns among the measures of the arm that belong to it. */
  columns: z.array(z.string()),
  /** Absent where it tells no parts of a run apart. */
  parts: z
    .object({
      title: z.string(),
      /** Titles of what tells parts apart. */
      keys: z.array(z.string()),
      figures: z.record(z.string(), SociologyFigure),
      rows: z.array(
        z.object({
          /** Which part, as many texts as there are keys. */
          of: z.array(z.string()),
          /** Means over the runs that have it, by figure. */
          values: z.record(z.string(), Estimate),
        }),
      ),
    })
    .optional(),
});
export type SociologyPart = z.infer<typeof SociologyPart>;
