import { z } from 'zod';

const judgement = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('distribution'), probabilities: z.array(z.number()).min(1) }),
  z.object({ kind: z.literal('answer'), value: z.json() }),
  z.object({ kind: z.enum(['refused', 'malformed']), message: z.string() }),
]);

const failure = z.object({ kind: z.string(), message: z.string() });

function replyOf(value: z.ZodType): z.ZodType {
  return z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), failure }),
  ]);
}

/** What those who use an answer rely on, whatever version recorded it; the rest of it may be there or not. */
const SHAPES: ReadonlyMap<string, z.ZodType> = new Map<string, z.ZodType>([
  ['judge', judgement],
  ['choose', replyOf(z.object({ probabilities: z.array(z.number()).min(1) }))],
  ['score', replyOf(z.object({ logLikelihoods: z.array(z.number().nullable()) }))],
  ['write', replyOf(z.object({ text: z.string() }))],
  ['embed', replyOf(z.object({ vectors: z.array(z.array(z.number())) }))],
]);

/** What is wrong with a recorded answer to a request of this verb; `undefined` where nothing is. Of other verbs nothing is. */
export function faultOfAnswer(verb: string, answer: unknown): z.ZodError | undefined {
  return SHAPES.get(verb)?.safeParse(answer).error;
}
