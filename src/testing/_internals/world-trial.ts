import type { Streams } from '../../environment/index.js';
import { encodeEvent, execute } from '../../run/index.js';
import type {
  Event,
  Intervention,
  Interview,
  Mind,
  PlannedAgent,
  RunPlan,
  Scenario,
  Situation,
} from '../../spec/index.js';
import { demand } from './demand.js';

/** A run of a world, to its end or to where it was stopped. */
export interface WorldRun {
  readonly plan: RunPlan;
  readonly events: readonly Event[];
  /** The journal. */
  readonly lines: readonly string[];
  /** Places in `events` before which it may be cut. */
  readonly boundaries: readonly number[];
  readonly activations: number;
  /** Why it ended; absent where it was cut. */
  readonly ending?: string;
}

/** How a world is run. */
export interface WorldTrial {
  /** Decides for everybody whose mind the scenario does not bring. */
  readonly mind: Mind;
  /** What is done to every mind. Default nothing. */
  around?(mind: Mind): Mind;
  readonly seed: number;
  /** Most events. */
  readonly limit: number;
  /** Stops after so many events, as a process that dies between two commits. */
  readonly cutAt?: number;
  readonly interventions?: readonly Intervention[];
  readonly interviews?: readonly Interview[];
  readonly streams?: Streams;
  readonly stopAfter?: RunPlan['stopAfter'];
  /** Sees events as they are committed, before anybody perceives them. */
  watch?(events: readonly Event[]): void;
}

/** @throws Error where it does not end within the limit, or a rule of it throws. */
export async function runWorld(scenario: Scenario, trial: WorldTrial): Promise<WorldRun> {
  const { mind, around = (same) => same, seed, limit, cutAt = Infinity, streams, watch } = trial;
  const { interventions, interviews, stopAfter } = trial;
  const agents = scenario.agents.map((slot): PlannedAgent => ({ ...slot, mind: around(slot.mind ?? mind) }));
  const plan: RunPlan = {
    scenario,
    condition: 'conformance',
    arm: 'interacting',
    seed,
    agents,
    ...(interventions === undefined ? {} : { interventions }),
    ...(interviews === undefined ? {} : { interviews }),
    ...(stopAfter === undefined ? {} : { stopAfter }),
  };
  const stop = new AbortController();
  const events: Event[] = [];
  const boundaries: number[] = [];
  const execution = await execute(plan, {
    signal: stop.signal,
    sink(committed) {
      watch?.(committed);
      events.push(...committed);
      boundaries.push(events.length);
      if (events.length > limit || events.length >= cutAt) stop.abort();
    },
    ...(streams === undefined ? {} : { streams }),
  });
  const base = { plan, events, lines: events.map(encodeEvent), boundaries };
  if (execution.status === 'finished') {
    const { activations, ending } = execution.record;
    return { ...base, activations, ending };
  }
  demand(events.length <= limit, `it did not end within ${limit} events`);
  demand(stop.signal.aborted, `it stopped: ${execution.message}`);
  return { ...base, activations: boundaries.length };
}

/** @throws Error that shows the first line that differs. */
export function demandSameLines(expected: readonly string[], actual: readonly string[], when: string): void {
  const at = expected.findIndex((line, index) => line !== actual[index]);
  const line = at < 0 ? expected.length : at;
  const same = at < 0 && expected.length === actual.length;
  demand(same, `${when}, line ${line + 1} is ${actual[line] ?? 'missing'}, and was ${expected[line] ?? 'missing'}`);
}

/** What the parts of the kit share. */
export interface WorldKit {
  create(): Scenario;
  readonly mind: Mind;
  readonly seeds: readonly number[];
  readonly limit: number;
  readonly cutEvery: number | undefined;
  /** Runs it anew, with the first seed and the kit's mind unless told otherwise. */
  run(how?: Partial<WorldTrial> & { readonly scenario?: Scenario }): Promise<WorldRun>;
  /** The plain run of a seed; made once. */
  base(seed?: number): Promise<WorldRun>;
  /** Looks at all that anybody is asked in the plain runs, before it is answered. */
  asked(look: (situation: Situation) => void): Promise<void>;
}
