import { z } from 'zod';
import { contentHash } from '../../foundation/storage/index.js';
import type { Json } from '../../spec/index.js';
import { READING } from './about-endpoint.js';
import type { Choosing } from './choose.js';
import type { Connection } from './connection.js';
import { FORMATS, PARAMETERS, type Learned, type Taken } from './learned.js';
import { COMPLETIONS, type Found } from './probe.js';

const TakenRecord = z.object({ without: z.array(z.enum(PARAMETERS)), topTokens: z.number().int().positive() });

/** What an opening found out, as it is kept: there is nothing of keys in it. */
const OpeningRecord = z.object({
  /** Hash of the endpoint and of how it was to be asked. */
  of: z.string(),
  found: z.object({
    logprobs: z.boolean(),
    structured: z.boolean(),
    completions: z.enum(COMPLETIONS),
    echo: z.boolean(),
  }),
  learned: z.object({
    chat: TakenRecord,
    texts: TakenRecord,
    reasons: z.boolean(),
    format: z.enum(FORMATS),
    formatWorks: z.boolean(),
  }),
});
type OpeningRecord = z.infer<typeof OpeningRecord>;

/** Identifies an endpoint and how it is to be asked, as far as that is known before it is. */
export function openingOf(
  { baseUrl, model, headers, body }: Connection,
  how: { readonly choose: Choosing; readonly reasoningTokens: number },
): string {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  return contentHash({ baseUrl, model, headers: names.toSorted(), body, ...how, reading: READING });
}

/** What was found out, to be kept. */
export function recordOpening(
  of: string,
  { found, learned }: { readonly found: Found; readonly learned: Learned },
): Json {
  const taken = ({ without, topTokens }: Taken) => ({ without: [...without].toSorted(), topTokens });
  const { chat, texts, ...rest } = learned;
  return {
    of,
    found: { ...found },
    learned: { ...rest, chat: taken(chat), texts: taken(texts) },
  } satisfies OpeningRecord;
}

/**
 * Takes up what an earlier opening found out.
 *
 * @param learned Of the endpoint that is opened; filled with what was learned.
 * @returns what it can do; `undefined` where the record is none, or is of another endpoint or another way to ask it.
 */
export function recallOpening(of: string, record: Json | undefined, learned: Learned): Found | undefined {
  const parsed = OpeningRecord.safeParse(record);
  if (!parsed.success || parsed.data.of !== of) return undefined;
  const { chat, texts, ...rest } = parsed.data.learned;
  Object.assign(learned, rest);
  for (const [path, { without, topTokens }] of [
    [learned.chat, chat],
    [learned.texts, texts],
  ] as const) {
    path.topTokens = topTokens;
    for (const name of without) path.without.add(name);
  }
  return parsed.data.found;
}
