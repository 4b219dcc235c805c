import { CliCommand } from '../_internals/cli-command.js';
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
    .option('--answerer <who>', 'who answers the items: model, or psychometric[:slope=.3,noise=.5,…] (default: model)')
    .option('--modes <modes>', 'single, appropriateness, likelihood, with commas between (default: single)')
    .option('--elicitation <settings>', 'how the model is asked in detail, for example form=chat,person=third')
    .option('--seed <n>', 'seed of draws and resampling', count, 1)
    .option('--out <folder>', 'where tables and report go (default: beside the population)')
    .addHelpText('after', EXAMPLES)
    .action(async (path: string, options: object) => {
      const { measurePersonasCommand } = await import('../personas-measure.js');
      await measurePersonasCommand(path, options, context);
    });
  return addModelOptions(command, {
    model: 'who answers: .gguf file, openai:NAME, or known weights (default: the embedded model)',
  }) as CliCommand;
}
