import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { halton, sobolPoints } from '../../../../src/persona/placement/index.js';
import type { Chance } from '../../../../src/spec/index.js';
import { normal } from './simulated-answers.js';

const SIZE = 25;
const within = (value: number): number => Math.min(1, Math.max(0, value));

/** The fifth smallest of nine uniform draws has a Beta(5, 5) distribution. */
const betaFiveFive = (chance: Chance): number =>
  Array.from({ length: 9 }, () => chance.uniform()).sort((a, b) => a - b)[4] as number;

const shrunk = (share: number) => (axes: number, seed: number) =>
  sobolPoints({ axes, size: SIZE, seed }).map((point) => point.map((value) => 0.5 + share * (value - 0.5)));

const drawn = (draw: (axes: number, chance: Chance) => number[]) => (axes: number, seed: number) => {
  const chance = chancesFrom(seed)('golden');
  return Array.from({ length: SIZE }, () => draw(axes, chance));
};

async function haltonPoints(axes: number, seed: number): Promise<number[][]> {
  const named = Array.from({ length: axes }, (_, axis) => {
    const pole = { label: 'end', description: 'an end' };
    return { kind: 'continuous' as const, name: `axis-${axis}`, low: pole, high: pole };
  });
  const placed = await halton().place({ context: 'any', axes: named, size: SIZE, seed });
  if (!placed.ok) throw new Error('not placed');
  return placed.value.map(({ position }) => named.map(({ name }) => position[name] as number));
}

/** The kinds of populations of the golden table, 25 people each. */
export const goldenPopulations: Readonly<
  Record<string, (axes: number, seed: number) => number[][] | Promise<number[][]>>
> = {
  ideal: (axes, seed) => sobolPoints({ axes, size: SIZE, seed }),
  halton: haltonPoints,
  uniform: drawn((axes, chance) => Array.from({ length: axes }, () => chance.uniform())),
  '25 of 32': (axes, seed) =>
    chancesFrom(seed)('choice')
      .shuffle(sobolPoints({ axes, size: 32, seed }))
      .slice(0, SIZE),
  'shrunk to 80 %': shrunk(0.8),
  'shrunk to 60 %': shrunk(0.6),
  'shrunk to 40 %': shrunk(0.4),
  'Beta(5,5)': drawn((axes, chance) => Array.from({ length: axes }, () => betaFiveFive(chance))),
  correlated: drawn((axes, chance) => {
    const common = chance.uniform();
    return Array.from({ length: axes }, () => within(common + 0.1 * normal(chance)));
  }),
  // Everybody in some corner, and every corner taken.
  'corners only': (axes, seed) => {
    const chance = chancesFrom(seed)('corners');
    return Array.from({ length: SIZE }, (_, person) => {
      const corner = person < 2 ** axes ? person : chance.integer(2 ** axes);
      return Array.from({ length: axes }, (_, axis) => (corner >> axis) & 1);
    });
  },
  'corners in turn': (axes) =>
    Array.from({ length: SIZE }, (_, person) => Array.from({ length: axes }, (_, axis) => (person >> axis) & 1)),
  'all identical': (axes) => Array.from({ length: SIZE }, () => new Array<number>(axes).fill(0.5)),
  Likert: (axes, seed) =>
    sobolPoints({ axes, size: SIZE, seed }).map((point) => point.map((value) => Math.round(4 * value) / 4)),
};
