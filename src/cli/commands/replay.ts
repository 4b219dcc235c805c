import type { Command } from 'commander';
import { CliCommand } from '../_internals/cli-command.js';
import type { Context } from '../context.js';

/** `replay`: plays a run again from its record and compares. */
export function replayCommand(context: Context): Command {
  return new CliCommand('replay')
    .description('Play a run again, from recorded answers alone, and compare it with what was recorded.')
    .argument('<folder>', 'folder of a kept run, or of a study')
    .argument('[run]', 'of a study: any of its runs, as condition.arm.seed')
    .option('--events <file>', 'write the events of the run there; - for standard output')
    .addHelpText(
      'after',
      `
A kept run is compared with its journal, line by line. Any other run of a study is made again from its seed and
compared with its row in runs.jsonl.

Examples:
  $ mesocosm replay studies/ID/runs/default.interacting.1000000
  $ mesocosm replay studies/ID default.isolated.1000007 --events events.jsonl`,
    )
    .action(async (folder: string, run: string | undefined, options: { events?: string; json?: boolean }) => {
      const { replayKeptRun, replayStudyRun } = await import('../replay-run.js');
      const how = { context, json: options.json === true, eventsTo: options.events };
      await (run === undefined ? replayKeptRun(folder, how) : replayStudyRun(folder, run, how));
    });
}
