import type { Event, Measure } from 'mesocosm';
import type { Round } from './memory.js';
import type { Resolved } from './resolve.js';

/** Rounds that a state of memory such as `QM QQ` stands for, oldest first. */
function stateReader(names: readonly string[]): (state: string) => readonly Round[] {
  const slashed = names.some((name) => name.length > 1);
  const known = new Map<string, readonly Round[]>();
  return (state) => {
    let rounds = known.get(state);
    if (rounds === undefined) {
      rounds = state
        .split(' ')
        .filter((pair) => pair !== '')
        .map((pair) => (slashed ? pair.split('/') : [...pair]).map((name) => names.indexOf(name)))
        .map(([own = -1, partner = -1]) => ({ own, partner }));
      known.set(state, rounds);
    }
    return rounds;
  };
}

/** Whether an agent was asked in a state of memory, and answered. */
function isAnswer(event: Event): boolean {
  return event.type === 'decision-made' && event.data['kind'] === 'name' && event.data['committed'] !== true;
}

/** Win-stay: of the choices after a success, the share that repeat it. Lose-shift: after a failure, the share that do not. */
export function habitMeasure({ names }: Resolved): Measure {
  return {
    name: 'habits',
    columns: {
      win_stay: { title: 'choices that repeat the last one after a success', unit: 'share' },
      lose_shift: { title: 'choices that change after a failure', unit: 'share' },
    },
    start() {
      const read = stateReader(names);
      const wins = { all: 0, stayed: 0 };
      const losses = { all: 0, shifted: 0 };
      return {
        observe(event) {
          if (!isAnswer(event)) return;
          const last = read(event.data['state'] as string).at(-1);
          if (last === undefined) return;
          const stayed = names[last.own] === event.data['option'];
          if (last.own === last.partner) {
            wins.all += 1;
            wins.stayed += Number(stayed);
          } else {
            losses.all += 1;
            losses.shifted += Number(!stayed);
          }
        },
        finish: () => ({
          values: {
            win_stay: wins.all === 0 ? null : wins.stayed / wins.all,
            lose_shift: losses.all === 0 ? null : losses.shifted / losses.all,
          },
          missing: {
            ...(wins.all === 0 ? { win_stay: 'no decision followed a remembered success' } : {}),
            ...(losses.all === 0 ? { lose_shift: 'no decision followed a remembered failure' } : {}),
          },
        }),
      };
    },
  };
}

interface Visits {
  count: number;
  /** Sum of the probabilities of the first name. */
  first: number;
  readonly mirror: string;
}

/**
 * Symmetry defect of two names: over the states of memory that were met together with their mirror image, the mean of
 * |P(first | state) - P(second | mirror image)|, weighted by how often either was met. 0 where names are
 * interchangeable, 1 where they are never. The empty memory is its own mirror image.
 */
export function symmetryMeasure({ names }: Resolved): Measure {
  return {
    name: 'symmetry',
    columns: { symmetry_defect: { title: 'difference between a choice and its mirror image', unit: 'probability' } },
    start() {
      const read = stateReader(names);
      const visits = new Map<string, Visits>();
      const mirrored = (state: string): string =>
        read(state)
          .map(({ own, partner }) => `${1 - own}${1 - partner}`)
          .join(' ');
      const plain = (state: string): string =>
        read(state)
          .map(({ own, partner }) => `${own}${partner}`)
          .join(' ');
      const keys = new Map<string, string>();
      return {
        observe(event) {
          if (!isAnswer(event)) return;
          const state = event.data['state'] as string;
          let key = keys.get(state);
          if (key === undefined) keys.set(state, (key = plain(state)));
          let visit = visits.get(key);
          if (visit === undefined) visits.set(key, (visit = { count: 0, first: 0, mirror: mirrored(state) }));
          visit.count += 1;
          visit.first += (event.data['probabilities'] as readonly number[])[0] as number;
        },
        finish() {
          const defect = defectOf(visits);
          if (defect !== null) return { values: { symmetry_defect: defect } };
          const reason = 'no state of memory was met together with its mirror image';
          return { values: { symmetry_defect: null }, missing: { symmetry_defect: reason } };
        },
      };
    },
  };
}

function defectOf(visits: ReadonlyMap<string, Visits>): number | null {
  let sum = 0;
  let weight = 0;
  for (const { count, first, mirror } of visits.values()) {
    const image = visits.get(mirror);
    if (image === undefined) continue;
    sum += (count + image.count) * Math.abs(first / count - (1 - image.first / image.count));
    weight += count + image.count;
  }
  return weight === 0 ? null : sum / weight;
}
