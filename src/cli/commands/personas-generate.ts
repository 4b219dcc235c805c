import { CliCommand } from '../_internals/cli-command.js';
import { addAskingOptions, addWriterOption } from '../_internals/asking-options.js';
import { addModelOptions } from '../_internals/model-options.js';
import { count, positive, several, share } from '../_internals/numbers.js';
import type { Context } from '../context.js';

const EXAMPLES = `
Examples:
  $ mesocosm personas generate lofoten-cod-quota --model none --out people.jsonl
  $ mesocosm personas generate lofoten-cod-quota --model none --answerer psychometric:slope=0.25 --loop --out people.jsonl
  $ mesocosm personas generate "rural clinic, 2031, an AI triage nurse" -n 25 --model openai:NAME --loop --out people.jsonl
  $ mesocosm personas generate my-context.json --generator first-person-rules --placement latin-hypercube --out people.jsonl

The same command goes on with what was cut off: what was paid for is kept in a folder beside the file.`;

/** `personas generate`: writes a population, and shows how much of the intended diversity reached its answers. */
export function personasGenerateCommand(context: Context): CliCommand {
  const command = new CliCommand('generate')
    .description('Generate a population for a context, and measure what became of the intended diversity.')
    .argument(
      '<context>',
      'a questionnaire file, the name of a context that ships, or a sentence for a model to begin with',
    )
    .option('-n, --size <n>', 'number of people, at least 2', several, 25)
    .option('--generator <name>', 'how people are written (default: the first of `personas list`)')
    .option('--placement <name>', "how people are placed on the axes (default: the generator's own)")
    .option('--densities <file>', 'JSON file: how many should stand where, for each axis (default: evenly)')
    .requiredOption('--out <file>', 'where the population goes: .jsonl, .json or .csv')
    .option('--seed <n>', 'seed of places, names and draws', count, 1)
    .option('--loop', 'look where the answers fall, and write again until the space is covered')
    .option('--rounds <n>', 'most rewritings with --loop (default 10)', positive)
    .option('--goal <share>', 'coverage of the steering items at which --loop stops (default: no goal)', share)
    .option('--no-measure', 'write the people and ask them nothing')
    .option('--axes <n>', 'axes of a context that is begun with a sentence (default 3)', positive)
    .option('--items <n>', 'items of a context that is begun with a sentence (default 12)', positive)
    .option('--force', 'replace the file')
    .addHelpText('after', EXAMPLES)
    .action(async (name: string, options: object) => {
      const { generatePersonasCommand } = await import('../personas-generate.js');
      await generatePersonasCommand(name, options, context);
    });
  return addModelOptions(addAskingOptions(addWriterOption(command)), {
    model: 'who writes and answers: .gguf file, openai:NAME, known weights, or none (default: the embedded model)',
  }) as CliCommand;
}
