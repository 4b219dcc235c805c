import { failed, success, type ModelFailure, type Persona, type PlannedPerson, type Result } from '../../spec/index.js';
import type { PersonRequest } from '../loop/index.js';
import { personNames, rewritePersons, type MissingPerson, type WritingOptions } from '../writing/index.js';

/** Writes people in rounds, for a loop, and remembers who could not be written. */
export interface RoundWriter {
  write(
    requests: readonly PersonRequest[],
    round: number,
  ): Promise<Result<readonly (Persona | undefined)[], ModelFailure>>;
  /** Who could not be written in a round, with the reason. */
  readonly missing: (MissingPerson & { readonly round: number })[];
}

/**
 * A writer for {@link closeLoop}: person i keeps its name in all rounds, and its sketch as long as it stays in its place.
 * Replies are kept by the log of the writing, by person, aim and round.
 */
export function writeInRounds(options: WritingOptions & { readonly plan: readonly PlannedPerson[] }): RoundWriter {
  const { plan, seed } = options;
  const nameAt = personNames(seed);
  const missing: RoundWriter['missing'] = [];
  return {
    missing,
    async write(requests, round) {
      const persons = requests.map(({ index, target, aim }) => {
        const planned = plan[index];
        const stays = planned !== undefined && isSamePlace(planned.position, target);
        const sketch = stays ? planned.sketch : undefined;
        return { name: nameAt(index), position: target, aim, ...(sketch === undefined ? {} : { sketch }) };
      });
      const written = await rewritePersons({ ...options, persons, round });
      if (written.status === 'suspended') return failed(written.failure);
      missing.push(...written.missing.map((one) => ({ ...one, round })));
      const byName = new Map(written.personas.map((persona) => [persona.name, persona]));
      return success(persons.map(({ name }) => byName.get(name)));
    },
  };
}

function isSamePlace(a: PlannedPerson['position'], b: PlannedPerson['position']): boolean {
  return Object.entries(a).every(([axis, value]) => b[axis] === value);
}
