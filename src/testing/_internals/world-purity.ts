import { isDeepStrictEqual } from 'node:util';
import { createState } from '../../environment/index.js';
import { chancesFrom } from '../../foundation/random/index.js';
import type { Event, StateReader } from '../../spec/index.js';
import type { ConformanceCheck } from '../mind-kit.js';
import { demand } from './demand.js';
import { demandPlain, doubted, watched } from './watched-world.js';
import type { WorldKit } from './world-trial.js';

type State = StateReader<unknown, unknown>;

/** What keeps a world's rules functions of what they are given. */
export function pureChecks({ create, run, seeds }: WorldKit): readonly ConformanceCheck[] {
  return [
    {
      name: 'change nothing that its rules are shown, and say the same of the same',
      async check() {
        for (const seed of seeds) await run({ scenario: doubted(create()), seed });
      },
    },
    {
      name: 'hold a state and make events that JSON can hold',
      async check() {
        const seen = new Set<unknown>();
        const once = (part: unknown, what: string): void => {
          if (typeof part === 'object' && seen.has(part)) return;
          seen.add(part);
          demandPlain(part, what);
        };
        const eyes = {
          state({ shared, slice, agents }: State): void {
            once(shared, 'the shared state');
            for (const agent of agents) once(slice(agent), `the slice of "${agent}"`);
          },
          drafts(drafts: readonly { readonly type: string; readonly data: unknown }[]): void {
            for (const { type, data } of drafts) demandPlain(data, `a ${type}`);
          },
        };
        for (const seed of seeds) await run({ scenario: watched(create(), eyes), seed });
      },
    },
    {
      name: 'come to the same state by its events alone',
      async check() {
        for (const seed of seeds) {
          const events: string[] = [];
          let last: unknown;
          const eyes = {
            event: (event: Event) => void events.push(JSON.stringify(event)),
            state: (state: State) => void (last = wholeOf(state)),
          };
          await run({ scenario: watched(create(), eyes), seed });
          const { world, agents } = create();
          const ids = agents.map(({ id }) => id);
          const state = createState(world, ids, chancesFrom(seed)('world'));
          state.commit(events.map((event) => JSON.parse(event) as Event), 'all'); // prettier-ignore
          const folded = wholeOf(state.reader());
          const place = firstDifference(last, folded);
          demand(place === undefined, `its events alone lead to another state than its run had, at ${place}`);
        }
      },
    },
  ];
}

/** The whole state as JSON has it. */
function wholeOf({ shared, slice, agents }: State): unknown {
  const slices = Object.fromEntries(agents.map((agent) => [agent, slice(agent)]));
  return JSON.parse(JSON.stringify({ shared, slices })) as unknown;
}

function firstDifference(one: unknown, other: unknown, path = 'state'): string | undefined {
  if (isDeepStrictEqual(one, other)) return undefined;
  const both = typeof one === 'object' && one !== null && typeof other === 'object' && other !== null;
  if (!both) return `${path} (${JSON.stringify(one)}, and ${JSON.stringify(other)} by its events)`;
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const place = firstDifference((one as never)[key], (other as never)[key], `${path}.${key}`);
    if (place !== undefined) return place;
  }
  return path;
}
