import { userError } from '../foundation/errors/index.js';
import type {
  Event,
  Judgement,
  Mind,
  MindContext,
  Remembering,
  RunPlan,
  Scenario,
  Situation,
  SituationContext,
} from '../spec/index.js';

// oxlint-disable-next-line typescript/no-explicit-any
type Context = SituationContext<any, any>;

/** Whose messages are taken out of whose decisions, and how. */
export interface WithoutOptions {
  /** Whose messages are taken away, one agent at a time. Default everybody's. */
  readonly from?: readonly string[];
  /** Whose decisions are looked at. Default everybody's. */
  readonly to?: readonly string[];
  /** Who said what an event holds. Default the agent whose event it is. */
  saidBy?(event: Event): readonly string[];
  /**
   * What an agent faces without a sender's messages, where they stand in the state of the world and not in memory. Pure.
   * Default the same, but for remembered items that come from what the sender said.
   */
  without?(context: Context, sender: string): Context;
}

/** One decision with all that was perceived, and without what one agent said. */
export interface HeardDecision {
  readonly from: string;
  readonly to: string;
  /** How many decisions the agent was asked for before. */
  readonly occasion: number;
  readonly with: readonly number[];
  readonly without: readonly number[];
}

/** A plan that plays the same run, and asks aside what each decision would be without a message. */
export interface WatchedPlan {
  readonly plan: RunPlan;
  /** Decisions so far in which something could be taken away, by decider, occasion and sender. */
  decisions(): readonly HeardDecision[];
  /** Questions without a message to which no distribution came: refused or malformed. */
  failed(): number;
}

/** An item that knows whose words it came from. */
interface Item {
  readonly item: unknown;
  readonly by: readonly string[];
}

/**
 * The same run, with every decision asked once more for each agent of whom the decider remembers something, as it would be had
 * it perceived all but that. The run itself stays as it is: the further answers leave no trace in state, memory or draws.
 *
 * Memory is a fold over perceived events, so what somebody said is taken away item by item. An item that a window has pushed
 * out does not come back.
 *
 * @throws MesocosmError (usage) where others' messages are replaced anyway, nothing is remembered, or a memory writes what it
 *   keeps, in which single messages cannot be found.
 */
export function withoutMessages(plan: RunPlan, options: WithoutOptions = {}): WatchedPlan {
  checkPlan(plan, options);
  const ids = plan.agents.map(({ id }) => id);
  const { from = ids, to = ids, without } = options;
  const saidBy = options.saidBy ?? (({ agent }: Event) => (agent === undefined ? [] : [agent]));
  const asides = new WeakMap<Situation, ReadonlyMap<string, Situation>>();
  const heard: HeardDecision[] = [];
  let failed = 0;

  const facing = (context: Context): Situation => {
    const { situations } = plan.scenario;
    const items = context.memory as readonly Item[];
    const remembering = (kept: readonly Item[]): Context => ({ ...context, memory: kept.map(({ item }) => item) });
    // A situation of its own: two agents may share one object, and have heard different people.
    const situation = { ...situations.facing(remembering(items)) };
    if (!to.includes(context.agent)) return situation;
    const lacking = from.flatMap((sender): readonly (readonly [string, Situation])[] => {
      if (sender === context.agent) return [];
      if (without !== undefined) return [[sender, situations.facing(without(remembering(items), sender))]];
      const others = items.filter(({ by }) => !by.includes(sender));
      return others.length === items.length ? [] : [[sender, situations.facing(remembering(others))]];
    });
    asides.set(situation, new Map(lacking));
    return situation;
  };

  const watching = (mind: Mind): Mind => ({
    ...mind,
    async judge(situation, context) {
      const judgement = await mind.judge(situation, context);
      if (judgement.kind !== 'distribution') return judgement;
      for (const [sender, aside] of asides.get(situation) ?? []) {
        const otherwise = await mind.judge(aside, asking(context, sender));
        if (stops(otherwise)) return otherwise;
        if (otherwise.kind !== 'distribution') failed += 1;
        else heard.push(heardDecision(sender, context, { with: judgement, without: otherwise }));
      }
      return judgement;
    },
  });

  return {
    plan: {
      ...plan,
      scenario: watched(plan.scenario, facing, saidBy),
      agents: plan.agents.map((agent) => ({ ...agent, mind: watching(agent.mind) })),
      interviews: [],
    },
    decisions: () =>
      heard.toSorted(
        (a, b) =>
          ids.indexOf(a.to) - ids.indexOf(b.to) || a.occasion - b.occasion || ids.indexOf(a.from) - ids.indexOf(b.from),
      ),
    failed: () => failed,
  };
}

/** Sampled answers without a message are drawn apart from those with it. */
function asking(context: MindContext, sender: string): MindContext {
  return { ...context, purpose: 'influence', stream: `${context.stream}/without ${sender}` };
}

/** What depends on the hour suspends the run, like any other question that is not answered. */
function stops({ kind }: Judgement): boolean {
  return kind === 'unavailable' || kind === 'over-budget' || kind === 'aborted';
}

type Distribution = Extract<Judgement, { kind: 'distribution' }>;

function heardDecision(
  from: string,
  { agent, occasion }: MindContext,
  judged: { readonly with: Distribution; readonly without: Distribution },
): HeardDecision {
  const { with: all, without } = judged;
  return { from, to: agent, occasion, with: all.probabilities, without: without.probabilities };
}

/** The scenario with memories that know whose words they hold; its measures and interviews are not wanted again. */
function watched(
  scenario: Scenario,
  facing: (context: Context) => Situation,
  saidBy: (event: Event) => readonly string[],
): Scenario {
  const { memory, situations } = scenario;
  return {
    ...scenario,
    situations: { ...situations, facing },
    ...(memory === undefined ? {} : { memory: marked(memory, saidBy) }),
    measures: [],
    interviews: [],
  };
}

function marked(memory: Remembering, saidBy: (event: Event) => readonly string[]): Remembering {
  const { words } = memory;
  return {
    ...memory,
    item(event, agent, lens): Item | undefined {
      const item = memory.item(event, agent, lens);
      return item === undefined ? undefined : { item, by: saidBy(event) };
    },
    initial: (agent): readonly Item[] => (memory.initial?.(agent) ?? []).map((item) => ({ item, by: [] })),
    words: {
      say: (one) => (words === undefined ? String((one as Item).item) : words.say((one as Item).item)),
      note: (text): Item => ({ item: words === undefined ? text : words.note(text), by: [] }),
    },
  };
}

function checkPlan({ scenario, solitary, arm }: RunPlan, { without }: WithoutOptions): void {
  if (solitary !== undefined) {
    const what = `in the arm "${arm}" nobody hears what others say`;
    throw userError({ kind: 'usage', what, expected: 'a run of an arm in which agents meet' });
  }
  if (without !== undefined) return;
  const { memory } = scenario;
  if (memory === undefined || (memory.policy?.bound ?? memory.window) === 0) {
    const what = `agents of "${scenario.name}" remember nothing, so no message can be taken out of their memory`;
    throw userError({ kind: 'usage', what, remedy: 'say with `without` what an agent faces without the messages' });
  }
  if ((memory.policy?.needs ?? []).includes('write')) {
    const what = `the memory "${memory.policy?.name}" writes what it keeps: single messages cannot be found in it`;
    throw userError({ kind: 'usage', what, expected: 'a memory that keeps what was perceived, as a window does' });
  }
}
