import type { Persona, Population, Standings, StudySummary } from '../spec/index.js';
import type { StudyDesign } from './design.js';

type People = NonNullable<StudySummary['people']>[number];
type Range = NonNullable<People['axes'][number]['meant']>;

/** Who takes part, by population: how many, and how far they were meant to differ and do by their answers, axis by axis. */
export function peopleSummary(
  { population, populations = {} }: Pick<StudyDesign, 'population' | 'populations'>,
  standings: Standings = {},
): readonly People[] {
  const all = [...(population === null ? [] : [population]), ...Object.values(populations)];
  return all.map((one) => ({
    name: one.name,
    size: one.personas.length,
    source: one.source ?? null,
    axes: axesOf(one, standings).map((axis) => ({
      axis,
      meant: rangeOf(one.personas, ({ position }) => position?.[axis]),
      answered: rangeOf(one.personas, ({ name }) => standings[name]?.[axis]),
    })),
  }));
}

function axesOf({ personas }: Population, standings: Standings): readonly string[] {
  const named = personas.flatMap(({ name, position = {} }) => [
    ...Object.keys(position),
    ...Object.keys(standings[name] ?? {}),
  ]);
  return [...new Set(named)];
}

/** `null` where nobody has a place. */
function rangeOf(personas: readonly Persona[], placeOf: (persona: Persona) => number | undefined): Range | null {
  const places = personas.flatMap((persona) => placeOf(persona) ?? []);
  if (places.length === 0) return null;
  const mean = places.reduce((sum, place) => sum + place, 0) / places.length;
  return { least: Math.min(...places), mean, most: Math.max(...places) };
}
