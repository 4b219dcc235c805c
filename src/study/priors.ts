import { A_PERSON } from '../agent/index.js';
import { countedMean } from '../foundation/statistics/index.js';
import { userError } from '../foundation/errors/index.js';
import { stopped } from './_internals/endings.js';
import type { Judgement, PlannedAgent, PriorSummary, Probe, Scenario } from '../spec/index.js';

/** What agents would choose alone, in a condition. */
export interface Priors {
  /** With an empty history, one distribution an agent. */
  readonly empty: { readonly [agent: string]: readonly number[] };
  /** How many samples that of an agent was counted from; absent where it is exact. */
  readonly samples?: { readonly [agent: string]: number };
  /** The same with each mind as if it decided for all, where several decide. */
  readonly byMind?: { readonly [mind: string]: Priors['empty'] };
  readonly summaries: readonly PriorSummary[];
  /** Every answer, agent by agent. */
  readonly probes: readonly Probe[];
}

/**
 * Asks every agent alone, in each of the scenario's situations for it. Nothing of it reaches a journal or a memory.
 * Agents whose mind the scenario brings are not asked. Agents with the same text and mind give the same answer and are asked once, where the mind is exact.
 *
 * @throws MesocosmError when an agent cannot be asked: without a prior there is nothing to compare with.
 */
export async function askPriors(
  scenario: Scenario,
  agents: readonly PlannedAgent[],
  options: {
    readonly condition: string;
    readonly source: string;
    /** Of the study: sampled priors of different studies, and of different conditions, are different. */
    readonly seed: number;
    /** Whether a model is asked in words: another form or model may do better. */
    readonly spoken?: boolean;
    readonly signal?: AbortSignal;
    onAsked?(done: number, total: number): void;
  },
): Promise<Priors> {
  const brought = new Set(scenario.agents.flatMap(({ id, mind }) => (mind === undefined ? [] : [id])));
  const asked = agents.filter(({ id }) => !brought.has(id));
  const empty: Record<string, readonly number[]> = {};
  const samples: Record<string, number> = {};
  let done = 0;
  const answered = await Promise.all(
    asked.map(async (agent): Promise<readonly Probe[]> => {
      const probes: Probe[] = [];
      const alone = scenario.situations.alone(agent);
      for (const [place, { name, situation }] of alone.entries()) {
        const { id, persona, mind } = agent;
        // Each agent is asked for itself: a sampled prior is its own.
        const stream = `${options.seed}:${options.condition}:prior:${name}:${id}`;
        const context = { agent: id, occasion: 0, stream, purpose: 'prior', persona, signal: options.signal };
        const judgement = await mind.judge(situation, context);
        if (judgement.kind !== 'distribution') throw noPrior(id, name, judgement, options.spoken === true);
        const { probabilities, evidence } = judgement;
        if (place === 0) empty[id] = probabilities;
        if (place === 0 && evidence?.samples !== undefined) samples[id] = evidence.samples;
        probes.push(probeOf(judgement, { condition: options.condition, agent: id, situation: name }));
      }
      done += 1;
      options.onAsked?.(done, asked.length);
      return probes;
    }),
  );
  const probes = answered.flat();
  const situations = [...new Set(probes.map(({ situation }) => situation))];
  const summaries = situations.map((name) =>
    summaryOf(
      name,
      probes.filter(({ situation }) => situation === name),
      options.source,
    ),
  );
  return { empty, ...(Object.keys(samples).length === 0 ? {} : { samples }), summaries, probes };
}

/**
 * Priors of a condition in which several minds decide: every agent is asked with each of them. `empty` has those of the first
 * run.
 *
 * @param each Priors by mind, and who has which mind in the first run.
 */
export function mixedPriors(
  each: { readonly [mind: string]: Priors },
  seats: { readonly [agent: string]: string },
): Priors {
  const byMind = Object.fromEntries(Object.entries(each).map(([mind, { empty }]) => [mind, empty]));
  const [first] = Object.values(each) as [Priors];
  const agents = Object.keys(first.empty);
  const samples = agents.flatMap((agent) => {
    const counted = (each[seats[agent] ?? ''] ?? first).samples?.[agent];
    return counted === undefined ? [] : [[agent, counted] as const];
  });
  return {
    ...(samples.length === 0 ? {} : { samples: Object.fromEntries(samples) }),
    empty: Object.fromEntries(
      agents.map((agent) => [agent, byMind[seats[agent] ?? '']?.[agent] ?? (first.empty[agent] as readonly number[])]),
    ),
    byMind,
    summaries: Object.values(each).flatMap(({ summaries }) => summaries),
    probes: Object.entries(each).flatMap(([mind, { probes }]) => probes.map((probe) => ({ ...probe, mind }))),
  };
}

function probeOf(
  { probabilities, evidence }: Extract<Judgement, { kind: 'distribution' }>,
  about: Pick<Probe, 'condition' | 'agent' | 'situation'>,
): Probe {
  const { mass = null, firstMass, samples, spread = null } = evidence ?? {};
  const first = firstMass === undefined ? {} : { firstMass };
  return {
    ...about,
    probabilities: [...probabilities],
    mass,
    ...first,
    spread,
    ...(samples === undefined ? {} : { samples }),
  };
}

function summaryOf(situation: string, probes: readonly Probe[], source: string): PriorSummary {
  const first = probes.map(({ probabilities }) => probabilities[0] ?? 0);
  const options = probes[0]?.probabilities ?? [];
  return {
    situation,
    probabilities: options.map(
      (_, option) => meanOf(probes.map(({ probabilities }) => probabilities[option] ?? 0)) ?? 0,
    ),
    ...intervalsOf(probes),
    range: [Math.min(...first), Math.max(...first)],
    agents: probes.length,
    mass: meanOf(probes.map(({ mass }) => mass)),
    spread: meanOf(probes.map(({ spread }) => spread)),
    source,
  };
}

/** How well the mean of each option is known, where every agent's answer was counted from samples. */
function intervalsOf(probes: readonly Probe[]): Pick<PriorSummary, 'intervals'> {
  const counted = probes.flatMap(({ probabilities: shares, samples }) =>
    samples === undefined ? [] : [{ shares, samples }],
  );
  if (counted.length === 0 || counted.length < probes.length) return {};
  const intervals = (counted[0]?.shares ?? []).flatMap((_, option, all) => {
    const found = countedMean(counted, all.map((_other, at) => Number(at === option))); // prettier-ignore
    return found === null ? [] : [{ low: found.low, high: found.high }];
  });
  return { intervals };
}

/** Mean of what is there; `null` where nothing is. */
function meanOf(values: readonly (number | null)[]): number | null {
  const there = values.filter((value) => value !== null);
  return there.length === 0 ? null : there.reduce((sum, value) => sum + value, 0) / there.length;
}

function noPrior(
  agent: string,
  situation: string,
  judgement: Exclude<Judgement, { kind: 'distribution' }>,
  spoken: boolean,
): Error {
  const what = `the prior of "${agent}" (${situation}) could not be asked`;
  if (judgement.kind === 'answer') throw new Error(`${what}: its mind gave an answer where an option was asked for`);
  const { kind, message } = judgement;
  if (kind === 'over-budget' || kind === 'aborted') return stopped({ kind, message }, what);
  if (kind === 'unavailable') {
    const remedy = 'check the model or endpoint, then use the same command again';
    return userError({ kind: 'unreachable', what: `${what}: ${message}`, remedy });
  }
  if (judgement.evidence?.asked === A_PERSON) {
    const remedy = 'what was answered is kept, and the same command asks for the rest';
    return userError({ kind: 'failures', what: `${what}: ${message}`, remedy });
  }
  const remedy = spoken
    ? 'there is nothing to compare with: try another --form or model, or mend the endpoint and begin anew with --fresh'
    : 'there is nothing to compare with';
  return userError({ kind: 'failures', what: `${what}: ${message}`, remedy });
}
