import { z } from 'zod';

/** Kinds of minds, by what a record of them is; `brought` is a mind that the scenario brings for a place of its own. */
export const MindKind = z.enum(['language-model', 'policy-table', 'person', 'brought', 'other']);
export type MindKind = z.infer<typeof MindKind>;

const OneRecordedMind = z.object({
  kind: MindKind,
  name: z.string(),
  fingerprint: z.string(),
  /** How it was made: elicitation of a language model, the table's name, or what a person was given. */
  settings: z.record(z.string(), z.json()),
});

/** What decided: one mind for all agents, but for those in `others`, by the agents' ids. */
export const RecordedMind = OneRecordedMind.extend({
  others: z.record(z.string(), OneRecordedMind).optional(),
});
export type RecordedMind = z.infer<typeof RecordedMind>;
