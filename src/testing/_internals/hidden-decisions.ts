import { z } from 'zod';
import { createStreams } from '../../environment/index.js';
import { chancesFrom } from '../../foundation/random/index.js';
import type { Judgement, Mind, Scenario, Situation, SituationContext } from '../../spec/index.js';
import { sampleAnswer } from './sample-answer.js';
import { watched } from './watched-world.js';
import type { WorldKit, WorldRun } from './world-trial.js';

/** How many decisions of a run are made otherwise. */
const TRIED = 6;

/** One decision of one agent. */
interface Turning {
  readonly agent: string;
  readonly occasion: number;
}

/** What an agent was shown for a decision. */
interface Shown {
  /** When, with whom and for what it was asked. */
  readonly asked: string;
  /** All that had reached it by then. */
  readonly reached: number;
  readonly situation: string;
}

/** What everybody was shown, and what reached them. */
interface View {
  readonly shown: ReadonlyMap<string, ReadonlyMap<number, Shown>>;
  readonly reached: ReadonlyMap<string, readonly string[]>;
}

/**
 * Makes a decision in one way and in another, with everything else the same, and looks at who is shown the difference.
 *
 * @throws Error where an agent is shown another situation though the same events reached it, the same in both runs.
 */
export async function demandHidden(kit: WorldKit, seed: number): Promise<void> {
  const plain = await kit.base(seed);
  const stopAfter = { activations: Math.ceil(1.5 * plain.activations) + 1, reason: 'the trial is over' };
  for (const turning of turningsOf(plain)) {
    const views: View[] = [];
    for (const way of [0, 1] as const) {
      const [scenario, view, streams] = viewed(kit.create());
      await kit.run({ scenario, seed, streams, stopAfter, around: (mind) => turned(mind, turning, way) });
      views.push(view);
    }
    for (const { id } of plain.plan.agents) demandSameView(views as [View, View], id, turning);
  }
}

/** Decisions, spread over a run. */
function turningsOf({ events }: WorldRun): readonly Turning[] {
  const counts = new Map<string, number>();
  const all: Turning[] = [];
  for (const { type, agent } of events) {
    if (agent === undefined || (type !== 'decision-made' && type !== 'decision-failed')) continue;
    const occasion = counts.get(agent) ?? 0;
    counts.set(agent, occasion + 1);
    all.push({ agent, occasion });
  }
  const step = Math.max(1, all.length / TRIED);
  return Array.from({ length: Math.min(TRIED, all.length) }, (_, place) => all[Math.floor(place * step)] as Turning);
}

/** The same mind; one decision is made in one of two ways. */
function turned(mind: Mind, turning: Turning, way: 0 | 1): Mind {
  return {
    ...mind,
    judge(situation, context) {
      const { agent, occasion, purpose = 'decision' } = context;
      const other = purpose === 'decision' && agent === turning.agent && occasion === turning.occasion;
      return other ? inWay(situation, way) : mind.judge(situation, context);
    },
  };
}

function inWay({ answer, options }: Situation, way: 0 | 1): Judgement {
  if (answer === undefined) {
    const taken = way === 0 ? 0 : options.length - 1;
    return { kind: 'distribution', probabilities: options.map((_, option) => Number(option === taken)) };
  }
  if (answer.kind === 'number')
    return { kind: 'answer', value: way === 0 ? Math.ceil(answer.minimum) : answer.maximum };
  const words = (most: number): string => (way === 0 ? 'One.' : 'Another.').slice(0, most);
  return { kind: 'answer', value: sampleAnswer(answer, chancesFrom(`way ${way}`)('hidden'), words) };
}

/** A scenario, and a view of it that fills while it runs with these streams. */
function viewed(scenario: Scenario): [Scenario, View, ReturnType<typeof createStreams>] {
  const agents = scenario.agents.map(({ id }) => id);
  const streams = createStreams(agents);
  const reached = new Map(agents.map((agent) => [agent, [] as string[]]));
  const shown = new Map(agents.map((agent) => [agent, new Map<number, Shown>()]));
  for (const agent of agents) {
    streams.perceived$(agent).subscribe((event) => void reached.get(agent)?.push(JSON.stringify(event)));
  }
  const situation = (context: SituationContext<unknown, unknown>, given: unknown): void => {
    const { agent, occasion, activation } = context;
    const { time, agents: together, asks, phase } = activation;
    shown.get(agent)?.set(occasion, {
      asked: JSON.stringify([time, together, asks, phase]),
      reached: reached.get(agent)?.length ?? 0,
      situation: JSON.stringify(given, (_key, part: unknown) => (part instanceof z.ZodType ? undefined : part)),
    });
  };
  return [watched(scenario, { situation }), { shown, reached }, streams];
}

function demandSameView([one, other]: [View, View], agent: string, turning: Turning): void {
  const [first, second] = [one.reached.get(agent) ?? [], other.reached.get(agent) ?? []];
  const parted = first.findIndex((event, place) => event !== second[place]);
  const same = parted < 0 ? first.length : parted;
  for (const [occasion, before] of one.shown.get(agent) ?? []) {
    const now = other.shown.get(agent)?.get(occasion);
    if (now === undefined || now.asked !== before.asked) continue;
    if (before.reached > same || now.reached !== before.reached) continue;
    if (now.situation === before.situation) continue;
    throw new Error(
      `"${agent}" was shown, for its decision ${occasion}, what hangs on decision ${turning.occasion} of ` +
        `"${turning.agent}", and no event brought it there: ${difference(before.situation, now.situation)}`,
    );
  }
}

/** Where two texts that differ part, with some of what stands around it. */
function difference(one: string, other: string): string {
  let at = 0;
  while (one[at] === other[at]) at += 1;
  const around = (text: string): string => text.slice(Math.max(0, at - 40), at + 40);
  return `…${around(one)}… or …${around(other)}…`;
}
