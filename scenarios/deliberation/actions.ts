import { z } from 'zod';

/** What everybody shares: whether the verdict was given. */
export const Shared = z.object({ over: z.boolean() });
export type Shared = z.infer<typeof Shared>;
/** What belongs to one agent beside its memory: nothing. */
export const Slice = z.object({});
export type Slice = z.infer<typeof Slice>;

/** What agents can do: the kinds of their situations. */
export const SPEAK_UP = 'speak-up';
export const SHOW_HAND = 'show-hand';
export const BALLOT = 'ballot';

/** Most of what one can say of how much one wants to speak. */
export const URGENCY_AT_MOST = 10;
