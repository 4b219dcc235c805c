import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { userError } from '../foundation/errors/index.js';
import { readJsonFile, writeJsonFile } from '../foundation/storage/index.js';
import { cacheFolder } from '../model/index.js';
import { Control, CurvePoint } from './controls/index.js';
import { Form, TriedForm } from './form.js';

/** What `mesocosm model check` found about one model. */
export const Qualification = z.object({
  formatVersion: z.literal(1),
  kind: z.literal('qualification'),
  model: z.object({ name: z.string(), fingerprint: z.string(), choose: z.enum(['exact', 'sampled']) }),
  createdAt: z.iso.datetime(),
  /** Version of Mesocosm that asked. */
  mesocosm: z.string(),
  /** Whether it was a quick look: fewer questions of every kind. */
  quick: z.boolean(),
  /** Names the questions: answers to others are not comparable. */
  items: z.string(),
  /** The form in which the model is asked from now on. */
  elicitation: Form,
  /** Forms that were tried, on questions of their own, each with the stage of the search that tried it. */
  forms: z.array(TriedForm),
  controls: z.array(Control),
  /** Response to others: of ten, `x` hold an option, which is then chosen with probability `p`. */
  curve: z.array(CurvePoint),
  /** Questions with their answers, one distribution a presentation, to be asked again by every study. */
  canary: z.object({
    samples: z.number().int().positive(),
    /** Largest difference of a probability when the check asked again; absent where it must be sampled or was not measured. */
    spread: z.number().nonnegative().optional(),
    answers: z.array(z.object({ id: z.string(), probabilities: z.array(z.array(z.number())) })),
  }),
  /** Calls that the check needed in its last sitting, and how long that took. */
  calls: z.number().int().nonnegative(),
  seconds: z.number().nonnegative(),
});
export type Qualification = z.infer<typeof Qualification>;

/** Where qualifications are kept. */
export function qualificationFolder(cache = cacheFolder()): string {
  return join(cache, 'qualification');
}

/** The file of a model, by its fingerprint, below the folder of qualifications. */
export function qualificationPath(fingerprint: string, folder = qualificationFolder()): string {
  return join(folder, `${fingerprint.replaceAll(/[^\w.-]/g, '_')}.json`);
}

/**
 * The qualification of a model, or `null` where it was never checked.
 *
 * @throws MesocosmError (usage) naming the file, where it is damaged or is about another model.
 */
export async function findQualification(
  fingerprint: string,
  folder = qualificationFolder(),
): Promise<Qualification | null> {
  const path = qualificationPath(fingerprint, folder);
  if (!existsSync(path)) return null;
  const qualification = await readJsonFile(path, Qualification);
  const { model } = qualification;
  if (model.fingerprint === fingerprint) return qualification;
  throw userError({
    kind: 'usage',
    what: `this qualification is about another model, ${model.name} with the fingerprint ${model.fingerprint}`,
    where: path,
    expected: `one with the fingerprint ${fingerprint}`,
    remedy: 'remove the file, and check the model again',
  });
}

/** Writes it at once or not at all. */
export async function writeQualification(path: string, qualification: Qualification): Promise<void> {
  await writeJsonFile(path, Qualification.parse(qualification));
}
