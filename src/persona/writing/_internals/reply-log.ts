import type { AppendLog } from '../../../foundation/storage/index.js';
import type { RecordedReply, ReplyRecord } from '../ask-writer.js';

/** Replies in a log, a line each, `{ key, reply }`; lines of other kinds are passed over. */
export function replyLog(log: AppendLog): ReplyRecord {
  const known = new Map<string, RecordedReply>();
  for (const line of log.lines) {
    const { key, reply } = JSON.parse(line) as { key: string; reply?: RecordedReply };
    if (reply !== undefined) known.set(key, reply);
  }
  return {
    get: (key) => known.get(key),
    put(key, reply) {
      log.append(JSON.stringify({ key, reply }));
      known.set(key, reply);
    },
  };
}
