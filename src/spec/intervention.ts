import { z } from 'zod';
import { Json } from './json.js';
import { Persona } from './persona.js';

/**
 * When something is done to a run, always between two commits: before the first activation at or after a virtual time;
 * before the event with a seq is made; after so many events of a type (of one agent); or once the state of the world is so: a
 * value of what all share, or of an agent's part, found by its path (`round`, `rooms.hall.turns`), equals or lies within.
 */
export const Moment = z.union(
  [
    z.strictObject({ time: z.number().nonnegative() }),
    z.strictObject({ seq: z.number().int().positive() }),
    z.strictObject({
      after: z.strictObject({
        event: z.string().min(1),
        agent: z.string().optional(),
        count: z.number().int().positive().default(1),
      }),
    }),
    z.strictObject({
      state: z
        .strictObject({
          path: z.string().min(1),
          agent: z.string().optional(),
          is: Json.optional(),
          atLeast: z.number().optional(),
          atMost: z.number().optional(),
        })
        .refine(({ is, atLeast, atMost }) => [is, atLeast, atMost].some((one) => one !== undefined), {
          error: 'expected what it is to be: is, atLeast or atMost',
        }),
    }),
  ],
  {
    error:
      'expected {"time": T}, {"seq": N}, {"after": {"event": TYPE, "count": N}} or {"state": {"path": PATH, "atLeast": X}}',
  },
);
export type Moment = z.infer<typeof Moment>;

/** One thing that is done to a run from outside. */
export const Change = z.discriminatedUnion('do', [
  /** An event of the world happens: a message, another payoff, a tie that is cut. */
  z.strictObject({
    do: z.literal('inject'),
    event: z.strictObject({
      type: z.string().regex(/^[a-z]+(-[a-z]+)+$/, 'expected words in small letters with hyphens between'),
      agent: z.string().optional(),
      data: z.record(z.string(), Json),
    }),
  }),
  /** Somebody else is in the agent's place; what it remembers stays. */
  z.strictObject({ do: z.literal('persona'), agent: z.string(), persona: Persona }),
  /** From now on the agent takes this option whatever it faces; `null` sets it free. */
  z.strictObject({ do: z.literal('commit'), agent: z.string(), option: z.string().nullable() }),
  /** The agent leaves: it is not asked, and perceives nothing. */
  z.strictObject({ do: z.literal('remove'), agent: z.string() }),
  /** An agent that is absent takes part from now on. */
  z.strictObject({ do: z.literal('add'), agent: z.string() }),
]);
export type Change = z.infer<typeof Change>;

/** Changes at one moment, in their order. */
export const Intervention = z.strictObject({
  when: Moment,
  changes: z.array(Change).min(1),
});
export type Intervention = z.infer<typeof Intervention>;
