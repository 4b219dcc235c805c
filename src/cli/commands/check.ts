import type { Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import type { CheckStudyOptions } from '../check-study-command.js';
import type { Context } from '../context.js';

/** `check`: what is wrong with files that were written by hand or by a model, and what can be held against a study. */
export function checkCommand(context: Context): Command {
  return new CliCommand('check')
    .description('Look over questionnaires, populations or a finished study: what is wrong, where, and what to do.')
    .argument('<files...>', 'questionnaires (.json), populations (.json, .jsonl, .csv), or the folder of one study')
    .option('--model <name>', 'of a study: ask this model, at most five times, which experiment its prompts are from')
    .option('--base-url <url>', 'address of an OpenAI-compatible endpoint (default: OPENAI_BASE_URL)')
    .option(
      '--model-options <file>',
      'JSON file of an endpoint: headers, body, organisation, choose, reasoningTokens, timeoutMs',
    )
    .addHelpText(
      'after',
      `
What a file is, is told by what is in it. Exit code 2 where one has an error; warnings change nothing.

Of a study its validity is checked, from its records: who takes part, whether they meet and remember, whether prompts
ask for an outcome or give the study away, labels, orders and wordings, and what is known of the model. Each finding is
passed, failed, not known or not applicable, with its evidence and a remedy. A finding is no error: the exit code is 0.

Examples:
  $ mesocosm check clinic.json
  $ mesocosm check people.jsonl people.csv --json
  $ mesocosm check studies/ID
  $ mesocosm check studies/ID --model openai:NAME --base-url http://localhost:8000/v1`,
    )
    .action(async (files: readonly string[], options: CheckStudyOptions) => {
      const { checkStudyCommand, isStudy, refuseIdleModel } = await import('../check-study-command.js');
      if (files.some(isStudy)) return checkStudyCommand(files, options, context);
      refuseIdleModel(options, false);
      const { checkFilesCommand } = await import('../check-file.js');
      await checkFilesCommand(files, options, context);
    });
}
