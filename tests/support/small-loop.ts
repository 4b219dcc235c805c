import { closeLoop, type ClosedLoop, type LoopOptions, type PersonRequest } from '../../src/persona/loop/index.js';
import { sobolPoints } from '../../src/persona/placement/index.js';
import { success, type AnswerTable, type Axis, type LikertItem, type ModelFailure } from '../../src/spec/index.js';
import { anAxis } from './placement-requests.js';

/** Somebody whose text is nothing but its aim. */
export interface AimedPerson {
  readonly name: string;
  readonly aim: Readonly<Record<string, number>>;
}

export interface SmallLoop {
  readonly axes?: readonly Axis[];
  readonly size?: number;
  /** From an aim to the answer to an item. Default: two fifths of the way from the middle. */
  readonly answer?: (aim: number, item: LikertItem, person: AimedPerson) => number | null;
  readonly changes?: Partial<LoopOptions<AimedPerson>>;
  /** Fails instead of writing. */
  readonly failing?: (requests: readonly PersonRequest[], round: number) => ModelFailure | undefined;
  /** Whether this person cannot be written. */
  readonly unwritable?: (request: PersonRequest, round: number) => boolean;
}

/** Two items of each key for every axis. */
export function itemsFor(axes: readonly Axis[]): LikertItem[] {
  const said = { lead: 'Would {name} agree?', statement: 'It is so.', pro: 'it is so.', con: 'it is not so.' };
  return axes.flatMap(({ name: axis }) =>
    [1, 2, 3, 4].map((at): LikertItem => {
      return { id: `${axis} ${at}`, axis, points: 5, reverseKeyed: at % 2 === 0, ...said };
    }),
  );
}

export const twoFifths = (aim: number): number => Math.min(1, Math.max(0, 0.5 + 0.4 * (aim - 0.5)));

/** A loop of a few people without noise, and what it was asked. */
export async function runSmallLoop(of: SmallLoop = {}) {
  const { axes = [anAxis('trust'), anAxis('risk')], size = 12, answer = twoFifths, failing, unwritable } = of;
  const items = itemsFor(axes);
  const asked: { readonly round: number; readonly requests: readonly PersonRequest[] }[] = [];
  const answered: string[][] = [];
  const options: LoopOptions<AimedPerson> = {
    questionnaire: { axes: [...axes], items },
    targets: sobolPoints({ axes: axes.length, size, seed: 3 }).map((point) =>
      Object.fromEntries(axes.map(({ name }, axis) => [name, point[axis] as number])),
    ),
    async write(requests, round) {
      asked.push({ round, requests });
      const failure = failing?.(requests, round);
      if (failure !== undefined) return { ok: false, failure };
      return success(
        requests.map((request) => {
          const { index, aim } = request;
          return unwritable?.(request, round) === true ? undefined : { name: `person ${index}`, aim };
        }),
      );
    },
    async answer(people) {
      answered.push(people.map(({ name }) => name));
      const scores = people.map((person) => items.map((item) => answer(person.aim[item.axis] as number, item, person)));
      const personas = people.map(({ name }) => name);
      const names = axes.map(({ name }) => name);
      const table: AnswerTable = { axes: names, personas, items, scores, kind: 'expected', mode: 'single' };
      return success(table);
    },
    seed: 5,
    radius: 0.3,
    ...of.changes,
  };
  const result = await closeLoop(options);
  return { result, asked, answered, options, items };
}

/** The same, where it is to succeed. */
export async function smallLoop(of: SmallLoop = {}) {
  const { result, ...rest } = await runSmallLoop(of);
  if (!result.ok) throw new Error(result.failure.message);
  const loop: ClosedLoop<AimedPerson> = result.value;
  return { ...rest, loop, report: loop.report };
}
