import type { Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import { amount, positive, share } from '../_internals/numbers.js';
import type { Context } from '../context.js';

type ResumeOptions = Parameters<typeof import('../resume-study.js').resumeStudy>[1];

/** `resume`: goes on with a study that was cut off. */
export function resumeCommand(context: Context): Command {
  return new CliCommand('resume')
    .description('Go on with a study that was cut off: nothing that is recorded is asked or run again.')
    .argument(
      '[study]',
      'folder of a study or of one of its runs, or the beginning of a study id (default: the newest)',
    )
    .option('--folder <path>', 'where studies are looked for', 'studies')
    .option('--max-calls <n>', 'a new limit of model calls, those made before included', positive)
    .option('--max-tokens <n>', 'a new limit of tokens, those of before included', positive)
    .option('--max-usd <amount>', 'a new limit of US dollars, those of before included', amount)
    .option('--max-failures <share>', 'a new share of decisions that may fail', share)
    .addHelpText(
      'after',
      `
Examples:
  $ mesocosm resume
  $ mesocosm resume studies/ID
  $ mesocosm resume --max-calls 5000                    after a stop by the budget`,
    )
    .action(async (given: string | undefined, options: ResumeOptions) => {
      const { resumeStudy } = await import('../resume-study.js');
      await resumeStudy(given, options, context);
    });
}
