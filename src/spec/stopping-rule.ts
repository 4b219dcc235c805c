import { z } from 'zod';

/** How narrow an interval is to be, and when it is looked at. */
const looks = {
  /** The interval is to be no wider than this, from end to end, in the unit of the value. */
  width: z.number().positive(),
  /** Runs at the first look. Below 10 a look is too easily taken in by values that happen to lie close together. */
  atLeast: z.number().int().min(10).default(20),
  /** Runs at the last look. */
  atMost: z.number().int().min(10),
  /** Each look comes at so many times the runs of the one before, rounded up. */
  growth: z.number().min(1.1).max(10).default(1.5),
  level: z.number().gt(0.5).lt(1).default(0.95),
};

function inOrder({ atLeast, atMost }: { readonly atLeast: number; readonly atMost: number }): boolean {
  return atLeast <= atMost;
}

const OUT_OF_ORDER = { message: 'atLeast is above atMost', path: ['atLeast'] };

/**
 * When a study has runs enough: it adds seeds until the interval of a value is narrow enough, or until there are as many
 * runs as it may make. It looks at the interval at numbers of runs that are fixed beforehand and at no other moment.
 */
export const UntilWidth = z
  .object({
    kind: z.literal('until-width'),
    /** `share` for values that are 0, 1 or a half for a tie, with Wilson's interval; `mean` for others, with Student's. */
    of: z.enum(['share', 'mean']),
    ...looks,
  })
  .refine(inOrder, OUT_OF_ORDER);
export type UntilWidth = z.infer<typeof UntilWidth>;

/** A rule of a study: the value whose interval is looked at, and in which arm. It must be narrow in every condition. */
export const UntilNarrow = z
  .strictObject({
    /** Column of a measure of the scenario. */
    measure: z.string(),
    arm: z.string().default('interacting'),
    ...looks,
  })
  .refine(inOrder, OUT_OF_ORDER);
export type UntilNarrow = z.infer<typeof UntilNarrow>;
