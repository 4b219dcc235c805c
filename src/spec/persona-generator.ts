import type { Chance } from './chance.js';
import type { LanguageModel, ModelFailure } from './language-model.js';
import type { Axis, AxisConstraint } from './questionnaire.js';
import type { Result } from './result.js';
import type { Source } from './scenario.js';
import type { TargetDensity } from './target-density.js';

/** Where somebody stands: a number for each axis by name, from 0 (low pole) to 1 (high pole). */
export type Position = Readonly<Record<string, number>>;

/** What a placement is asked for. */
export interface PlacementRequest {
  /** The long form of the context, for placements by a language model. */
  readonly context: string;
  readonly axes: readonly Axis[];
  /** Number of people, at least 1. */
  readonly size: number;
  readonly seed: number | string;
  readonly constraints?: readonly AxisConstraint[];
  /** How many should stand where, for each axis by name; default evenly. */
  readonly densities?: Readonly<Record<string, TargetDensity>>;
  /** Asked where the placement is one by a language model. */
  readonly model?: LanguageModel;
  readonly signal?: AbortSignal;
  /** People placed so far, of `size`. */
  onPlaced?(placed: number): void;
}

/** One place in the population that is planned: where, and in a placement by a model who it might be. */
export interface PlannedPerson {
  readonly position: Position;
  /** A line on who stands there. */
  readonly sketch?: string;
}

/** Stage 1 of a generator: decides where everybody stands, for the population as a whole. */
export interface Placement {
  readonly name: string;
  /** Whether it asks a language model. */
  readonly needsModel: boolean;
  /**
   * As many people as were asked for, all within the axes and the constraints. Determined by the request where no model
   * is asked.
   *
   * @throws MesocosmError (usage) where the request cannot be met: no people, constraints that nobody satisfies.
   */
  place(request: PlacementRequest): Promise<Result<readonly PlannedPerson[], ModelFailure>>;
  /** The same at once; absent where a model is asked. */
  placeAtOnce?(request: PlacementRequest): readonly PlannedPerson[];
}

/** What stage 2 knows of the person that it writes. */
export interface PersonaBrief {
  /** The person's name, unique in its population; the text must bear it. */
  readonly name: string;
  /** Short form of the context. */
  readonly description: string;
  readonly context: string;
  readonly axes: readonly Axis[];
  /**
   * Where the text should aim, for each axis: the intended position, or another (below 0 or above 1 means more extreme
   * words) where it was found that the model does not go as far as it is told.
   */
  readonly aim: Position;
  readonly sketch?: string;
  /** For details that are drawn; keyed by the person. */
  readonly chance: Chance;
}

/** One question to the model that writes. */
export interface WritingTask {
  readonly system?: string;
  readonly text: string;
  /** How the text begins where the model continues texts: it goes on from there. A model that chats never sees it. */
  readonly begin?: string;
  readonly maxTokens: number;
  readonly temperature: number;
  /** Says what is wrong with a reply, for it to be asked again; `undefined` where it will do. */
  check?(text: string): string | undefined;
}

/** Asks the writing model: retries a bad reply a bounded number of times, counts, and keeps the hash of the prompt. */
export type AskWriter = (task: WritingTask) => Promise<Result<string, ModelFailure>>;

/**
 * A persona generator: `(context, axes, N) → N personas` in two stages. The first is a {@link Placement}; the second
 * writes each person alone, knowing nobody else (Paglieri, Cross, Cunningham, Leibo, Vezhnevets 2026, arXiv 2602.03545).
 */
export interface PersonaGenerator {
  readonly name: string;
  readonly title: string;
  /** One sentence: what kind of text it writes. */
  readonly description: string;
  readonly sources: readonly Source[];
  /** Name of the placement that it takes where none is chosen. */
  readonly placement: string;
  /** Whether the text depends on the position at all; `false` for baselines. */
  readonly steers: boolean;
  /** The person's text without any language model, from the described poles. Determined by the brief. */
  compose(brief: PersonaBrief): string;
  /** The person's text by a language model. A failure loses this person only. */
  write(brief: PersonaBrief, ask: AskWriter): Promise<Result<string, ModelFailure>>;
}
