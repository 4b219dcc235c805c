import type { ErrorKind } from '../foundation/errors/index.js';
import type { ScenarioEntry } from '../spec/index.js';
import type { Terminal } from './terminal.js';

/** What a command is handed. */
export interface Context {
  readonly terminal: Terminal;
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
}
