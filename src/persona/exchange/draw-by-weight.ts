import { userError } from '../../foundation/errors/index.js';
import { chancesFrom } from '../../foundation/random/index.js';
import type { Persona, Population } from '../../spec/index.js';
import { cellsOf } from './_internals/cells.js';
import type { Marginal } from './marginals.js';

/** What is drawn, and from whom. */
export interface WeightedDraw {
  readonly population: Population;
  /** One a persona, in their order, at least 0: those of {@link rake}. */
  readonly weights: readonly number[];
  /** Number of people to draw, at least 2. */
  readonly size: number;
  readonly seed: number | string;
  /** What the weights were made for: people are lined up by their cells, so that cells are drawn as evenly as people. */
  readonly marginals?: readonly Marginal[];
}

/**
 * A population of equal people in place of one with weights, for whatever knows no weights: a systematic sample with chances
 * proportional to weight (Madow 1949, Annals of Mathematical Statistics 20, pages 333 to 354). Somebody of weight w among people of weight W is drawn
 * ⌊N·w/W⌋ or ⌈N·w/W⌉ times; who is drawn again goes by another name, `Ana (2)`, with the same text. The share of a cell of
 * the first marginal misses that of the weights by less than 1/N. Determined by the request.
 *
 * People stay in their order. Each has `drawnFrom`, the name in the pool, in the provenance, and no weight any more; the
 * population's provenance has `drawn`: from which population, how many, of how many different people, by which seed.
 *
 * @throws MesocosmError (usage) for fewer than two people, or weights that nobody can be drawn by.
 */
export function drawByWeight(request: WeightedDraw): Population {
  const { population, weights, size, seed } = request;
  check(request);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const start = chancesFrom(seed)('draw-by-weight').uniform();
  const times = population.personas.map(() => 0);
  let cumulative = 0;
  let drawn = 0;
  const line = linedUp(request).filter((person) => (weights[person] as number) > 0);
  for (const person of line) {
    cumulative += weights[person] as number;
    // Rounding must not leave the last one out.
    const until = person === line.at(-1) ? size : (cumulative / total) * size;
    while (drawn < size && start + drawn < until) {
      times[person] = (times[person] as number) + 1;
      drawn += 1;
    }
  }
  const nameFor = namesBeside(population.personas);
  const personas = population.personas.flatMap((persona, at) =>
    Array.from({ length: times[at] as number }, (_, again) => copyOf(persona, nameFor(persona.name, again))),
  );
  const people = times.filter((count) => count > 0).length;
  const about = { from: population.name, size, people, seed, method: 'systematic, in proportion to weight' };
  return { ...population, provenance: { ...population.provenance, drawn: about }, personas };
}

function check({ population, weights, size }: WeightedDraw): void {
  const refuse = (what: string, expected: string): Error => userError({ kind: 'usage', what, expected });
  if (!Number.isInteger(size) || size < 2) throw refuse(`a population of ${size} was asked for`, 'at least 2 people');
  if (weights.length !== population.personas.length) {
    throw refuse(`there are ${weights.length} weights of ${population.personas.length} people`, 'one for everybody');
  }
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (weights.every((weight) => weight >= 0) && total > 0 && total < Infinity) return;
  throw refuse('there are weights that nobody can be drawn by', 'numbers of at least 0 with a positive, finite sum');
}

/** Places of people, sorted by their cells of one marginal after the other; to and fro, so that neighbours are alike. */
function linedUp({ population, marginals = [] }: WeightedDraw): readonly number[] {
  const { personas } = population;
  const cells = marginals.flatMap((marginal) => {
    const sorted = cellsOf(marginal, personas);
    return sorted.ok ? [sorted.value.members] : [];
  });
  const compare = (one: number, other: number): number => {
    let direction = 1;
    for (const members of cells) {
      const [left, right] = [members[one] as number, members[other] as number];
      if (left !== right) return direction * (left - right);
      if (left % 2 === 1) direction = -direction;
    }
    return one - other;
  };
  return personas.map((_, at) => at).sort(compare);
}

/** Names that nobody has: of the first time somebody's own, then with a number. */
function namesBeside(personas: readonly Persona[]): (name: string, again: number) => string {
  const taken = new Set(personas.map(({ name }) => name));
  return (name, again) => {
    if (again === 0) return name;
    for (let number = again + 1; ; number += 1) {
      const other = `${name} (${number})`;
      if (taken.has(other)) continue;
      taken.add(other);
      return other;
    }
  };
}

function copyOf(persona: Persona, name: string): Persona {
  const { weight: _, ...provenance } = persona.provenance ?? {};
  return { ...persona, name, provenance: { ...provenance, drawnFrom: persona.name } };
}
