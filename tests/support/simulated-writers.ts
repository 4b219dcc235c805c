import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { evenThresholds, gradedResponse } from '../../src/agent/mind/graded-response.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import type { LikertItem } from '../../src/spec/index.js';
import { anAxis } from './placement-requests.js';

/** How a simulated writer turns an aim into somebody's stance. */
export interface SimulatedWriter {
  /** What is left of an aim's distance to the middle, an entry an axis. */
  readonly gains: readonly number[];
  /** Shift of everybody's stance. */
  readonly biases: readonly number[];
  /** How much an aim on each other axis counts on this. */
  readonly leakage: number;
  /** Standard deviation of what one text adds by chance, in positions. */
  readonly noise: number;
  /** Asymptote of tanh, in distance from the middle; without one the response is straight. */
  readonly asymptote?: number;
  /** How far aims may go. */
  readonly bounds: { readonly low: number; readonly high: number };
}

/** A questionnaire as far as answers depend on it: items of a graded-response model. */
export interface SimulatedInstrument {
  readonly itemsPerAxis: readonly number[];
  readonly points: number;
  /** Per point of the scale. */
  readonly discrimination: number;
  /** Standard deviation of what one text makes of one item, in points of the scale. */
  readonly itemNoise: number;
}

/** Somebody with a stance on each axis; the name keys all that is arbitrary in the answers. */
export interface SimulatedPerson {
  readonly name: string;
  readonly stance: readonly number[];
}

const clip = (value: number): number => Math.min(1, Math.max(0, value));
const normal = (uniform: number): number => normalQuantile(uniform + 2 ** -33, 0, 1);

/** What the writer makes of an aim but for chance, before it is clipped to [0, 1]. */
export function expectedStance(aim: readonly number[], writer: SimulatedWriter): number[] {
  const { gains, biases, leakage, asymptote } = writer;
  return aim.map((_, axis) => {
    const distance = aim.reduce((sum, value, other) => sum + (other === axis ? 1 : leakage) * (value - 0.5), 0);
    const moved = (gains[axis] as number) * distance;
    const bent = asymptote === undefined ? moved : asymptote * Math.tanh(moved / asymptote);
    return 0.5 + (biases[axis] as number) + bent;
  });
}

/** Writes a text: a stance with the writer's noise, keyed by text and axis. */
export function writeText(
  aim: readonly number[],
  writer: SimulatedWriter,
  { name, text, seed }: { readonly name: string; readonly text: string; readonly seed: string },
): SimulatedPerson & { readonly text: string } {
  const stance = expectedStance(aim, writer).map((value, axis) =>
    clip(value + writer.noise * normal(chancesFrom(seed)('text', text, axis).uniform())),
  );
  return { name, text, stance };
}

/** The questionnaire of a simulated instrument; every second item is reverse-keyed. */
export function simulatedQuestionnaire({ itemsPerAxis, points }: SimulatedInstrument) {
  const axes = itemsPerAxis.map((_, axis) => anAxis(`axis ${axis + 1}`));
  const items = itemsPerAxis.flatMap((count, axis) =>
    Array.from({ length: count }, (_, item): LikertItem => {
      const said = { lead: 'Would {name} agree?', statement: 'It is so.', pro: 'it is so.', con: 'it is not so.' };
      const id = `${axis + 1}.${item + 1}`;
      return { id, axis: `axis ${axis + 1}`, points, reverseKeyed: item % 2 === 1, ...said };
    }),
  );
  return { axes, items };
}

/** One answer, drawn: a keyed score in [0, 1]. The same text always gives the same. */
export function answerItem(
  { text, stance }: { readonly text: string; readonly stance: number },
  {
    item,
    seed,
    instrument,
  }: { readonly item: string; readonly seed: string; readonly instrument: SimulatedInstrument },
): number {
  const { points, itemNoise } = instrument;
  const chance = chancesFrom(seed)('answer', text, item);
  const place = stance + (itemNoise * normal(chance.uniform())) / (points - 1);
  return chance.draw(probabilities(place, instrument)) / (points - 1);
}

/** The keyed score that is expected of an aim, over texts and items: the mean over quantiles of both noises. */
export function expectedAnswer(
  aim: readonly number[],
  axis: number,
  { writer, instrument }: { readonly writer: SimulatedWriter; readonly instrument: SimulatedInstrument },
): number {
  const { points, itemNoise } = instrument;
  const centre = expectedStance(aim, writer)[axis] as number;
  let sum = 0;
  for (const text of QUANTILES) {
    for (const item of QUANTILES) {
      const place = clip(centre + writer.noise * text) + (itemNoise * item) / (points - 1);
      sum += probabilities(place, instrument).reduce(
        (total, share, point) => total + (share * point) / (points - 1),
        0,
      );
    }
  }
  return sum / QUANTILES.length ** 2;
}

const QUANTILES = Array.from({ length: 15 }, (_, at) => normal((at + 0.5) / 15));

function probabilities(position: number, { points, discrimination }: SimulatedInstrument): number[] {
  const thresholds = evenThresholds(points);
  return gradedResponse({ position, discrimination: discrimination * (points - 1), thresholds });
}

/** A standard normal number of a stream. */
export const drawNormal = (uniform: () => number): number => normal(uniform());
