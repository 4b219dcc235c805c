import { CliCommand } from '../_internals/cli-command.js';
import { addAskingOptions } from '../_internals/asking-options.js';
import { addModelOptions } from '../_internals/model-options.js';
import { count } from '../_internals/numbers.js';
import type { Context } from '../context.js';

const EXAMPLES = `
Examples:
  $ mesocosm personas measure people.jsonl
  $ mesocosm personas measure people.jsonl --modes single,likelihood --out measured
  $ mesocosm personas measure people.json --context my-context.json --model openai:NAME --max-usd 1`;

/** `personas measure`: asks a population its questionnaire, and measures the answers. */
export function personasMeasureCommand(context: Context): CliCommand {
  const command = new CliCommand('measure')
    .description('Ask a population its questionnaire, and measure how far its answers spread, against its nulls.')
    .argument('<population>', 'a population file (.jsonl, .json, .csv), or the name of a shipped population')
    .option('--context <file>', 'questionnaire file or name of a context (default: what the population file holds)')
    .option('--seed <n>', 'seed of draws and resampling', count, 1)
    .option('--out <folder>', 'where tables and report go (default: beside the population)')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, options: object) => {
      const { measurePersonasCommand } = await import('../personas-measure.js');
      await measurePersonasCommand(path, options, context);
    });
  return addModelOptions(addAskingOptions(command), {
    model: 'who answers: .gguf file, openai:NAME, or known weights (default: the embedded model)',
  }) as CliCommand;
}
