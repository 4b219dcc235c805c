import { CommanderError } from 'commander';
import { EXIT_CODES, isMesocosmError } from '../foundation/errors/index.js';
import type { ScenarioEntry } from '../spec/index.js';
import { inWords } from './_internals/system-error.js';
import type { Context, PersonaRegistry } from './context.js';
import { createProgram } from './program.js';
import { stopOnCtrlC } from './stop-on-ctrl-c.js';
import type { Terminal } from './terminal.js';
import { ownTerminal } from './_internals/own-terminal.js';
import { printJson } from './_internals/print-json.js';

/** What the command line is handed from outside. */
export interface MainOptions {
  /** The registry of scenarios, the default one first; loaded when a command needs it. */
  scenarios(): Promise<readonly ScenarioEntry[]>;
  /** The registry of persona generators and contexts; loaded when a command needs it. */
  generators(): Promise<PersonaRegistry>;
  /** Default: the process's own. */
  readonly terminal?: Terminal;
  /** Default: the process's own. */
  readonly input?: Context['input'];
  /** Default: aborted by Ctrl-C. */
  readonly signal?: AbortSignal;
}

/**
 * The command line.
 *
 * @returns the exit code: 0 done, 2 usage or configuration, 3 model or endpoint not reachable, 4 more failures than are
 *   allowed, 5 stopped by the budget, 6 the disk is full, 130 interrupted, 1 an error of the program itself.
 */
export async function main(argv: readonly string[], options: MainOptions): Promise<number> {
  if (options.terminal !== undefined) return commanded(argv, { ...options, terminal: options.terminal });
  const { terminal, lost } = ownTerminal({ out: process.stdout, err: process.stderr });
  const code = await commanded(argv, { ...options, terminal });
  const notWritten = await lost();
  if (notWritten === undefined) return code;
  terminal.warn(notWritten.message);
  return code === 0 ? notWritten.exitCode : code;
}

/** Does what is asked for, on this terminal. */
async function commanded(
  argv: readonly string[],
  options: MainOptions & { readonly terminal: Terminal },
): Promise<number> {
  const { terminal } = options;
  const json = argv.includes('--json');
  const stop = options.signal === undefined ? stopOnCtrlC(terminal) : undefined;
  const signal = options.signal ?? stop?.signal ?? new AbortController().signal;
  const program = process.env['npm_command'] === 'exec' ? 'npx mesocosm' : 'mesocosm';
  let exitCode = 0;
  const endAs: Context['endAs'] = (kind) => void (exitCode = EXIT_CODES[kind]);
  let next: string | undefined;
  const goOnWith: Context['goOnWith'] = (command) => void (next = command);
  const { scenarios, generators } = options;
  const context: Context = {
    terminal,
    input: options.input,
    signal,
    program,
    argv,
    scenarios,
    generators,
    endAs,
    goOnWith,
  };
  try {
    const command = await createProgram(context);
    await command.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0;
    // No command was given, and help was shown for want of it.
    if (error instanceof CommanderError && error.code === 'commander.help') return EXIT_CODES.usage;
    return explain(inWords(error), { terminal, json, debug: argv.includes('--debug'), next });
  } finally {
    stop?.release();
  }
}

/** Says what went wrong in one sentence; the stack only on demand, or where the program itself is at fault. */
function explain(
  error: unknown,
  how: {
    readonly terminal: Terminal;
    readonly json: boolean;
    readonly debug: boolean;
    /** The command that goes on. */
    readonly next?: string;
  },
): number {
  const { terminal, json, debug, next } = how;
  const kind = isMesocosmError(error) ? error.kind : 'internal';
  const message = error instanceof Error ? error.message : String(error);
  terminal.warn(kind === 'internal' ? `This is an error of Mesocosm itself: ${message}` : message);
  if (debug && error instanceof Error) terminal.warn(error.stack ?? message);
  else if (kind === 'internal') terminal.warn('Use --debug to see where it came from, and please report it.');
  if (next !== undefined) {
    terminal.warn('Go on with:');
    terminal.command(next);
  }
  if (json) printJson(terminal, { status: kind, data: { message, next: next ?? null } });
  return kind === 'internal' ? 1 : EXIT_CODES[kind];
}
