import type { Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import { addHistoryOptions } from '../_internals/histories-option.js';
import { addLimitOptions } from '../_internals/limit-options.js';
import { count, positive } from '../_internals/numbers.js';
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
  $ mesocosm study committed-minority                 a study that ships: no model needed
  $ mesocosm study committed-minority --print > protocol.json
  $ mesocosm study protocol.json                      every combination of the factors' levels, every arm, every seed
  $ mesocosm study protocol.json --forecast           how many runs, decisions and calls, and nothing is run
  $ mesocosm study protocol.json --preregister plan.md
                                                      the frozen design with its hash as a preregistration
  $ mesocosm study protocol.json --runs 200 --extend  add runs to the study that was done
  $ mesocosm study protocol.json --model openai:NAME --max-usd 5

The same command goes on with a study that was cut off, and does only what is missing.`;

/** `study`: runs a study that a file describes. */
export function studyCommand(context: Context): Command {
  const command = new CliCommand('study')
    .description('Run the study that a file describes: conditions × arms × seeds, within one budget.')
    .argument('<file>', 'a protocol (JSON), or the name of a study that ships, as committed-minority')
    .option('--print', 'print the protocol, to be changed and run as your own, and do nothing')
    .option('--forecast', 'say how much there is to do, and do nothing')
    .option('--preregister <file>', 'freeze the design, tell it in this page (.md or .html), and run nothing')
    .option('--runs <n>', 'runs of every arm of every condition, in place of those of the file', positive)
    .option('--seed <n>', 'seed of the study, in place of that of the file', count)
    .option('--model <name>', 'what decides, in place of what the file says')
    .option('--base-url <url>', 'address of an OpenAI-compatible endpoint (default: OPENAI_BASE_URL)')
    .option('--model-options <file>', 'JSON file with settings of an endpoint');
  return addLimitOptions(addHistoryOptions(command))
    .option('--extend', 'add what is missing to the study that this one extends')
    .option('--fresh', 'begin anew, even where an unfinished study of this design is there')
    .addOption(new CliCommand().createOption('--resume <folder>', 'the very study to go on with').hideHelp())
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: StudyCommandOptions) => {
      const { studyOfFile } = await import('../study-command.js');
      await studyOfFile(file, options, context);
    });
}
