import { userError } from '../../foundation/errors/index.js';
import { AskedHistories } from '../../spec/index.js';

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
