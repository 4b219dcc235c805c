import { userError } from '../../foundation/errors/index.js';
import type { Placement } from '../../spec/index.js';
import { antiPersonaPlacement } from './anti-persona-placement.js';
import { cornersAndInterior } from './corners-and-interior.js';
import { gridCentres } from './grid-centres.js';
import { halton } from './halton.js';
import { languageModelPlacement } from './language-model-placement.js';
import { latinHypercube } from './latin-hypercube.js';
import { sobol } from './sobol.js';

/** Every placement of the library at its defaults, by name. */
export const placements: Readonly<Record<string, Placement>> = Object.fromEntries(
  [
    sobol(),
    halton(),
    latinHypercube(),
    gridCentres(),
    cornersAndInterior(),
    languageModelPlacement(),
    antiPersonaPlacement(),
  ].map((placement) => [placement.name, placement]),
);

/**
 * The placement of that name.
 *
 * @throws MesocosmError (usage) where there is none, with the nearest.
 */
export function placementOf(name: string): Placement {
  const placement = Object.hasOwn(placements, name) ? placements[name] : undefined;
  if (placement !== undefined) return placement;
  throw userError({
    kind: 'usage',
    what: `there is no placement "${name}"`,
    available: Object.keys(placements),
    given: name,
  });
}
