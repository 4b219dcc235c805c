import type { Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import type { Context } from '../context.js';

/** `resume`: goes on with a study that was cut off. */
export function resumeCommand(context: Context): Command {
  return new CliCommand('resume')
    .description('Go on with a study that was cut off: nothing that is recorded is asked or run again.')
    .argument(
      '[study]',
      'folder of a study or of one of its runs, or the beginning of a study id (default: the newest)',
    )
    .option('--folder <path>', 'where studies are looked for', 'studies')
    .addHelpText(
      'after',
      `
Examples:
  $ mesocosm resume
  $ mesocosm resume studies/ID`,
    )
    .action(async (given: string | undefined, options: { folder: string; json?: boolean; debug?: boolean }) => {
      const { resumeStudy } = await import('../resume-study.js');
      await resumeStudy(given, options, context);
    });
}
