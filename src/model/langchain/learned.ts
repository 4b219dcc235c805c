import { isNotTaken, type EndpointFailure } from './failures.js';

/** How a value of a schema is asked for: with a JSON schema, in the older way, or in words alone. */
export type Format = 'json-schema' | 'json-object' | 'words';
export const FORMATS = ['json-schema', 'json-object', 'words'] as const satisfies readonly Format[];

/**
 * What was found out about an endpoint from what it refused and answered. It is found out once, and what does not help
 * is not asked for again.
 */
export interface Learned {
  /** What it takes of a chat; and of a text to be continued, which may be another server behind the same address. */
  readonly chat: Taken;
  readonly texts: Taken;
  /** Whether it spends tokens on thoughts before an answer. */
  reasons: boolean;
  /** The best way in which it may still take a schema. */
  format: Format;
  /** Whether that way has worked. */
  formatWorks: boolean;
}

/** What one path of an endpoint takes. */
export interface Taken {
  /** Parameters that it refuses. */
  readonly without: Set<Parameter>;
  /** How many of the most likely tokens it gives. */
  topTokens: number;
}

/** Parameters that some endpoints and models do not take. */
export const PARAMETERS = ['temperature', 'max_tokens', 'max_completion_tokens', 'seed'] as const;
export type Parameter = (typeof PARAMETERS)[number];

/** The most that OpenAI gives, and what others give. */
const TOP_TOKENS = 20;
const FEWER_TOP_TOKENS = 5;

/** A value that is too large is no reason to leave a parameter out. */
const OUT_OF_RANGE = /too (large|high|many|long|big)|at most|at least|exceed|between|(less|greater) than|[<>]=?/i;

/** How many of the most likely tokens are asked for: of a chat, and of a text, where a chat only says whether. */
const MOST_LIKELY = ['top_logprobs', 'logprobs'] as const;

/** Nothing yet. */
export function nothingLearned(): Learned {
  const nothing = (): Taken => ({ without: new Set(), topTokens: TOP_TOKENS });
  return { chat: nothing(), texts: nothing(), reasons: false, format: 'json-schema', formatWorks: false };
}

/**
 * Learns from a refusal which parameter it is about; false where it names none that was sent. The one that it names
 * first as the culprit counts: many sentences name another as the remedy.
 */
export function learnFrom(failure: EndpointFailure, sent: object, taken: Taken): boolean {
  if (!isNotTaken(failure)) return false;
  const named = parameterIn(failure, sent);
  if (named === undefined) return false;
  if (named === 'top_logprobs' || named === 'logprobs') {
    if (taken.topTokens <= FEWER_TOP_TOKENS) return false;
    taken.topTokens = FEWER_TOP_TOKENS;
    return true;
  }
  if (OUT_OF_RANGE.test(failure.message)) return false;
  taken.without.add(named);
  return true;
}

function parameterIn(
  { parameter, message }: EndpointFailure,
  sent: object,
): Parameter | (typeof MOST_LIKELY)[number] | undefined {
  const counts = (name: string): boolean => typeof (sent as { readonly [name: string]: unknown })[name] === 'number';
  const candidates = [...PARAMETERS.filter((name) => name in sent), ...MOST_LIKELY.filter(counts)];
  const told = candidates.find((name) => name === parameter);
  if (told !== undefined) return told;
  const places = candidates
    .map((name) => ({ name, at: message.search(new RegExp(`(?<![\\w])${name}(?![\\w])`, 'i')) }))
    .filter(({ at }) => at >= 0)
    .toSorted((a, b) => a.at - b.at);
  return places[0]?.name;
}
