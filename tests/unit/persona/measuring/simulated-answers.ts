import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { sobolPoints } from '../../../../src/persona/placement/index.js';
import type { AnswerTable, Chance } from '../../../../src/spec/index.js';

/** A draw from the standard normal distribution (Box and Muller). */
export function normal(chance: Chance): number {
  return Math.sqrt(2 * chance.exponential()) * Math.cos(2 * Math.PI * chance.uniform());
}

/** Items of five points, the last third of each axis reverse-keyed. */
export function itemsOf(axes: number, perAxis: number, points = 5): AnswerTable['items'] {
  return Array.from({ length: axes * perAxis }, (_, at) => ({
    id: `item-${at + 1}`,
    axis: `axis-${Math.floor(at / perAxis) + 1}`,
    reverseKeyed: at % perAxis >= Math.ceil((2 * perAxis) / 3),
    points,
  }));
}

/** A table of keyed scores; `score` is asked for each person and item. */
export function tableOf(
  size: number,
  { axes, perAxis, points = 5 }: { axes: number; perAxis: number; points?: number },
  score: (person: number, item: number) => number | null,
): AnswerTable {
  const items = itemsOf(axes, perAxis, points);
  return {
    axes: Array.from({ length: axes }, (_, axis) => `axis-${axis + 1}`),
    personas: Array.from({ length: size }, (_, person) => `Person ${person + 1}`),
    items,
    scores: Array.from({ length: size }, (_, person) => items.map((_, item) => score(person, item))),
    kind: 'drawn',
    mode: 'single',
  };
}

/** Keyed answer by a graded response: thresholds between the points, a persona × item shift, discrimination a point. */
export function gradedAnswer(
  stance: number,
  chance: Chance,
  noise: { itemSd: number; discrimination: number },
): number {
  const latent = 4 * stance + noise.itemSd * normal(chance);
  let answer = 0;
  const logistic = -Math.log(1 / Math.max(chance.uniform(), 1e-12) - 1);
  for (let threshold = 0; threshold < 4; threshold += 1) {
    if (latent + logistic / noise.discrimination > threshold + 0.5) answer += 1;
  }
  return answer / 4;
}

/** What a writer keeps of intended positions: a slope, a bias an axis, leakage between axes, noise. */
export interface Writer {
  readonly slope: readonly [number, number];
  readonly biasSd: number;
  readonly leakage: number;
  readonly noise: number;
}

/** Latent stances of people written for targets. */
export function writtenStances(targets: readonly (readonly number[])[], writer: Writer, chance: Chance): number[][] {
  const axes = targets[0]?.length ?? 0;
  const [low, high] = writer.slope;
  const slopes = Array.from({ length: axes }, () => low + (high - low) * chance.uniform());
  const biases = Array.from({ length: axes }, () => writer.biasSd * normal(chance));
  return targets.map((target) =>
    slopes.map((slope, axis) => {
      const others = target.filter((_, other) => other !== axis);
      const leaked = others.reduce((sum, value) => sum + value - 0.5, 0) / Math.max(1, others.length);
      const aim = (target[axis] as number) - 0.5 + writer.leakage * leaked;
      const stance = 0.5 + (biases[axis] as number) + slope * aim + writer.noise * normal(chance);
      return Math.min(1, Math.max(0, stance));
    }),
  );
}

/** The measured collapse: a fifth of the slope is kept. */
export const COLLAPSE: Writer = { slope: [0.13, 0.29], biasSd: 0.08, leakage: 0.2, noise: 0.06 };

/** A population as a collapsed writer makes it, with its targets. */
export function collapsedPopulation(seed: number, shape: { size: number; axes: number; perAxis: number }) {
  const chances = chancesFrom(seed);
  const targets = sobolPoints({ axes: shape.axes, size: shape.size, seed });
  const stances = writtenStances(targets, COLLAPSE, chances('writer'));
  const answers = chances('answers');
  const table = tableOf(shape.size, shape, (person, item) =>
    gradedAnswer(stances[person]?.[Math.floor(item / shape.perAxis)] as number, answers, {
      itemSd: 0.5,
      discrimination: 4,
    }),
  );
  return { targets, stances, table };
}

/** People who answer anything, uniformly from all points or from both ends. */
export function randomPopulation(
  seed: number,
  shape: { size: number; axes: number; perAxis: number; ends?: boolean },
): AnswerTable {
  const chance = chancesFrom(seed)('random');
  return tableOf(shape.size, shape, () => (shape.ends === true ? chance.integer(2) : chance.integer(5) / 4));
}
