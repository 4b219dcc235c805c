import { z } from 'zod';
import { Json } from './json.js';

/**
 * One line of the journal: a fact that happened in a run.
 *
 * `seq` counts from 0 without gaps; `time` is virtual; `causes` are the seqs of the events it followed from. Nothing in
 * it depends on the wall clock, on attempts, caches or the order of replies.
 */
export const Event = z.object({
  seq: z.number().int().nonnegative(),
  time: z.number().nonnegative(),
  type: z.string().regex(/^[a-z]+(-[a-z]+)+$/),
  agent: z.string().optional(),
  data: z.record(z.string(), Json),
  causes: z.array(z.number().int().nonnegative()).readonly().optional(),
});
export type Event = {
  readonly seq: number;
  readonly time: number;
  readonly type: string;
  readonly agent?: string;
  readonly data: { readonly [key: string]: Json };
  readonly causes?: readonly number[];
};

/**
 * What a world proposes; `seq` and `time` are given at commit, and to the `causes` those decisions are added that it
 * followed from.
 */
export interface EventDraft extends Pick<Event, 'type' | 'agent' | 'data' | 'causes'> {
  /** Agents of the activation whose decisions it followed from. Default all of them. */
  readonly by?: readonly string[];
}
