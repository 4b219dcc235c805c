import { z } from 'zod';
import { choice, nothing, number, speak, structured, type ActionDefinition } from '../../actions.js';
import { CHOOSE_SPEAKER, RAISE_HAND } from '../../regimes/index.js';
import { userError } from '../../../foundation/errors/index.js';
import type { TalkChannels } from '../talk-channel.js';

/** Going out, where that is allowed. */
export const LEAVE = 'leave';
/** Going into another room, where there are several that one may be in. */
export const MOVE = 'go-to';
/** Voting to close, where votes close a conversation. */
export const VOTE = 'vote-to-close';
/** What stands for nobody in a moderator's choice. */
export const NOBODY = 'nobody';
/** How much one wants to speak, from 0 to this. */
export const URGENCY_AT_MOST = 10;

const OWN = [LEAVE, MOVE, VOTE, RAISE_HAND, CHOOSE_SPEAKER];

/** The actions of a conversation: speaking on each channel, by its name, and what belongs to conversations. */
export function talkActions(
  channels: TalkChannels,
  rooms: readonly string[],
  maxCharacters: number,
): { readonly [name: string]: ActionDefinition } {
  const taken = OWN.find((name) => Object.hasOwn(channels, name));
  if (taken !== undefined) {
    throw userError({
      kind: 'usage',
      what: `a channel of the conversation is named "${taken}", which is something else that people can do`,
      expected: `a name other than ${OWN.join(', ')}`,
    });
  }
  const speaking = Object.entries(channels).map(([name, { kind }]): [string, ActionDefinition] => {
    const aside = z.object({ to: z.string().min(1), words: z.string().min(1).max(maxCharacters) });
    return [name, kind === 'pair' ? structured(aside) : speak({ channel: name, maxCharacters })];
  });
  const [first, second, ...more] = rooms;
  return {
    ...Object.fromEntries(speaking),
    [RAISE_HAND]: number({ minimum: 0, maximum: URGENCY_AT_MOST, integer: true }),
    [CHOOSE_SPEAKER]: choice([NOBODY, 'somebody']),
    [LEAVE]: nothing(),
    // Nobody is asked who has one room.
    [MOVE]: choice(first === undefined || second === undefined ? ['here', 'elsewhere'] : [first, second, ...more]),
    [VOTE]: nothing(),
  };
}
