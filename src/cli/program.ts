import type { Command } from 'commander';
import { CliCommand } from './_internals/cli-command.js';
import { cacheCommand } from './commands/cache.js';
import { compareCommand } from './commands/compare.js';
import { checkCommand } from './commands/check.js';
import { exportCommand } from './commands/export.js';
import { forkCommand } from './commands/fork.js';
import { listCommand } from './commands/list.js';
import { modelCommand } from './commands/model.js';
import { personasCommand } from './commands/personas.js';
import { replayCommand } from './commands/replay.js';
import { resumeCommand } from './commands/resume.js';
import { runCommand } from './commands/run.js';
import { scenariosCommand } from './commands/scenarios.js';
import { showCommand } from './commands/show.js';
import { studyCommand } from './commands/study.js';
import type { Context } from './context.js';

/** The program with its commands. What a command needs is loaded when it is called. */
export async function createProgram(context: Context): Promise<Command> {
  const program = new CliCommand('mesocosm')
    .description('An instrument for the study of collectives of language-model agents.')
    .usage('<command> [options]')
    .version((await import('../run/versions.js')).ownVersion(), '-v, --version')
    .addHelpText(
      'after',
      `
Examples:
  $ mesocosm run                                   the first study, on the embedded model
  $ mesocosm run --quick                           the same with fewer runs
  $ mesocosm run naming-game --policy llama-3-70b  no model needed
  $ mesocosm run --model openai:gpt-4.1-mini       an endpoint, key in OPENAI_API_KEY
  $ mesocosm list                                  the studies there are

Exit codes: 0 done, 2 usage, 3 model not reachable, 4 too many failures, 5 stopped by budget, 6 the disk is full, 130 interrupted.`,
    );
  const commands = [
    await runCommand(context),
    studyCommand(context),
    compareCommand(context),
    showCommand(context),
    replayCommand(context),
    resumeCommand(context),
    forkCommand(context),
    listCommand(context),
    exportCommand(context),
    modelCommand(context),
    cacheCommand(context),
    scenariosCommand(context),
    personasCommand(context),
    checkCommand(context),
  ];
  for (const command of commands) {
    // What a command with commands of its own knew of them, it would keep from these.
    for (const one of command.commands.length === 0 ? [command] : command.commands) {
      one.option('--json', 'print one object with status, data and warnings; everything else goes to standard error');
      one.option('--debug', 'show where an error came from');
    }
    program.addCommand(command);
  }
  quieten(program, context);
  return program;
}

/** Errors are thrown, for `main` to put in words; help goes to standard output. */
function quieten(command: Command, context: Context): void {
  const { terminal } = context;
  command.exitOverride();
  command.showSuggestionAfterError(false);
  command.configureOutput({
    writeOut: (text) => terminal.result(text.trimEnd()),
    writeErr: (text) => terminal.warn(text.trimEnd()),
    outputError: () => undefined,
    getOutHelpWidth: () => Math.min(terminal.width, 110),
    getErrHelpWidth: () => Math.min(terminal.width, 110),
  });
  for (const child of command.commands) quieten(child, context);
}
