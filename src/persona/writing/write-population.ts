import type { PlannedPerson, Population } from '../../spec/index.js';
import { assertWritable } from './_internals/assert-writable.js';
import { personNames } from './person-names.js';
import { writePersons } from './write-persons.js';
import type { MissingPerson, PersonToWrite, WritingOptions, WritingSpent, WrittenPersons } from './writing-options.js';

/** A population with those who are missing from it; or that its writing was suspended and can go on with the same log. */
export type WrittenPopulation =
  | {
      readonly status: 'finished';
      /** In the order of the plan. A file of it needs at least two people. */
      readonly population: Population;
      readonly missing: readonly MissingPerson[];
      readonly spent: WritingSpent;
    }
  | Extract<WrittenPersons, { status: 'suspended' }>;

/**
 * Stage 2 for a whole plan: names everybody and has each written alone, by a language model or, without one, composed
 * from the described poles. Determined by the options where the model is deterministic.
 *
 * Whoever could not be written is in `missing` and in the population's provenance, and nobody stands in for them.
 *
 * @throws MesocosmError (usage) when the plan is empty, somebody has no position on an axis, or the model cannot write.
 */
export async function writePopulation(
  options: WritingOptions & { readonly plan: readonly PlannedPerson[] },
): Promise<WrittenPopulation> {
  const { plan, generator, questionnaire, seed, model } = options;
  const nameAt = personNames(seed);
  const people = plan.map((planned, index): PersonToWrite => ({ ...planned, name: nameAt(index) }));
  assertWritable(people, options);
  const written = await writePersons(people, 0, options);
  if (written.status === 'suspended') return written;
  const { personas, missing, spent } = written;
  const author = model === undefined ? 'without a language model' : `with ${model.name}`;
  const provenance = {
    generator: generator.name,
    seed,
    planned: plan.length,
    model: model === undefined ? null : { name: model.name, fingerprint: model.fingerprint },
    missing: missing.map(({ name, index, failure: { kind, message } }) => ({ name, index, kind, message })),
  };
  const population: Population = {
    formatVersion: 1,
    name: `${questionnaire.name}-${generator.name}`,
    context: questionnaire.description,
    source: `written by the generator "${generator.name}" of Mesocosm, ${author}`,
    questionnaire,
    provenance,
    personas: [...personas],
  };
  return { status: 'finished', population, missing, spent };
}

/**
 * Writes some people again, under the names that they have, with other aims: what a loop does that found where their
 * answers fall. What is drawn for a person (age, occupation) stays as it was.
 *
 * @param options.round Number of the rewriting, from 1; in the key of every reply.
 * @throws MesocosmError (usage) as {@link writePopulation}.
 */
export async function rewritePersons(
  options: WritingOptions & { readonly persons: readonly PersonToWrite[]; readonly round: number },
): Promise<WrittenPersons> {
  const { persons, round } = options;
  assertWritable(persons, options);
  return writePersons(persons, round, options);
}
