import { A_PERSON } from '../agent/index.js';
import { runKernel, type Asked, type Streams } from '../environment/index.js';
import { chancesFrom } from '../foundation/random/index.js';
import type {
  AskedAfter,
  Chances,
  Event,
  EventDraft,
  Interview,
  InterviewAnswer,
  Judgement,
  Json,
  MeasureResult,
  PersonTurns,
  PlannedAgent,
  RunPlan,
  RunRecord,
  Scenario,
  ValueAnswer,
} from '../spec/index.js';
import { checkInterventions } from './check-interventions.js';
import { createAfterQuestions } from './asked-after.js';
import { checkInterviews } from './check-interviews.js';
import { checkMoments } from './check-moments.js';
import { createInterviews, type InterviewQuestion } from './interviews.js';
import type { EventSink } from './journal/sink.js';
import { yokedLens, type LensOf, type SeenNotes } from './seen.js';
import { memoryOfPlan } from './memory-of-plan.js';
import { noteChoices, type ChoiceNotes } from './note-choices.js';
import { createValueQuestions } from './value-questions.js';

/** What a run may be given beside its plan. */
export interface ExecuteOptions {
  readonly sink?: EventSink;
  /** Sees the events after the sink took them; for displays. */
  watch?(events: readonly Event[]): void;
  readonly streams?: Streams;
  readonly signal?: AbortSignal;
  /** The run was made before, or its interventions were looked at: moments that can never come are not refused. */
  readonly recorded?: true;
  /** Names the stream of sampled answers; default condition, arm and seed. */
  readonly stream?: string;
  /** Notes what agents see of others. */
  readonly notes?: SeenNotes;
}

/** A run that came to its end, with its row; or one that is suspended at a commit boundary and can be resumed. */
export type Execution =
  | {
      readonly status: 'finished';
      readonly record: RunRecord;
      readonly interviews: readonly InterviewAnswer[];
      /** What agents answered when the run was over; empty unless the plan asks. */
      readonly after: readonly AskedAfter[];
      /** What they said to a value instrument then; empty unless the plan has one and asks. */
      readonly values: readonly ValueAnswer[];
    }
  | {
      readonly status: 'suspended';
      readonly kind: 'unavailable' | 'over-budget' | 'aborted';
      readonly message: string;
    };

/**
 * Executes a plan: the same function whether its answers come from models, from a record, or from both.
 *
 * Everything that happens is a function of the plan and of the minds' judgements. Events go to `sink` commit by commit;
 * measures fold them as they pass, and nothing of a run is kept in memory but its state.
 */
export async function execute(plan: RunPlan, options: ExecuteOptions = {}): Promise<Execution> {
  const { scenario } = plan;
  const chances = chancesFrom(plan.seed);
  const folds = scenario.measures.map((measure) => measure.start(plan.agents));
  const choices = noteChoices(plan);
  const planned = plan.interventions?.length ?? 0;
  const tally: Tally = {
    decisions: 0,
    failures: {},
    ...(planned === 0 ? {} : { interventions: { planned, made: 0 } }),
  };

  const observe = (events: readonly Event[]): void => {
    options.sink?.(events);
    options.watch?.(events);
    for (const event of events) {
      count(tally, event);
      choices.observe(event);
      for (const fold of folds) fold.observe(event);
    }
  };

  checkInterventions(plan.interventions ?? [], plan);
  if (options.recorded !== true) checkMoments(plan.interventions ?? [], plan);
  const held = interviewsOf(plan);
  checkInterviews(held, plan);
  const interviews = createInterviews(held, plan.agents, beside('interview', plan, options));
  const after = createAfterQuestions(plan, beside('after', plan, options));
  const values = createValueQuestions(plan, beside('values', plan, options));
  const result = await runKernel({
    world: scenario.world,
    regime: scenario.regime,
    agents: plan.agents,
    chances,
    facing: (context) => scenario.situations.facing(context),
    memory: memoryOfPlan(plan, { stream: streamOf(plan, options), signal: options.signal }),
    options: scenario.options,
    interventions: plan.interventions,
    interviewer: {
      ...interviews.interviewer,
      end(inquiry) {
        interviews.interviewer.end(inquiry);
        after.end(inquiry);
        values.end(inquiry);
      },
    },
    lens: options.notes === undefined ? lensOf(plan, chances) : options.notes.around(lensOf(plan, chances)),
    judge: judging(plan, options),
    opening: opening(plan),
    sink: observe,
    streams: options.streams,
    stopAfter: plan.stopAfter,
    ignoreEnd: plan.ignoreEnd,
    signal: options.signal,
  });
  // Also where the run stopped: nothing that was asked may arrive when the record is closed.
  const [said, afterwards, valued] = [await interviews.answers(), await after.answers(), await values.answers()];
  if (result.status === 'suspended') return { status: 'suspended', kind: result.kind, message: result.message };
  if (!said.ok) return { status: 'suspended', ...said.trouble };
  if (!afterwards.ok) return { status: 'suspended', ...afterwards.trouble };
  if (!valued.ok) return { status: 'suspended', ...valued.trouble };
  for (const fold of folds) fold.hear?.(said.value);

  const results = folds.map((fold) => fold.finish(result.reason));
  const { condition, arm, seed } = plan;
  const ended = { activations: result.activations, ending: result.reason };
  return {
    status: 'finished',
    interviews: said.value,
    after: afterwards.value,
    values: valued.value,
    record: {
      condition,
      arm,
      seed,
      ...ended,
      ...merge(results),
      ...casesOf(scenario, results),
      ...codingsOf(results),
      ...chosen(choices),
      ...tally,
    },
  };
}

function judging(plan: RunPlan, options: ExecuteOptions): (asked: Asked) => Judgement | Promise<Judgement> {
  const agents = new Map(plan.agents.map((agent) => [agent.id, agent]));
  const stream = streamOf(plan, options);
  const { signal } = options;
  return ({ agent, situation, occasion, persona }) => {
    const planned = agents.get(agent) as PlannedAgent;
    return planned.mind.judge(situation, { agent, occasion, stream, persona: persona ?? planned.persona, signal });
  };
}

/** Interviews of the scenario, and of this plan. */
function interviewsOf({ scenario, interviews = [] }: RunPlan): readonly Interview[] {
  return [...(scenario.interviews ?? []), ...interviews];
}

/** What is asked beside a run is asked of the same minds, in streams of its own. */
function beside(
  purpose: 'interview' | 'after' | 'values',
  plan: RunPlan,
  options: ExecuteOptions,
): (question: InterviewQuestion) => Judgement | Promise<Judgement> {
  const agents = new Map(plan.agents.map((agent) => [agent.id, agent]));
  const run = streamOf(plan, options);
  const { signal } = options;
  return ({ agent, situation, occasion, stream, persona }) => {
    const planned = agents.get(agent) as PlannedAgent;
    return planned.mind.judge(situation, {
      agent,
      occasion,
      persona: persona ?? planned.persona,
      signal,
      purpose,
      stream: `${run}/${stream}`,
    });
  };
}

function streamOf(plan: RunPlan, options: ExecuteOptions): string {
  return options.stream ?? `${plan.condition}.${plan.arm}.${plan.seed}`;
}

function lensOf({ solitary, yoked }: RunPlan, chances: Chances): LensOf | undefined {
  if (yoked !== undefined) return yokedLens(yoked);
  return solitary === undefined ? undefined : solitaryLens(solitary, chances);
}

/** Others' choices become fresh draws from the looker's own prior; its own choices stay. */
function solitaryLens(priors: NonNullable<RunPlan['solitary']>, chances: Chances): LensOf {
  return (agent, ...key) => {
    const prior = priors[agent];
    if (prior === undefined) throw new Error(`there is no prior for "${agent}", whose isolation would draw from it`);
    const chance = chances('isolation', agent, ...key);
    return (choice, who) => (who === agent ? choice : chance.draw(prior));
  };
}

function opening(plan: RunPlan): EventDraft {
  const { scenario, condition, arm, seed } = plan;
  const agents = plan.agents.map(({ id, name, persona, mind, commitment }) => ({
    id,
    name,
    mind: mind.name,
    ...(persona === undefined ? {} : { persona: persona.name }),
    ...(commitment === undefined ? {} : { commitment: scenario.options[commitment] as string }),
  }));
  const { name, parameters, options, regime } = scenario;
  return {
    type: 'run-started',
    data: { scenario: name, condition, arm, seed, parameters, options, regime: regime.name, agents },
  };
}

interface Tally {
  decisions: number;
  readonly failures: Record<string, number>;
  /** There where something is to be done from outside. */
  interventions?: { readonly planned: number; made: number };
  /** There once a person was asked. */
  people?: Record<string, PersonTurns>;
}

function count(tally: Tally, event: Event): void {
  const { type, data } = event;
  if (type === 'intervention-made' && tally.interventions !== undefined) tally.interventions.made += 1;
  if (type !== 'decision-made' && type !== 'decision-failed') return;
  if (data['committed'] === true) return;
  tally.decisions += 1;
  countPerson(tally, event);
  if (type === 'decision-made') return;
  const reason = String(data['reason']);
  tally.failures[reason] = (tally.failures[reason] ?? 0) + 1;
}

function countPerson(tally: Tally, { agent = '', data }: Event): void {
  const evidence = data['evidence'] as { readonly asked?: Json; readonly fallback?: Json } | undefined;
  if (evidence?.asked !== A_PERSON) return;
  const people = (tally.people ??= {});
  const turns = (people[agent] ??= { asked: 0, instead: 0 });
  turns.asked += 1;
  if (evidence.fallback !== undefined) turns.instead += 1;
}

function merge(results: readonly MeasureResult[]): Pick<RunRecord, 'values' | 'missing' | 'decided' | 'series'> {
  const decided = results.flatMap((result) => (result.decided === undefined ? [] : [result.decided]));
  return {
    values: Object.assign({}, ...results.map((result) => result.values)),
    missing: Object.assign({}, ...results.map((result) => result.missing ?? {})),
    ...(decided.length === 0 ? {} : { decided: Object.assign({}, ...decided) }),
    series: Object.assign({}, ...results.map((result) => result.series ?? {})),
  };
}

function casesOf({ measures }: Scenario, results: readonly MeasureResult[]): Pick<RunRecord, 'cases'> {
  const told = results.flatMap(({ cases }, at) => (cases === undefined ? [] : [[measures[at]?.name ?? '', cases]]));
  return told.length === 0 ? {} : { cases: Object.fromEntries(told) as RunRecord['cases'] };
}

function codingsOf(results: readonly MeasureResult[]): Pick<RunRecord, 'codings'> {
  const codings = results.flatMap((result) => result.codings ?? []);
  return codings.length === 0 ? {} : { codings };
}

function chosen(notes: ChoiceNotes): Pick<RunRecord, 'choices'> {
  const choices = notes.finish();
  return choices === undefined ? {} : { choices };
}
