import { userError } from '../../foundation/errors/index.js';
import { success, type Placement, type PlannedPerson } from '../../spec/index.js';
import { askSketches, modelOf } from './_internals/ask-sketches.js';
import { sobol } from './sobol.js';

/** How a language model fills the places. */
export interface LanguageModelPlacementOptions {
  /** Most people that are asked for at once, at least 1. Default 10. */
  readonly batch?: number;
  /** Decides the positions. Default a scrambled Sobol sequence. */
  readonly positions?: Placement;
}

/**
 * Lets a language model say who stands where, in batches, each shown the people of those before. Positions are decided by
 * another placement and never read from the model's reply; each person gets a sketch. A reply with too few people, or with
 * one who resembles another, is asked for again, at most three times; then the placement fails as `malformed`.
 *
 * The first stage of the persona generators of Paglieri, Cross, Cunningham, Leibo, Vezhnevets 2026 (arXiv 2602.03545),
 * with positions from a quasi-random sequence.
 */
export function languageModelPlacement(options: LanguageModelPlacementOptions = {}): Placement {
  const { batch = 10, positions = sobol() } = options;
  checkBatch(batch);
  return {
    name: 'language-model',
    needsModel: true,
    async place(request) {
      const model = modelOf(request, 'language-model');
      const { onPlaced, ...unheard } = request;
      const planned = await positions.place(unheard);
      if (!planned.ok) return planned;
      const people: (PlannedPerson & { readonly sketch: string })[] = [];
      for (let from = 0; from < planned.value.length; from += batch) {
        const places = planned.value
          .slice(from, from + batch)
          .map(({ position }, at) => ({ number: from + at + 1, position }));
        const sketches = await askSketches({ request, model, places, taken: people });
        if (!sketches.ok) return sketches;
        places.forEach(({ position }, at) => people.push({ position, sketch: sketches.value[at] as string }));
        onPlaced?.call(request, people.length);
      }
      return success(people);
    },
  };
}

/** @throws MesocosmError (usage) where a batch holds nobody. */
export function checkBatch(batch: number): void {
  if (Number.isInteger(batch) && batch >= 1) return;
  throw userError({
    kind: 'usage',
    what: `a batch of ${batch} people is none`,
    expected: 'a whole number of at least 1',
  });
}
