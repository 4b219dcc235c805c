import { ruleMind } from '../../agent/index.js';
import { chancesFrom } from '../../foundation/random/index.js';
import { encodeEvent, execute, noteSeen, type SeenNotes } from '../../run/index.js';
import type {
  Arm,
  ArmContext,
  Event,
  InterviewAnswer,
  Judgement,
  Mind,
  PlannedAgent,
  ResponseCurve,
  RunPlan,
  RunRecord,
  Scenario,
  Situation,
} from '../../spec/index.js';

/** A run made to look at it. */
export interface Trial {
  readonly scenario: Scenario;
  readonly plan: RunPlan;
  readonly record: RunRecord;
  readonly events: readonly Event[];
  readonly interviews: readonly InterviewAnswer[];
  /** The journal. */
  readonly lines: readonly string[];
}

/** How trials of a scenario are made. */
export interface TrialOptions {
  readonly mind: Mind;
  readonly seed: number;
  /** Most events that a run may take. */
  readonly limit: number;
  /** Notes what agents see of others. */
  readonly notes?: SeenNotes;
}

/** Takes an option the more often the more often it stands in the situation: a response to others, and no preference. Says little. */
export const follower: Mind = ruleMind({
  name: 'rule:follower',
  probabilities({ options, state, statements }) {
    const seen = [state, ...statements].flat();
    const isOption = (option: number) => (part: Situation['state'][number]) =>
      typeof part === 'object' && 'option' in part && part.option === option;
    return options.map((_, option) => 1 + seen.filter(isOption(option)).length);
  },
  answer: ({ answer }) => (answer?.kind === 'number' ? answer.minimum : answer?.kind === 'text' ? 'I see.' : null),
});

/** The same mind, one decision in three refused. */
export function oftenRefusing(mind: Mind): Mind {
  return {
    name: mind.name,
    judge(situation, context) {
      const chance = chancesFrom('refusals')(context.agent, context.occasion);
      return chance.integer(3) === 0
        ? { kind: 'refused', message: 'I would rather not say.' }
        : mind.judge(situation, context);
    },
  };
}

/** The same mind, each answer after some turns of the event loop, in an order that has nothing to do with the run. */
export function dawdling(mind: Mind): Mind {
  return {
    name: mind.name,
    async judge(situation, context): Promise<Judgement> {
      const turns = chancesFrom('delays')(context.agent, context.occasion).integer(4);
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return mind.judge(situation, context);
    },
  };
}

/** Why an arm does not apply to its scenario, or `undefined` where it does. */
export async function refusalOf(scenario: Scenario, arm: Arm, mind: Mind): Promise<string | undefined> {
  const curve = await curveOf(scenario, mind);
  const agents = placesOf(scenario, mind);
  return arm.refuses?.({ scenario, agents, elicit: () => mind, ...(curve === undefined ? {} : { curve }) });
}

/** Runs one arm of a scenario, the arm that it needs before it. */
export async function tryArm(scenario: Scenario, arm: Arm, options: TrialOptions): Promise<Trial> {
  const { mind, seed } = options;
  const notes = noteSeen();
  const donor = await donorOf(scenario, arm, { ...options, notes });
  const agents = placesOf(scenario, mind);
  const curve = await curveOf(scenario, mind);
  const context: ArmContext = {
    scenario,
    condition: 'conformance',
    seed,
    agents,
    priors: await priorsOf(scenario, mind),
    elicit: () => mind,
    ...(curve === undefined ? {} : { curve }),
    ...(donor === undefined ? {} : { donor: { activations: donor.record.activations, reason: donor.record.ending } }),
  };
  const yoked = arm.yokedTo === undefined ? {} : { yoked: notes.seen() };
  return runPlan(scenario, arm.plan({ ...context, ...yoked }), options);
}

/** The run that an arm needs: with its own seed, or where it is yoked, with another. */
async function donorOf(scenario: Scenario, arm: Arm, options: TrialOptions): Promise<Trial | undefined> {
  const needed = scenario.arms.find(({ name }) => name === (arm.needs ?? arm.yokedTo));
  if (needed === undefined) return undefined;
  return tryArm(scenario, needed, arm.yokedTo === undefined ? options : { ...options, seed: options.seed + 1 });
}

function placesOf(scenario: Scenario, mind: Mind): readonly PlannedAgent[] {
  return scenario.agents.map((slot) => ({ ...slot, mind: slot.mind ?? mind }));
}

async function runPlan(scenario: Scenario, plan: RunPlan, { limit, notes }: TrialOptions): Promise<Trial> {
  const stop = new AbortController();
  const events: Event[] = [];
  const execution = await execute(plan, {
    sink(committed) {
      events.push(...committed);
      if (events.length > limit) stop.abort();
    },
    signal: stop.signal,
    ...(notes === undefined ? {} : { notes }),
  });
  if (execution.status === 'finished') {
    const { record, interviews } = execution;
    return { scenario, plan, record, events, interviews, lines: events.map(encodeEvent) };
  }
  const why = stop.signal.aborted ? `it did not end within ${limit} events` : execution.message;
  throw new Error(`the arm "${plan.arm}" stopped: ${why}`);
}

async function priorsOf(scenario: Scenario, mind: Mind): Promise<ArmContext['priors']> {
  const priors = await Promise.all(
    scenario.agents
      .filter((slot) => slot.mind === undefined)
      .map(async (slot) => {
        const [empty] = scenario.situations.alone(slot);
        if (empty === undefined) throw new Error(`"${slot.id}" has no situation alone`);
        return [slot.id, await probabilitiesOf(mind, empty.situation)] as const;
      }),
  );
  return Object.fromEntries(priors);
}

/** A curve as an examination would give it; its slope is of no matter here. */
async function curveOf({ situations, temperature }: Scenario, mind: Mind): Promise<ResponseCurve | undefined> {
  const { ladder } = situations;
  if (ladder === undefined) return undefined;
  const points = await Promise.all(
    ladder.points.map(async ({ x, situation }) => {
      const p = (await probabilitiesOf(mind, situation))[0] ?? 0;
      return { x, p, low: p, high: p, raw: p, mass: null, presentations: [p] };
    }),
  );
  const option = ladder.points[0]?.situation.options[0] ?? '';
  const fit = { beta: 1, largestDeviation: 0 };
  return { axis: ladder.axis, option, temperature, presentations: 1, points, fit };
}

async function probabilitiesOf(mind: Mind, situation: Situation): Promise<readonly number[]> {
  const judgement = await mind.judge(situation, { agent: 'somebody', occasion: 0, stream: 'conformance' });
  // A mind that will not say is taken to have no preference.
  const given = judgement.kind === 'distribution' ? judgement.probabilities : situation.options.map(() => 1);
  const total = given.reduce((sum, p) => sum + p, 0);
  return given.map((p) => p / total);
}
