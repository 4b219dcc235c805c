import { Option } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import { addAskingOptions, addWriterOption } from '../_internals/asking-options.js';
import { addModelOptions } from '../_internals/model-options.js';
import { count, positive, several } from '../_internals/numbers.js';
import type { Context } from '../context.js';

const EXAMPLES = `
Examples:
  $ mesocosm personas evaluate --split validation --generators all --model none
  $ mesocosm personas evaluate --generators first-person,name-only --contexts 3 -n 10
  $ mesocosm personas evaluate --split test --open-test-split "final table of the paper" --model openai:NAME`;

/** `personas evaluate`: generators × contexts, one table. */
export function personasEvaluateCommand(context: Context): CliCommand {
  const command = new CliCommand('evaluate')
    .description('Compare generators over the contexts of a split: six metrics, fidelity and cost, with intervals.')
    .addOption(
      new Option('--split <split>', 'which contexts').choices(['train', 'validation', 'test']).default('validation'),
    )
    .option('--open-test-split <why>', 'opens the test split; the reason is written into its ACCESS.md')
    .option('--generators <names>', 'generators, with commas between, or all', 'all')
    .option('--contexts <n>', 'only the first so many contexts of the split', positive)
    .option('-n, --size <n>', 'people a context, at least 2', several, 25)
    .option('--loop', 'close the loop for every population, and show both')
    .option('--rounds <n>', 'most rewritings with --loop (default 10)', positive)
    .option('--seed <n>', 'seed of places, names and draws', count, 1)
    .option('--out <folder>', 'where table and report go; the same folder goes on with what was cut off', 'evaluation')
    .addHelpText('after', EXAMPLES)
    .action(async (options: object) => {
      const { evaluateGeneratorsCommand } = await import('../personas-evaluate.js');
      await evaluateGeneratorsCommand(options, context);
    });
  return addModelOptions(addAskingOptions(addWriterOption(command)), {
    model: 'who writes and answers: .gguf file, openai:NAME, known weights, or none (default: the embedded model)',
  }) as CliCommand;
}
