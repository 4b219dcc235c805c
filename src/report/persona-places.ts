import { answerTable } from '../persona/answering/index.js';
import type { PersonaMeasurement } from '../persona/generating/measure-personas.js';
import { fitResponses, type LoopReport, type Observation } from '../persona/loop/index.js';
import { positionsOf } from '../persona/measuring/index.js';

/** Somebody of a measured population; places are in the order of its axes. */
export interface PlacedPerson {
  readonly name: string;
  /** Where the person was meant to stand; `null` where no place was intended. */
  readonly target: readonly number[] | null;
  /** Where the answers put the person; `null` of who is left out. */
  readonly realised: readonly number[] | null;
  /** Items without an answer. */
  readonly missing: number;
  /** Why the person is left out; `null` of who is not. */
  readonly excluded: string | null;
}

/** Everybody of a population, in its order. */
export function placesOf({ responses, measures, targets }: PersonaMeasurement): readonly PlacedPerson[] {
  const { axes, personas, answers } = responses;
  const measured = positionsOf(answerTable(responses, { kind: measures.kind }));
  const realised = new Map(measured.personas.map((name, row) => [name, measured.positions[row]]));
  const reasons = new Map([
    ...measured.excluded.map(({ persona, axis }) => [persona, `no answer on the axis "${axis}"`] as const),
    ...responses.excluded.map(({ persona, why }) => [persona, why] as const),
  ]);
  return personas.map((name, row) => {
    const target = targets[row] ?? null;
    const meant = axes.flatMap((axis) => target?.[axis] ?? []);
    return {
      name,
      target: meant.length === axes.length ? meant : null,
      realised: realised.get(name) ?? null,
      missing: (answers[row] ?? []).filter(({ kind }) => kind === 'missing').length,
      excluded: reasons.get(name) ?? null,
    };
  });
}

/** Where texts were aimed on each axis and what they answered, with the response that was fitted. */
export interface AxisResponse {
  readonly axis: string;
  readonly points: readonly { readonly aim: number; readonly answer: number }[];
  /** Expected answers, with the aims on all other axes in the middle; empty of fewer than three texts. */
  readonly fit: readonly { readonly aim: number; readonly answer: number }[];
}

/** Steps of a fitted curve. */
const STEPS = 40;

/**
 * How answers follow aims, by the last text of everybody: where a loop was closed its aims, else the intended places.
 * Empty where nobody has an aim.
 */
export function responsesOf(measurement: PersonaMeasurement, loop?: LoopReport): readonly AxisResponse[] {
  const { axes } = measurement.responses;
  const places = placesOf(measurement);
  const last = loop === undefined ? [] : lastAims(loop);
  const aims = last.length === places.length ? last : places.map(({ target }) => target);
  const observations: Observation[] = places.flatMap(({ realised }, row) => {
    const aim = aims[row] ?? null;
    return aim === null || realised === null ? [] : [{ aim, answer: realised }];
  });
  if (observations.length === 0) return [];
  const { predict } = fitResponses(observations, axes.length);
  return axes.map((axis, at) => {
    const tried = observations.map(({ aim }) => aim[at] as number);
    const [low, high] = [Math.min(...tried), Math.max(...tried)];
    const fit = Array.from({ length: STEPS + 1 }, (_, step) => {
      const aim = low + ((high - low) * step) / STEPS;
      return { aim, answer: predict(axes.map((_other, other) => (other === at ? aim : 0.5)))[at] as number };
    });
    return {
      axis,
      points: observations.map(({ aim, answer }) => ({ aim: aim[at] as number, answer: answer[at] as number })),
      fit: observations.length < 3 ? [] : fit,
    };
  });
}

/** The aims of the texts that stand at the end, of everybody who was ever written, by place in the population. */
function lastAims({ rounds, axes }: LoopReport): readonly (readonly number[])[] {
  const aims = new Map<number, readonly number[]>();
  for (const { written, failed } of rounds) {
    const lost = new Set(failed);
    for (const { index, aim } of written) {
      if (!lost.has(index)) aims.set(index, axes.map((axis) => aim[axis] ?? 0.5)); // prettier-ignore
    }
  }
  return [...aims].sort(([one], [other]) => one - other).map(([, aim]) => aim);
}
