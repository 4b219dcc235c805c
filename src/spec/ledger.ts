import { z } from 'zod';
import { Changed } from './changed.js';
import { Estimate } from './estimate.js';
import { ValueAnswer } from './values.js';

/** What one agent answered after a run, with what it knew at the end. It leaves no trace in the run. */
export const AskedAfter = z.object({
  agent: z.string(),
  /** Probability of each option, in their order; absent where there is no answer. */
  probabilities: z.array(z.number()).optional(),
  /** Probability that the model put on the options at all; `null` where it is not known. */
  mass: z.number().nullable().optional(),
  /** Why there is no answer; `absent` is who took no part any more. */
  failure: z.object({ kind: z.enum(['refused', 'malformed', 'absent']), message: z.string() }).optional(),
});
export type AskedAfter = z.infer<typeof AskedAfter>;

/** Decisions of one run in one state, by agents who are the same person with the same mind. */
export const MetState = z.object({
  /** The first of these agents. */
  agent: z.string(),
  state: z.string(),
  /** How many decisions. */
  visits: z.number().int().positive(),
  /** Mean probability of each option over them. */
  probabilities: z.array(z.number()),
});
export type MetState = z.infer<typeof MetState>;

/** What was found out about the agents of one run when it was over: a line of `ledger.jsonl`. */
export const LedgerLine = z.object({
  /** Key of the run. */
  key: z.string(),
  after: z.array(AskedAfter),
  /** States in which agents decided; none where the scenario declares no histories. */
  met: z.array(MetState),
  /** What they said to a value instrument; absent where the study has none. */
  values: z.array(ValueAnswer).optional(),
});
export type LedgerLine = z.infer<typeof LedgerLine>;

/** What the runs of one arm left in agents: after less before, with intervals over runs. */
export const LedgerArm = z.object({
  arm: z.string(),
  /** Runs at whose end agents were asked. */
  runs: z.number().int().nonnegative(),
  /** Answers, of all runs. */
  answers: z.number().int().nonnegative(),
  /** Agents who did not answer, of all runs, by reason. */
  missing: z.record(z.string(), z.number().int().positive()),
  options: z.array(
    z.object({
      option: z.string(),
      /** Mean probability after less before, over the agents of a run. */
      shift: Estimate,
      /** The mean shift, if all who did not answer were sure of another option, or of this one. */
      bounds: z.object({ low: z.number(), high: z.number() }).optional(),
    }),
  ),
  /** How far an agent is from where it stood alone: half the summed absolute differences of the probabilities, from 0 to 1. */
  distance: Estimate,
});
export type LedgerArm = z.infer<typeof LedgerArm>;

/** Whether runs left something in agents, and the meeting more than the same runs without it. */
export const LedgerSummary = z.object({
  arms: z.array(LedgerArm),
  left: z.object({
    /** The arm without the meeting that it is held against; `null` where none was asked. */
    against: z.string().nullable(),
    /** Distance in `interacting` less that in the other, runs paired by seed; `null` where there is no other. */
    difference: Estimate.nullable(),
    /** The same of the shift of each option, by option; empty where there is no other. */
    shifts: z.record(z.string(), Estimate),
    verdict: Changed,
    margin: z.number(),
    /** What it says, in words. */
    sentence: z.string(),
  }),
});
export type LedgerSummary = z.infer<typeof LedgerSummary>;
