import { z } from 'zod';

/** A check of the model, made before it is believed. */
export const ExaminationCheck = z.object({
  name: z.string(),
  verdict: z.enum(['pass', 'fail', 'note']),
  statistic: z.number().nullable(),
  threshold: z.number().nullable(),
  sentence: z.string(),
});
export type ExaminationCheck = z.infer<typeof ExaminationCheck>;

/** What was known of the model before the study: from `mesocosm model check`, and a few of its questions asked again. */
export const StudyQualification = z.object({
  /** When the model was checked; `null` where it never was. */
  checkedAt: z.iso.datetime().nullable(),
  /** Whether the check was a quick look. */
  quick: z.boolean(),
  /** Controls that the scenario leans on, with their verdicts. */
  leansOn: z.array(z.object({ control: z.string(), verdict: z.string(), sentence: z.string() })),
  /** Whether it answers as it did then; `null` where it was not asked. */
  drift: z
    .object({
      verdict: z.enum(['same', 'drifted', 'not-comparable']),
      largest: z.number().nullable(),
      sentence: z.string(),
    })
    .nullable(),
  /** All of it in words. */
  sentence: z.string(),
});
export type StudyQualification = z.infer<typeof StudyQualification>;
