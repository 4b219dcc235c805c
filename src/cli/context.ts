import type { ErrorKind } from '../foundation/errors/index.js';
import type { PersonaGenerator, Questionnaire, ScenarioEntry } from '../spec/index.js';
import type { Terminal } from './terminal.js';

/** The parts into which the contexts that ship are divided. */
export type ContextSplit = 'train' | 'validation' | 'test';

/** What ships for personas: generators, and the contexts that they are tried on. */
export interface PersonaRegistry {
  /** The default one first. */
  readonly generators: readonly PersonaGenerator[];
  contextNames(split: ContextSplit): readonly string[];
  /** @throws MesocosmError (usage) when there is none of that name, or it is of the closed split. */
  loadContext(name: string): Promise<Questionnaire>;
  /** @throws MesocosmError (usage) when the split is closed. */
  loadContexts(split: ContextSplit): Promise<readonly Questionnaire[]>;
  /** Opens the test split for this process, and leaves a dated line where everybody sees it. */
  openTestSplit(options: { readonly why: string }): Promise<void>;
}

/** What a command is handed. */
export interface Context {
  readonly terminal: Terminal;
  /** What a person types, or what is piped to the command. Default: the process's own. */
  readonly input?: NodeJS.ReadableStream & { readonly isTTY?: boolean; readonly fd?: number };
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** As the user would type the program's name. */
  readonly program: string;
  /** Arguments as they were given, the command's name first. */
  readonly argv: readonly string[];
  /** Ends with the exit code of this kind of trouble, although a result was printed. */
  endAs(kind: ErrorKind): void;
  /** Says the command that goes on with what was stopped, after why it stopped. */
  goOnWith(command: string): void;
  /** The registry, loaded when it is first needed. */
  scenarios(): Promise<readonly ScenarioEntry[]>;
  /** Generators and contexts, loaded when they are first needed. */
  generators(): Promise<PersonaRegistry>;
}
