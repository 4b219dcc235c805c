import { personNames, placementOf, userError, type Population, type Position, type TargetDensity } from 'mesocosm';
import { assistanceAxes } from './axes.js';

/** How people are placed on the axes; see {@link assistedPeople}. */
export interface AssistedPeopleOptions {
  readonly people: number;
  readonly seed: number;
  readonly placement?: string;
  readonly densities?: { readonly [axis: string]: TargetDensity };
}

/**
 * People on {@link assistanceAxes}, composed without a language model: their positions, and a text that says them in words.
 *
 * @param options.placement Name of a placement of the library. Default `corners-and-interior`, which covers the axes.
 * @param options.densities How many stand where, by axis; without one evenly. With them and the placement `sobol` the
 *   population is matched to a density.
 * @throws MesocosmError (usage) where the placement asks a model, or cannot place so many.
 */
export function assistedPeople(options: AssistedPeopleOptions): Population {
  const { people, seed, densities, placement: name = 'corners-and-interior' } = options;
  const placement = placementOf(name);
  if (placement.placeAtOnce === undefined) {
    const what = `the placement "${name}" asks a language model, and these people are composed without one`;
    throw userError({ kind: 'usage', what, remedy: 'take sobol, halton or corners-and-interior' });
  }
  const context = 'people who write to an assistant';
  const about = { context, axes: assistanceAxes, size: people, seed };
  const placed = placement.placeAtOnce({ ...about, ...(densities === undefined ? {} : { densities }) });
  const nameAt = personNames(seed);
  return {
    formatVersion: 1,
    name: `assisted-${densities === undefined ? name : 'by-density'}-${people}-${seed}`,
    context,
    provenance: { made: 'composed without a language model', placement: name, seed, densities: densities ?? null },
    personas: placed.map(({ position }, at) => ({
      name: nameAt(at),
      text: textOf(nameAt(at), position),
      position: { ...position },
    })),
  };
}

const DEGREES = ['very much somebody who', 'rather somebody who', 'now and then somebody who'] as const;

function textOf(name: string, position: Position): string {
  const lines = assistanceAxes.map(({ name: axis, low, high }) => {
    const at = position[axis] as number;
    const pole = at < 0.5 ? low : high;
    const degree = DEGREES[Math.min(2, Math.floor((0.5 - Math.abs(at - 0.5)) * 6))] as string;
    return `${name} is ${degree} ${pole.description}.`;
  });
  return lines.join(' ');
}
