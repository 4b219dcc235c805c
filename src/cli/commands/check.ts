import type { Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import type { Context } from '../context.js';

/** `check`: what is wrong with files that were written by hand or by a model. */
export function checkCommand(context: Context): Command {
  return new CliCommand('check')
    .description('Look over questionnaires and populations: what is wrong, where, and what to do.')
    .argument('<files...>', 'questionnaires (.json) or populations (.json, .jsonl, .csv)')
    .addHelpText(
      'after',
      `
What a file is, is told by what is in it. Exit code 2 where one has an error; warnings change nothing.

Examples:
  $ mesocosm check clinic.json
  $ mesocosm check people.jsonl people.csv --json`,
    )
    .action(async (files: readonly string[], options: { json?: boolean }) => {
      const { checkFilesCommand } = await import('../check-file.js');
      await checkFilesCommand(files, options, context);
    });
}
