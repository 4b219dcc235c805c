import { z } from 'zod';
import type { TypedEvent } from '../../define-world.js';

const utterance = {
  channel: z.string(),
  room: z.string(),
  /** Whom it is for, where the speaker named somebody. */
  to: z.string().optional(),
  words: z.string(),
  /** Seqs of the utterances that had reached the speaker since it last spoke; may be missing of words from outside. */
  answers: z.array(z.number()).optional(),
};

/** What happens in a conversation. */
export const TALK_EVENTS = {
  /** `began` is the seq of where it began, where saying it took time. */
  'utterance-said': z.object({ ...utterance, began: z.number().optional() }),
  /** Somebody speaks until a time, unless it is cut off. */
  'utterance-begun': z.object({ ...utterance, until: z.number() }),
  /** `words` were said before `by` cut it off. */
  'utterance-interrupted': z.object({ ...utterance, began: z.number(), by: z.string() }),
  /** A turn in which nothing was said: by choice, because the decision failed, or because the agent goes away. */
  'turn-passed': z.object({ room: z.string(), why: z.enum(['silence', 'failure', 'departure']) }),
  'hand-raised': z.object({ room: z.string(), urgency: z.number() }),
  /** `null` where the moderator gives the floor to nobody. */
  'speaker-chosen': z.object({ room: z.string(), speaker: z.string().nullable() }),
  'closing-voted': z.object({ room: z.string() }),
  'room-entered': z.object({ room: z.string() }),
  'room-left': z.object({ room: z.string() }),
  'room-closed': z.object({ room: z.string(), why: z.string() }),
};

export type TalkEvents = typeof TALK_EVENTS;
export type TalkEvent<Type extends keyof TalkEvents> = Extract<TypedEvent<TalkEvents>, { readonly type: Type }>;
