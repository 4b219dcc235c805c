import { z } from 'zod';
import { userError } from '../../foundation/errors/index.js';
import { readOptions } from '../_internals/read-options.js';
import type { Room } from './talk-state.js';

/** When a conversation is over: as soon as one of these holds in its room. */
export const ClosingRule = z.strictObject({
  /** Nobody in the room had anything to say since the last utterance. A decision that failed is no silence. Default `true`. */
  silence: z.boolean().default(true),
  /** So many turns were given, whatever came of them. */
  turns: z.number().int().positive().optional(),
  /** More than this share of those in the room voted to close. */
  votes: z.number().min(0).lt(1).optional(),
});
export type ClosingRule = z.input<typeof ClosingRule>;

/** Why a room is closed, or `undefined` while it is not. */
export function closingOf(
  rule: z.output<typeof ClosingRule>,
  { turns, quiet, votes, members }: Pick<Room, 'turns' | 'members'> & Record<'quiet' | 'votes', readonly string[]>,
  isModerator: (agent: string) => boolean,
): string | undefined {
  // Who has left votes no more.
  const cast = votes.filter((agent) => members.includes(agent)).length;
  if (rule.votes !== undefined && cast > rule.votes * members.length) {
    return `${cast} of ${members.length} voted to close`;
  }
  if (rule.turns !== undefined && turns >= rule.turns) return `${turns} turns were given`;
  const speakers = members.filter((agent) => !isModerator(agent));
  const silent = rule.silence && speakers.length > 0 && speakers.every((agent) => quiet.includes(agent));
  return silent ? 'nobody had anything more to say' : undefined;
}

/** @throws MesocosmError (usage) when nothing would ever close the conversation. */
export function checkClosing(rule: ClosingRule, until: unknown): z.output<typeof ClosingRule> {
  const parsed = readOptions(ClosingRule, rule, 'the closing rule');
  if (parsed.silence || parsed.turns !== undefined || parsed.votes !== undefined || until !== undefined) return parsed;
  throw userError({
    kind: 'usage',
    what: 'nothing would ever close this conversation',
    expected: 'silence, a number of turns, votes or `until`',
    remedy: 'give `closing` a number of turns',
  });
}
