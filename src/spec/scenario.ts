import type { z } from 'zod';
import type { Event } from './event.js';
import type { FindingsTable } from './findings-table.js';
import type { ConstructedHistories } from './histories.js';
import type { Intervention } from './intervention.js';
import type { Json } from './json.js';
import type { MeanField } from './mean-field.js';
import type { Measure } from './measure.js';
import type { ItemWords, MemoryPolicy } from './memory.js';
import type { Mind } from './mind.js';
import type { Outcome } from './outcome.js';
import type { Persona, Standings } from './persona.js';
import type { Questionnaire } from './questionnaire.js';
import type { Seen } from './seen.js';
import type { Situation } from './situation.js';
import type { ResponseCurve } from './response-curve.js';
import type { RunRecord } from './study.js';
import type { Activation, Regime, StateReader, World } from './world.js';

/** A source in the literature. */
export interface Source {
  readonly authors: string;
  readonly year: number;
  readonly title: string;
  /** Journal, arXiv number or DOI. */
  readonly where: string;
}

/**
 * One place in the population. A committed agent always chooses `commitment` (an option index) and is never asked for a
 * choice. One that is `absent` takes no part until something brings it in.
 */
export interface AgentSlot {
  readonly id: string;
  readonly name: string;
  readonly commitment?: number;
  readonly absent?: true;
  /** What it is in this world, for example `juror` or `moderator`. */
  readonly role?: string;
  /**
   * What decides for it, where the scenario itself brings that, as a system under test. Nobody of a population takes its
   * place, it is not asked alone, and its answers are recorded.
   */
  readonly mind?: Mind;
}

/**
 * How an agent takes what others chose: identity in the interacting arm; in `isolated` a fresh draw from the agent's
 * own prior. Everything that an agent sees or remembers of another's choice passes through it.
 */
export type Lens = (choice: number, who: string) => number;

/** What a scenario may use to build the situation of an agent. */
export interface SituationContext<Shared, Slice> {
  readonly state: StateReader<Shared, Slice>;
  readonly agent: string;
  readonly activation: Activation;
  /** How many decisions the agent was asked for before: what is drawn for a decision is keyed by it, never by a step. */
  readonly occasion: number;
  /** What the memory policy kept, oldest first; items made by {@link Remembering.item}. */
  readonly memory: readonly unknown[];
  readonly lens: Lens;
}

/** What an agent keeps of the events that it perceives: the last `window` items, unless a policy says otherwise. */
export interface Remembering {
  /** How many items are kept. 0 keeps none. */
  readonly window: number;
  /** What is kept of the items, and what comes to mind; in place of `window`. */
  readonly policy?: MemoryPolicy;
  /** How items are said in words, for policies that need it. Default: an item is text. */
  readonly words?: ItemWords;
  /** The item to keep, or `undefined` for an event that leaves no memory. */
  item(event: Event, agent: string, lens: Lens): unknown;
  /** Items remembered before the run starts, oldest first. Default none. */
  initial?(agent: string): readonly unknown[];
}

/** A situation put to an agent that is alone: `empty` before any history, `balanced` with one that favours nothing. */
export interface AloneSituation {
  readonly name: string;
  readonly situation: Situation;
}

/** Situations along a line, for a response curve: `x` others hold the first option. */
export interface ResponseLadder {
  readonly axis: string;
  readonly points: readonly { readonly x: number; readonly situation: Situation }[];
  /**
   * Name of a series of a measure: the mean probability of the first option that agents in fact had at each point, `null`
   * where none came by. It is compared with the averaged curve.
   */
  readonly met?: string;
}

/** The situations of a scenario, as data. */
export interface Situations<Shared, Slice> {
  /** The situation an agent faces in an activation. Pure. */
  facing(context: SituationContext<Shared, Slice>): Situation;
  /** Situations that show an agent's prior; the first is the empty one. */
  alone(agent: AgentSlot): readonly AloneSituation[];
  /**
   * The first situation of {@link alone}, with what the agent knows at the end of a run in place of an empty history: it is
   * asked after runs, and what differs is what the run left in the agent. Same options. Absent where nothing stays with agents.
   */
  after?(context: Omit<SituationContext<Shared, Slice>, 'activation'>): Situation;
  /** In how many different states of the decision problem an agent can be, where they can be counted; for forecasts. */
  readonly states?: number;
  /** Histories for adaptation curves, where what was lived or seen is all that changes between two decisions. */
  readonly histories?: ConstructedHistories;
  /** The response to others, where the scenario has one. */
  readonly ladder?: ResponseLadder;
}

/** An agent of a plan: a place, who is in it, and what decides. */
export interface PlannedAgent extends AgentSlot {
  readonly persona?: Persona;
  readonly mind: Mind;
}

/**
 * When interviews are held: at the start, at the end, and before every so many units of virtual time in between; at least
 * one of them.
 */
export interface InterviewTimes {
  readonly start?: boolean;
  readonly end?: boolean;
  /** Above 0. */
  readonly every?: number;
}

/** A question put to agents in mid-run that leaves no trace: no event, no memory, no draw. */
export interface Interview {
  readonly name: string;
  readonly when: InterviewTimes;
  /** Who is asked. Default everybody who is not committed. */
  readonly agents?: readonly string[];
  /** The question, from what the agent knows at that moment. */
  // oxlint-disable-next-line typescript/no-explicit-any
  situation(context: Omit<SituationContext<any, any>, 'activation'>): Situation;
}

/** All that determines a run, but for the answers of models. */
export interface RunPlan {
  readonly scenario: Scenario;
  readonly condition: string;
  readonly arm: string;
  readonly seed: number;
  readonly agents: readonly PlannedAgent[];
  /** Ends the run after so many activations, whatever the world says (`isolated` stops where its donor did). */
  readonly stopAfter?: { readonly activations: number; readonly reason: string };
  /** Ignores the world's own end. Set together with `stopAfter`. */
  readonly ignoreEnd?: boolean;
  /** What is done to the run from outside, and when. */
  readonly interventions?: readonly Intervention[];
  /** Questions that are put to agents as it goes on, and leave no trace in it. */
  readonly interviews?: readonly Interview[];
  /** Asks everybody who is free once more when the run is over (`after` of the situations). Leaves no trace in it. */
  readonly asksAfter?: true;
  /** Where everybody is asked after the run, the statements of this instrument are put to them too, and leave no trace either. */
  readonly values?: Questionnaire;
  /** Prior of each agent, where others' choices are replaced by draws from it. */
  readonly solitary?: { readonly [agent: string]: readonly number[] };
  /** What agents saw of others in another run, by agent, which is shown to them in place of what others do here. */
  readonly yoked?: { readonly [agent: string]: Seen };
}

/** What a finished run leaves for the arms that need a donor. */
export interface Donor {
  readonly activations: number;
  readonly reason: string;
}

/** How presentations are chosen, and in which form a scenario is asked; a change of it is a change of the mind. */
export interface ElicitationChange {
  readonly form?: 'completion' | 'chat';
  readonly person?: 'first' | 'second' | 'third';
  readonly labels?: 'averaged' | 'fixed';
  readonly orders?: 'averaged' | 'live';
  readonly stance?: 'asked' | 'likelihood';
}

/** What an arm may use. */
export interface ArmContext {
  readonly scenario: Scenario;
  readonly condition: string;
  readonly seed: number;
  readonly agents: readonly PlannedAgent[];
  /** The same minds, asked differently; absent where nothing is asked in words. */
  readonly elicit?: (agent: PlannedAgent, change: ElicitationChange) => Mind;
  /** Distribution of each agent alone, with an empty history. */
  readonly priors: { readonly [agent: string]: readonly number[] };
  /** Response measured on the scenario's ladder, where it has one. */
  readonly curve?: ResponseCurve;
  readonly donor?: Donor;
  /** What agents saw in the donor run, where the arm is yoked to one. */
  readonly yoked?: { readonly [agent: string]: Seen };
}

/** A null model of a scenario, or the interacting run itself. */
export interface Arm {
  readonly name: string;
  /** What it takes away from the interacting run, in one sentence that starts with a verb. */
  readonly removes: string;
  /** What it does to labels, where that is what it is for: a winner that follows the label gives itself away in it. */
  readonly labels?: 'exchanged' | 'averaged';
  /** The arm whose finished run with the same seed it needs. */
  readonly needs?: string;
  /**
   * The arm of which it needs a finished run with another seed, and what agents saw in it. Which one is settled by the seeds
   * alone, blind to what came out; never the twin with the same random numbers.
   */
  readonly yokedTo?: string;
  /** Whether agents are asked again when its runs are over: where its minds are those of the people. Default false. */
  readonly asksAfter?: true;
  /** Runs only where it is named. Default false: it runs unless other arms are named. */
  readonly onRequest?: true;
  /** Why it would remove nothing here, or `undefined` where it applies. */
  refuses?(context: Pick<ArmContext, 'scenario' | 'elicit' | 'curve' | 'agents'>): string | undefined;
  plan(context: ArmContext): RunPlan;
}

/**
 * A world with its situations, outcomes and null models, at fixed parameters. It is used without knowing its state; only
 * its own file names the types.
 */
// oxlint-disable-next-line typescript/no-explicit-any
export interface Scenario<Shared = any, Slice = any, Outcomes extends string = string> {
  readonly name: string;
  readonly about: {
    readonly title: string;
    /** The question it asks, one sentence. */
    readonly question: string;
    readonly sources: readonly Source[];
  };
  /** As resolved: every default filled in. */
  readonly parameters: { readonly [name: string]: Json };
  readonly options: readonly string[];
  readonly agents: readonly AgentSlot[];
  readonly world: World<Shared, Slice>;
  readonly situations: Situations<Shared, Slice>;
  readonly regime: Regime;
  readonly outcomes: readonly (Outcome & { readonly name: Outcomes })[];
  readonly arms: readonly Arm[];
  /** What follows from the policy alone, where it can be integrated: the arm `mean-field`, which has no runs. */
  readonly meanField?: MeanField;
  readonly memory?: Remembering;
  readonly measures: readonly Measure[];
  /**
   * Tables of its own for the report, from the finished runs of each arm, where values averaged over runs do not tell it
   * all; from what measures note as cases, and from who the people are.
   */
  tables?(
    arms: readonly { readonly name: string; readonly records: readonly RunRecord[] }[],
    about: { readonly personas: readonly Persona[]; readonly standings?: Standings },
  ): readonly FindingsTable[];
  /** Interviews that every run of it holds. */
  readonly interviews?: readonly Interview[];
  /** Events that may be injected from outside, by type, with what they must be. */
  readonly injectable?: { readonly [type: string]: Injectable };
  /** Temperature at which its minds decide. */
  readonly temperature: number;
  /** How it is put in words unless an arm or a user says otherwise, for example with labels as they are. */
  readonly elicitation?: ElicitationChange;
  /**
   * The same with other names of its agents, by id, where people read who somebody is. Absent where nobody is told the names
   * of others.
   */
  called?(names: { readonly [agent: string]: string }): Scenario;
  /** Named tables of measured choices that ship with it. */
  readonly policies?: { readonly [name: string]: () => Promise<Json> };
  /** Named minds that ship with it and need no model. */
  readonly minds?: { readonly [name: string]: () => Mind };
  /** Controls of a model (`mesocosm model check`) without which what it finds means little, by name. */
  readonly leansOn?: readonly string[];
}

/**
 * What an event that comes from outside must be: as a schema says of its data. Where it is somebody's, of one of `agents`;
 * a schema alone lets it be of anybody or nobody.
 */
export type Injectable = z.ZodType | { readonly data: z.ZodType; readonly agents: readonly string[] };

/** What stands in a registry of scenarios: how to make one from parameters, and what is shipped with it. */
export interface ScenarioEntry<Parameters extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly title: string;
  /** Every parameter has a default and a description. */
  readonly parameters: Parameters;
  create(parameters?: z.input<Parameters>): Scenario;
  /** Runs an arm by default, and under `--quick`. */
  readonly runs: { readonly standard: number; readonly quick: number };
  /** Named sets of parameters. */
  readonly conditions: { readonly [name: string]: z.input<Parameters> };
  /** Named tables of measured choices that ship with it. */
  readonly policies?: { readonly [name: string]: () => Promise<Json> };
  /** Studies of it that ship, by name: each a protocol. */
  readonly studies?: { readonly [name: string]: () => Promise<Json> };
}
