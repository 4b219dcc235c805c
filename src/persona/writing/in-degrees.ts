import type { Axis, Pole } from '../../spec/index.js';

/** How far an aim lies from the middle of an axis, in words and as a number. */
export interface Degrees {
  /** Where that is, in words: `strongly towards "complete trust"`; of an axis with levels, which level. */
  readonly words: string;
  /** From 0 (low pole) to 100 (high pole), rounded; an aim beyond the scale is at its end. */
  readonly percent: number;
  /** From -6 to 6: 0 is between the poles, ±5 at a pole, ±6 beyond it. */
  readonly degree: number;
  /** The pole, or level, that is meant; in the very middle of a continuous axis the high one. */
  readonly near: Pole;
  /** The pole on the other side; none where levels have no order. */
  readonly far?: Pole;
}

/** From the middle outwards. Ten steps and the middle share the scale equally. */
const WORDS = [
  'right between',
  'very slightly towards',
  'slightly towards',
  'clearly towards',
  'strongly towards',
  'all the way at',
  'further out than anybody else, beyond',
] as const;

/** Bands of a scale from 0 to 1. */
const BANDS = 11;

/**
 * Puts an aim on an axis in words. A stronger aim never has weaker words: thirteen degrees on a continuous axis, the
 * outermost for aims below 0 and above 1; on an axis with levels the nearest one, underlined where the aim is beyond.
 *
 * @param aim Any number; 0 is the low pole, 1 the high one.
 */
export function inDegrees(axis: Axis, aim: number): Degrees {
  const held = Math.min(1, Math.max(0, aim));
  if (axis.kind !== 'continuous') return onLevel(axis, { aim, held });
  const degree = degreeOf(aim);
  const percent = Math.round(held * 100);
  const [near, far] = degree < 0 ? [axis.low, axis.high] : [axis.high, axis.low];
  const how = WORDS[Math.abs(degree)] ?? WORDS[6];
  const words = degree === 0 ? `${how} "${axis.low.label}" and "${axis.high.label}"` : `${how} "${near.label}"`;
  return { words, percent, degree, near, far };
}

function degreeOf(aim: number): number {
  if (aim < 0) return -6;
  if (aim > 1) return 6;
  return Math.min(BANDS - 1, Math.floor(aim * BANDS)) - 5;
}

function onLevel(
  axis: Exclude<Axis, { kind: 'continuous' }>,
  { aim, held }: { readonly aim: number; readonly held: number },
): Degrees {
  const { levels } = axis;
  const last = levels.length - 1;
  const index = Math.round(held * last);
  const near = levels[index] as Pole;
  const beyond = aim < 0 || aim > 1 ? ', and there further out than anybody else' : '';
  const position = index / last;
  // A level is where it is: never between two, and beyond its end only where the aim is.
  const degree = degreeOf(beyond === '' ? position : aim);
  const percent = Math.round(position * 100);
  if (axis.kind === 'categorical') {
    const others = levels.filter((_, at) => at !== index).map(({ label }) => `"${label}"`);
    return { words: `"${near.label}", and not ${listed(others)}${beyond}`, percent, degree, near };
  }
  const place = `level ${index + 1} of ${levels.length} from "${axis.low.label}" to "${axis.high.label}"`;
  const far = position < 0.5 ? axis.high : axis.low;
  return { words: `at "${near.label}", ${place}${beyond}`, percent, degree, near, far };
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} or ${items.at(-1)}`;
}
