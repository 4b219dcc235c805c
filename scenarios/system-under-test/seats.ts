import type { AgentSlot, Mind } from 'mesocosm';
import { firstNames } from '../_internals/names.js';

/** Who is in one conversation, by ids. */
export interface Seats {
  readonly person: string;
  readonly system: string;
  /** Who codes it afterwards, where a judge does. */
  readonly judge?: string;
}

/** The conversations of a run: person i talks with system i. */
export function seatsOf(people: number, judged: boolean): readonly Seats[] {
  return Array.from({ length: people }, (_, at) => ({
    person: `agent-${at + 1}`,
    system: `system-${at + 1}`,
    ...(judged ? { judge: `judge-${at + 1}` } : {}),
  }));
}

/** The places: people first, then what the scenario brings a mind for. */
export function slotsOf(
  seats: readonly Seats[],
  minds: { readonly system: Mind; readonly judge?: Mind },
): readonly AgentSlot[] {
  const names = firstNames(seats.length);
  const systems = seats.map(({ system }, at) => ({
    id: system,
    name: `System ${at + 1}`,
    role: 'system',
    mind: minds.system,
  }));
  const { judge: mind } = minds;
  const judges = seats.flatMap(({ judge }, at) =>
    judge === undefined || mind === undefined ? [] : [{ id: judge, name: `Judge ${at + 1}`, role: 'judge', mind }],
  );
  return [
    ...seats.map(({ person }, at) => ({ id: person, name: names[at] as string, role: 'person' })),
    ...systems,
    ...judges,
  ];
}
