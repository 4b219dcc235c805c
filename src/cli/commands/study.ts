import type { Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import { amount, count, positive, share } from '../_internals/numbers.js';
import type { Context } from '../context.js';

type StudyCommandOptions = Parameters<typeof import('../study-command.js').studyOfFile>[1];

const EXAMPLES = `
A protocol says what is varied and how often:
  {
    "formatVersion": 1,
    "scenario": "naming-game",
    "policy": "claude-3.5-sonnet:all",
    "parameters": { "stopRule": false, "horizon": 2400, "alternative": "Q", "incumbent": "M" },
    "factors": { "committed": [1, 2, 3, 4, 5] },
    "arms": ["interacting"],
    "runs": 100
  }

Examples:
  $ mesocosm study protocol.json                      every combination of the factors' levels, every arm, every seed
  $ mesocosm study protocol.json --forecast           how many runs, decisions and calls, and nothing is run
  $ mesocosm study protocol.json --preregister plan.md
                                                      the frozen design with its hash as a preregistration
  $ mesocosm study protocol.json --runs 200 --extend  add runs to the study that was done
  $ mesocosm study protocol.json --model openai:NAME --max-usd 5

The same command goes on with a study that was cut off, and does only what is missing.`;

/** `study`: runs a study that a file describes. */
export function studyCommand(context: Context): Command {
  return new CliCommand('study')
    .description('Run the study that a file describes: conditions × arms × seeds, within one budget.')
    .argument('<file>', 'a protocol (JSON)')
    .option('--forecast', 'say how much there is to do, and do nothing')
    .option('--preregister <file>', 'freeze the design, tell it in this page (.md or .html), and run nothing')
    .option('--runs <n>', 'runs of every arm of every condition, in place of those of the file', positive)
    .option('--seed <n>', 'seed of the study, in place of that of the file', count)
    .option('--model <name>', 'what decides, in place of what the file says')
    .option('--base-url <url>', 'address of an OpenAI-compatible endpoint (default: OPENAI_BASE_URL)')
    .option('--model-options <file>', 'JSON file with settings of an endpoint')
    .option('--max-calls <n>', 'stop after so many model calls', positive)
    .option('--max-tokens <n>', 'stop before more tokens are read and written', positive)
    .option('--max-usd <amount>', 'stop before it costs more US dollars', amount)
    .option('--prices <file>', 'prices of models, over the built-in ones (default: MESOCOSM_PRICES)')
    .option('--no-cache', 'ask anew what earlier studies asked, and keep nothing for later ones')
    .option('--max-failures <share>', 'stop when more decisions fail (default 0.05)', share)
    .option('--concurrency <n>', 'calls to an endpoint at once (default 8)', positive)
    .option('--folder <path>', 'where study folders are made', 'studies')
    .option('--extend', 'add what is missing to the study that this one extends')
    .option('--fresh', 'begin anew, even where an unfinished study of this design is there')
    .addOption(new CliCommand().createOption('--resume <folder>', 'the very study to go on with').hideHelp())
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: StudyCommandOptions) => {
      const { studyOfFile } = await import('../study-command.js');
      await studyOfFile(file, options, context);
    });
}
