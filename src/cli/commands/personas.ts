import { Option, type Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import { addModelOptions } from '../_internals/model-options.js';
import { count, positive, several, share } from '../_internals/numbers.js';
import type { Context } from '../context.js';
import { personasEvaluateCommand } from './personas-evaluate.js';
import { personasGenerateCommand } from './personas-generate.js';
import { personasListCommand } from './personas-list.js';
import { personasMeasureCommand } from './personas-measure.js';

/** `personas`: contexts and populations. */
export function personasCommand(context: Context): Command {
  const personas = new CliCommand('personas').description(
    'Generate, measure, compare and convert populations of personas; write contexts for them.',
  );
  const commands = [
    personasGenerateCommand,
    personasMeasureCommand,
    personasEvaluateCommand,
    personasListCommand,
    contextCommand,
    convertCommand,
    reweightCommand,
  ];
  for (const command of commands) personas.addCommand(command(context));
  return personas;
}

function contextCommand(context: Context): Command {
  const command = new CliCommand('context')
    .description('Write a questionnaire with a language model: a context, its axes, and items that measure them.')
    .argument('<description>', 'where, when and what it is about, in a sentence or less')
    .requiredOption('--out <file>', 'the JSON file to write; its name becomes that of the questionnaire')
    .option('--axes <n>', 'axes along which people differ, from 1 to 6', positive, 3)
    .option('--items <n>', 'items in all, at least two an axis (default: four an axis)', positive)
    .option('--points <n>', 'points of agreement, from 2 to 7', positive, 5)
    .option('--seed <n>', 'seed of what the model draws', count, 1)
    .option('--tries <n>', 'attempts at each part, each with the reasons why the last would not do', positive, 4)
    .option('--force', 'write over a file that is there');
  const model = 'what writes: a .gguf file, openai:NAME, or known weights (default: the embedded model)';
  return addModelOptions(command, { model })
    .addHelpText(
      'after',
      `
Examples:
  $ mesocosm personas context "a rural clinic in 2031, with an AI nurse at the door" --out clinic.json
  $ mesocosm personas context "a mill town on strike" --axes 2 --items 12 --model openai:NAME --out mill.json

The model writes words alone. What fails at every try is not written, and the exit code is 4.`,
    )
    .action(async (description: string, options: object) => {
      const { personasContextCommand } = await import('../personas-context.js');
      await personasContextCommand(description, options as Parameters<typeof personasContextCommand>[1], context);
    });
}

function convertCommand({ terminal }: Context): Command {
  return new CliCommand('convert')
    .description('Write a population in another format: JSON, JSONL, CSV, or the JSON of Concordia.')
    .argument('<in>', 'a population: .json, .jsonl, .csv, the JSON of Concordia, or the name of one that is shipped')
    .argument('<out>', 'the file to write; its name tells the format: .json, .jsonl, .csv or .concordia.json')
    .addOption(
      new Option('--to <format>', 'the format, whatever the name tells').choices(['json', 'jsonl', 'csv', 'concordia']),
    ) // prettier-ignore
    .option('--force', 'write over a file that is there')
    .addHelpText(
      'after',
      `
Examples:
  $ mesocosm personas convert people.jsonl people.csv
  $ mesocosm personas convert personas.json people.jsonl       from Concordia
  $ mesocosm personas convert people.jsonl people.concordia.json`,
    )
    .action(async (from: string, out: string, options: object) => {
      const { convertPopulation } = await import('../convert-population.js');
      await convertPopulation(from, out, { options, terminal });
    });
}

function reweightCommand(context: Context): Command {
  return new CliCommand('reweight')
    .description('Give the people of a covering pool weights, so that they have the shares of a real population.')
    .argument('<population>', 'a population that covers what the targets ask for')
    .requiredOption('--marginals <file>', 'JSON file with target shares, of bins of an axis or values of an attribute')
    .requiredOption('--out <file>', 'the file to write: .json, .jsonl or .csv')
    .option(
      '--least-effective <share>',
      'refuse where the people are worth a smaller share of their number',
      share,
      0.1,
    )
    .option('--draw <n>', 'draw so many people by weight, for commands that know no weights', several)
    .option('--seed <n>', 'seed of the draw (default: 1)', count)
    .option('--force', 'write over a file that is there')
    .addHelpText(
      'after',
      `
Examples:
  $ mesocosm personas reweight people.jsonl --marginals census.json --out weighted.jsonl
  $ mesocosm personas reweight people.jsonl --marginals census.json --draw 24 --out drawn.jsonl
  $ mesocosm personas reweight people.jsonl --marginals census.json --out weighted.csv --least-effective 0.3`,
    )
    .action(async (population: string, options: object) => {
      const { reweightPopulation } = await import('../reweight-population.js');
      await reweightPopulation(population, options as Parameters<typeof reweightPopulation>[1], context);
    });
}
