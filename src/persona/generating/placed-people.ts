import { answerTable } from '../answering/index.js';
import { positionsOf } from '../measuring/index.js';
import type { Standings } from '../../spec/index.js';
import type { PersonaMeasurement } from './measure-personas.js';

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

/**
 * Where the answers put everybody on each axis, by name; whoever is left out of the measurement is left out.
 *
 * @example runStudy({ scenario: conflict({ agents: 24 }), population: people, standings: standingsOf(people.measurement) })
 */
export function standingsOf(measurement: PersonaMeasurement): Standings {
  const { axes } = measurement.responses;
  return Object.fromEntries(
    placesOf(measurement).flatMap(({ name, realised }) =>
      realised === null ? [] : [[name, Object.fromEntries(axes.map((axis, at) => [axis, realised[at] as number]))]],
    ),
  );
}
