import type { AppendLog } from '../../foundation/storage/index.js';
import type {
  LanguageModel,
  ModelFailure,
  Persona,
  PersonaGenerator,
  PlannedPerson,
  Position,
  PromptForm,
  Questionnaire,
  Result,
} from '../../spec/index.js';

/** Somebody to be written: a planned person with a name, and where the text should aim if that is elsewhere. */
export interface PersonToWrite extends PlannedPerson {
  readonly name: string;
  /** Default: the position. Numbers below 0 and above 1 ask for more extreme words. */
  readonly aim?: Position;
}

/** How people are written. */
export interface WritingOptions {
  readonly generator: PersonaGenerator;
  readonly questionnaire: Questionnaire;
  /** Writes; without one texts are composed from the described poles. */
  readonly model?: LanguageModel;
  /** Default: what suits the model. */
  readonly form?: PromptForm;
  readonly seed: number | string;
  /** People who are written at once. Default 4. */
  readonly concurrency?: number;
  /** How often a prompt is asked until a reply will do. Default 3. */
  readonly attempts?: number;
  /** Where replies are kept: what it holds is not paid for again. The caller closes it. */
  readonly log?: AppendLog;
  readonly signal?: AbortSignal;
  /** Called for everybody, in the order in which they are done. */
  onPerson?(done: PersonDone): void;
}

/** Somebody who is written, or could not be. */
export interface PersonDone {
  readonly name: string;
  /** Place in the plan, from 0. */
  readonly index: number;
  readonly outcome: Result<Persona, ModelFailure>;
  /** People done so far, of how many. */
  readonly done: number;
  readonly of: number;
  /** What has been paid for in this sitting. */
  readonly spent: WritingSpent;
}

/** What was paid for in one sitting; what the log had costs nothing. */
export interface WritingSpent {
  /** Replies, bad ones counted. */
  readonly calls: number;
  /** Sums; `null` where the model does not say. */
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
}

/** Somebody who is missing, and why. */
export interface MissingPerson {
  readonly name: string;
  readonly index: number;
  readonly failure: ModelFailure;
}

/**
 * People, in the order of the plan, and those who are missing; or that the writing was suspended by what depends on the
 * hour (nobody reachable, no budget, interrupted): with the same log it goes on where it was.
 */
export type WrittenPersons =
  | {
      readonly status: 'finished';
      readonly personas: readonly Persona[];
      readonly missing: readonly MissingPerson[];
      readonly spent: WritingSpent;
    }
  | {
      readonly status: 'suspended';
      readonly failure: ModelFailure;
      readonly done: number;
      readonly spent: WritingSpent;
    };
