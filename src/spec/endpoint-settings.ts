import { z } from 'zod';
import { Json } from './json.js';

/** A day: longest time that an answer can be waited for. */
export const LONGEST_TIMEOUT_MS = 86_400_000;

/** What is sent to an endpoint beside the questions, and how its replies are waited for and taken. */
export const EndpointSettings = z.strictObject({
  /** Default: OPENAI_ORGANIZATION, else OPENAI_ORG_ID. */
  organisation: z.string().min(1).optional(),
  /** Headers for every request. Their values are secrets: they are sent, and written nowhere. */
  headers: z.record(z.string().min(1), z.string()).optional(),
  /** Fields for the body of every request, for example `reasoning_effort`. They are no secrets, and are recorded. */
  body: z.record(z.string().min(1), Json).optional(),
  /** How choices are made. Default `auto`: in the first of these ways that the endpoint has. */
  choose: z.enum(['auto', 'log-probabilities', 'samples', 'structured']).optional(),
  /** Tokens that an answer leaves to the thoughts of a model that reasons, beside its own. Default 4096. */
  reasoningTokens: z.number().int().positive().optional(),
  /** Milliseconds that one answer may take, at most a day. Default: two minutes, and 20 s in the opening. */
  timeoutMs: z.number().int().positive().max(LONGEST_TIMEOUT_MS).optional(),
});
export type EndpointSettings = z.infer<typeof EndpointSettings>;
