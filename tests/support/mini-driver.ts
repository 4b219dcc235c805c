import type { Event, MeasureResult, Mind, PlannedAgent, RunPlan, Scenario } from '../../src/spec/index.js';
import { chancesFrom, quantise } from '../../src/foundation/random/index.js';

/** What a run of the small driver gives. */
export interface SmallRun {
  readonly reason: string;
  readonly activations: number;
  readonly values: MeasureResult['values'];
  readonly missing: Readonly<Record<string, string>>;
  readonly series: NonNullable<MeasureResult['series']>;
}

/** A plan in which one mind decides for everybody. */
export function planOf(scenario: Scenario, mind: Mind, seed: number): RunPlan {
  const agents = scenario.agents.map((slot): PlannedAgent => ({ ...slot, mind }));
  return { scenario, condition: 'default', arm: 'interacting', seed, agents };
}

/**
 * Runs a plan with minds that answer at once: a plain loop over the contracts that shares nothing with the kernel but the
 * random streams, and so an independent check of it. `observe` is given every event.
 */
export function runSmall(plan: RunPlan, observe: (event: Event) => void = () => undefined): SmallRun {
  const { scenario, seed, agents } = plan;
  const chances = chancesFrom(seed);
  const ids = agents.map(({ id }) => id);
  const planned = new Map(agents.map((agent) => [agent.id, agent]));
  const start = scenario.world.initial(ids, chances('world'));
  const slices = new Map(ids.map((id) => [id, structuredClone(start.slice(id))]));
  const state = { agents: ids, shared: structuredClone(start.shared), slice: (id: string) => slices.get(id) };
  const { memory } = scenario;
  const window = memory?.window ?? 0;
  const memories = new Map(
    ids.map((id) => [id, window === 0 ? [] : [...(memory?.initial?.(id) ?? [])].slice(-window)]),
  );
  const occasions = new Map(ids.map((id) => [id, 0]));
  const perceptions = new Map<string, number>();
  const folds = scenario.measures.map((measure) => measure.start(agents));
  let seq = 1;
  let activations = 0;

  const lensOf = (agent: string, ...key: (string | number)[]) => {
    const prior = plan.solitary?.[agent];
    if (prior === undefined) return (choice: number) => choice;
    const chance = chances('isolation', agent, ...key);
    return (choice: number, who: string) => (who === agent ? choice : chance.draw(prior));
  };
  const emit = (event: Event): void => {
    observe(event);
    for (const fold of folds) fold.observe(event);
  };

  for (const activation of scenario.regime.activations(ids, chances)) {
    const stopped = plan.stopAfter !== undefined && activations >= plan.stopAfter.activations;
    const reason = stopped ? plan.stopAfter?.reason : plan.ignoreEnd ? undefined : scenario.world.ended(state);
    if (reason !== undefined) {
      const results = folds.map((fold) => fold.finish(reason));
      return {
        reason,
        activations,
        values: Object.assign({}, ...results.map(({ values }) => values)),
        missing: Object.assign({}, ...results.map(({ missing }) => missing ?? {})),
        series: Object.assign({}, ...results.map(({ series }) => series ?? {})),
      };
    }
    const { time } = activation;
    const made = activation.agents.map((agent) => {
      const { commitment, mind } = planned.get(agent) as PlannedAgent;
      const occasion = occasions.get(agent) as number;
      occasions.set(agent, occasion + 1);
      const lens = lensOf(agent, 'sees', occasion);
      const remembered = memories.get(agent) as unknown[];
      const situation = scenario.situations.facing({ state, agent, activation, occasion, memory: remembered, lens });
      const judgement = mind.judge(situation, { agent, occasion, stream: String(seed) });
      if (judgement instanceof Promise || judgement.kind !== 'distribution')
        throw new Error('a mind must answer at once');
      const certain =
        commitment === undefined ? undefined : situation.options.map((_, at) => Number(at === commitment));
      const probabilities = quantise(certain ?? judgement.probabilities);
      const value = chances('decision', agent, occasion).draw(probabilities);
      const label = situation.options as readonly string[];
      const text = situation.state.map((part) =>
        typeof part === 'string' ? part : 'option' in part ? label[part.option] : '',
      );
      const about = { kind: situation.kind, state: text.join(''), option: label[value] as string };
      const data = commitment === undefined ? { ...about, probabilities } : { ...about, committed: true };
      return {
        event: { type: 'decision-made', agent, data },
        action: { agent, situation, decision: { kind: 'made', value, probabilities } as const },
      };
    });
    for (const { event } of made) emit({ seq: seq++, time, ...event });
    for (const draft of scenario.world.apply(
      state,
      made.map(({ action }) => action),
      activation,
      (...key) => chances('apply', ...key),
    )) {
      const event: Event = { seq: seq++, time, ...draft };
      scenario.world.reduce(state as never, event);
      emit(event);
      const audience = scenario.world.audience(event, state as never);
      for (const agent of window === 0 ? [] : audience === 'public' ? ids : audience) {
        const perception = perceptions.get(agent) ?? 0;
        perceptions.set(agent, perception + 1);
        const item = memory?.item(event, agent, lensOf(agent, 'remembers', perception));
        if (item !== undefined) memories.set(agent, [...(memories.get(agent) as unknown[]), item].slice(-window));
      }
    }
    activations += 1;
  }
  throw new Error('the regime ended before the run did');
}
