import type { Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import { addModelOptions } from '../_internals/model-options.js';
import { positive } from '../_internals/numbers.js';
import type { Context } from '../context.js';

type ForkCommandOptions = Parameters<typeof import('../fork-run.js').forkKept>[1];

/** `fork`: a run, or every run of a study, again, from an event on with changes. */
export function forkCommand(context: Context): Command {
  const command = new CliCommand('fork')
    .description('Make runs again from their record, and from an event on with something changed.')
    .argument('<run>', 'folder of a kept run, of a fork, or of a finished study, whose runs are all forked')
    .requiredOption('--at <seq>', 'seq of the first event that may differ', positive)
    .option('--do <file>', 'file with a change or a list of them, or the JSON itself (default: nothing changes)')
    .option('--minds <file>', 'the study file of a run in which several models decided: how each is reached')
    .option('--arms <names>', 'of a study: arms whose runs are forked, with commas between (default: interacting)')
    .option('--out <folder>', 'folder of the fork, or of those of a study (default: beside the run, by a hash)');
  return addModelOptions(command, {
    model: 'the model for what was not asked before (default: the one that is recorded)',
  })
    .addHelpText(
      'after',
      `
Answers whose question is unchanged are used again; draws are keyed, so what the change does not touch stays the
same. A fork that changes nothing is the run itself, byte for byte. The same command again goes on with a fork that
was cut off. Where a person took part, whoever is at the terminal is asked what was not answered yet.

Where several models decided, each is asked for its own agents, and is opened only when something new is asked of it.
Models at different addresses, or with different keys, need --minds with the file that the study was made from.

Of a study every run is forked, kept or not, and the effect of the change is told for each measure: the mean difference
within pairs of a run and its fork, its interval, and how much less it varies than that of runs that share no random
numbers. Runs that were over before the event are left out.

Changes: {"do": "remove", "agent": ID}, {"do": "add", "agent": ID}, {"do": "commit", "agent": ID, "option": LABEL or null},
{"do": "persona", "agent": ID, "persona": {"name": NAME, "text": TEXT}},
{"do": "inject", "event": {"type": TYPE, "data": {…}}} where the scenario takes such an event.

Examples:
  $ mesocosm fork studies/ID/runs/default.interacting.1000000 --at 120
  $ mesocosm fork studies/ID/runs/default.interacting.1000000 --at 120 --do change.json
  $ mesocosm fork RUN --at 120 --do '{"do": "remove", "agent": "agent-3"}'
  $ mesocosm fork studies/ID --at 1 --do change.json    every run of the study
  $ mesocosm fork studies/ID --at 1 --do change.json --arms interacting,memoryless --json`,
    )
    .action(async (folder: string, options: ForkCommandOptions) => {
      const { forkKept } = await import('../fork-run.js');
      await forkKept(folder, options, context);
    });
}
