import type { Command } from 'commander';
import { userError } from '../../foundation/errors/index.js';
import { AskedHistories } from '../../spec/index.js';
import { positive } from './numbers.js';

/** Adds the options that say about which constructed histories everybody is asked. */
export function addHistoryOptions(command: Command): Command {
  return command
    .option(
      '--histories <n>',
      'constructed histories about which everybody is asked, beside the runs: all, none, or a sample of at most so many (default none)',
    )
    .option('--history-length <n>', 'only those of up to this length, as so many rounds (default any)', positive);
}

/**
 * What the options say; `undefined` where nothing is said.
 *
 * @throws MesocosmError (usage) when it is no number, `all` or `none`.
 */
export function historiesIn({
  histories,
  historyLength: length,
}: {
  readonly histories?: string;
  readonly historyLength?: number;
}): AskedHistories | undefined {
  if (histories === undefined) return length === undefined ? undefined : { length };
  const wanted = AskedHistories.safeParse(/^\d+$/.test(histories) ? Number(histories) : histories);
  if (!wanted.success) {
    const expected = 'a number above 0, all or none';
    throw userError({ kind: 'usage', what: `--histories ${histories} is not possible`, expected });
  }
  if (length === undefined || wanted.data === 'none') return wanted.data;
  return typeof wanted.data === 'number' ? { atMost: wanted.data, length } : { length };
}
