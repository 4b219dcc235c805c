import type { Clock } from '../../foundation/clock.js';
import { userError } from '../../foundation/errors/index.js';
import { chancesFrom } from '../../foundation/random/index.js';
import { failed, type Prompt, type Result, type Usage } from '../../spec/index.js';
import { askPatiently } from '../_internals/ask-patiently.js';
import { inTime } from '../_internals/in-time.js';
import type { AskContext, AskFailure, Asking } from './ask.js';
import type { ChatReply, TokenLogProbability } from './chat-reply.js';
import { optionInValue, structured } from './choose-by-samples.js';
import type { Choosing } from './choose.js';
import type { CompletionReply } from './completion-reply.js';
import type { Endpoint } from './endpoint.js';
import type { AskOpening } from './opening.js';
import { isNotTaken, type EndpointFailure } from './failures.js';
import { optionInReply } from './option-in-reply.js';
import { tellsOfThePrompt } from './score.js';

const ATTEMPTS = 4;
const TIMEOUT_MS = 20_000;
/** Whoever asks for more patience than this at the start is busy for now. */
const LONGEST_WAIT_MS = 20_000;
const EMPTY_REPLIES = 3;
const PROMPT: Prompt = { form: 'chat', pieces: ['Say A or B.'] };
const COMPLETION: Prompt = { ...PROMPT, form: 'completion' };
/** How far two log-probabilities of one token may lie apart: evaluations differ by how they are batched. */
const SAME_LOGPROB = 0.1;
const OPTIONS = ['A', 'B'];
/**
 * Not at temperature 1 and with a seed, so that a model that takes neither says so now; and nearly without chance. Not at
 * 0, which some endpoints refuse.
 */
const ASKING: Asking = { maxTokens: 4, temperature: 0.1, seed: 1 };
/** Replies that decide together how choices are made: what most of them do. */
const VOTES = 3;
/** Statuses of the hour: they say nothing of what an endpoint can do. A 500 or 501 that stays is how some say "I cannot". */
const OF_THE_HOUR = [402, 408, 409, 425, 429, 502, 503, 504, 520, 521, 522, 523, 524, 529];

/** Connections that broke; one that was never made is not tried again at the start. */
const BROKEN = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'];

/** What is probed. */
export interface Probed {
  readonly endpoint: Endpoint;
  readonly choose: Choosing;
  readonly baseUrl: string;
  readonly model: string;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
  /** For one reply. Default 20 s. */
  readonly timeoutMs?: number;
  /** Default: they are asked as they are, and counted nowhere. */
  readonly through?: AskOpening;
}

export const COMPLETIONS = ['none', 'plain', 'log-probabilities'] as const;

/** What an endpoint can do. */
export interface Found {
  /** Whether a reply to a chat tells how likely its first tokens were. */
  readonly logprobs: boolean;
  /** Whether a counted reply is made to be one of the options, since it names none on its own. */
  readonly structured: boolean;
  /** Whether it continues texts, and what it tells of them. */
  readonly completions: (typeof COMPLETIONS)[number];
  /** Whether it tells how likely a given text is. */
  readonly echo: boolean;
}

/**
 * Asks an endpoint before anything starts: whether it answers, knows the model, gives log-probabilities, and continues
 * texts.
 *
 * How choices are made depends on this for good, so it is decided by an answer or by a refusal and never by the hour: a
 * busy or stumbling endpoint is asked again, and then given up.
 *
 * @throws MesocosmError (unreachable) naming the address, what was refused, and the setting to change; (budget) where
 *   what stands around the questions does not allow another; (interrupted).
 */
export async function probe(probed: Probed): Promise<Found> {
  const chat = await probeChat(probed);
  const found = await probeCompletions(probed);
  // Choices are of one kind, whatever the form: where those of a chat are exact, those of a text must be.
  return chat.logprobs && found.completions === 'plain' ? { ...chat, ...NO_COMPLETIONS } : { ...chat, ...found };
}

const NO_COMPLETIONS = { completions: 'none', echo: false } as const;

async function probeChat(probed: Probed): Promise<Pick<Found, 'logprobs' | 'structured'>> {
  const { endpoint, choose } = probed;
  const without = { logprobs: false, structured: choose === 'structured' };
  const wantsLogprobs = choose === 'auto' || choose === 'log-probabilities';
  for (let empty = 0; empty < EMPTY_REPLIES; empty += 1) {
    const asked = await patiently(probed, { logprobs: wantsLogprobs });
    // A refused request may be refused for its log-probabilities alone.
    const again = !asked.ok && isNotTaken(asked.failure) && wantsLogprobs;
    const reply = again ? await patiently(probed, {}) : asked;
    if (!reply.ok) throw notReachable(probed, reply.failure);
    const { text, tokens = [] } = reply.value;
    // The first tokens of a model that reasons are thoughts.
    if (endpoint.learned.reasons) return without;
    if (tokens.some(({ alternatives }) => alternatives.length > 0)) return { logprobs: true, structured: false };
    if (text === '' && !again) continue;
    if (choose !== 'auto' || text === '') return without;
    return { logprobs: false, structured: await mustBeMade(probed, text) };
  }
  return without;
}

/** Whether it mostly names no option on its own, and mostly does when it is made to. */
async function mustBeMade(probed: Probed, first: string): Promise<boolean> {
  const names = (text: string): boolean => optionInReply(OPTIONS, text) !== undefined;
  const onItsOwn = await mostly(async (vote) => {
    if (vote === 1) return names(first);
    const reply = unlessOfTheHour(probed, await patiently(probed, { seed: vote }));
    return reply.ok && names(reply.value.text);
  });
  if (onItsOwn || probed.endpoint.learned.reasons) return false;
  return mostly((vote) => followsSchema(probed, vote));
}

/** What most of the votes say; the last is not asked for where the others agree. */
async function mostly(ask: (vote: number) => Promise<boolean>): Promise<boolean> {
  const votes = { true: 0, false: 0 };
  for (let vote = 1; vote <= VOTES && Math.max(votes.true, votes.false) <= VOTES / 2; vote += 1) {
    votes[(await ask(vote)) ? 'true' : 'false'] += 1;
  }
  return votes.true > votes.false;
}

/** Whether it gives an option when it is made to. */
async function followsSchema(probed: Probed, seed: number): Promise<boolean> {
  const { prompt, ...sample } = structured({ prompt: PROMPT, options: OPTIONS });
  const asking = { ...ASKING, ...sample, seed };
  const asked = await patientlyDo(probed, {
    prompt,
    maxTokens: asking.maxTokens,
    ask: (context) => probed.endpoint.chat(prompt, asking, context),
  });
  const reply = unlessOfTheHour(probed, asked);
  return reply.ok && optionInValue(OPTIONS, reply.value) !== undefined;
}

/** Whether it continues texts is decided by an answer or by a refusal, as in {@link probe}. */
async function probeCompletions(probed: Probed): Promise<Pick<Found, 'completions' | 'echo'>> {
  const wantsLogprobs = probed.choose === 'auto' || probed.choose === 'log-probabilities';
  const asked = await continued(probed, wantsLogprobs);
  const again = !asked.ok && isNotTaken(asked.failure) && wantsLogprobs;
  const reply = unlessOfTheHour(probed, again ? await continued(probed, false) : asked);
  if (!reply.ok) return NO_COMPLETIONS;
  const [position] = reply.value.tokens ?? [];
  if (position === undefined || position.alternatives.length === 0) return { completions: 'plain', echo: false };
  return { completions: 'log-probabilities', echo: await echoes(probed, position.alternatives) };
}

function continued(probed: Probed, logprobs: boolean): Promise<Result<CompletionReply, AskFailure>> {
  const asking = { ...ASKING, logprobs };
  return patientlyDo(probed, {
    prompt: COMPLETION,
    maxTokens: asking.maxTokens,
    ask: (context) => probed.endpoint.complete(COMPLETION, asking, context),
  });
}

/**
 * Whether it tells how likely a given text is, and tells the same of a token that is given as of one that it could have
 * said: some servers are out by one token.
 */
async function echoes(probed: Probed, alternatives: readonly TokenLogProbability[]): Promise<boolean> {
  const text = PROMPT.pieces.join('');
  const likeliest = alternatives.toSorted((a, b) => b.logprob - a.logprob).find(({ token }) => token !== '');
  if (likeliest === undefined) return false;
  const whole = text + likeliest.token;
  const asked = await patientlyDo(probed, {
    prompt: { ...COMPLETION, pieces: [whole] },
    maxTokens: 1,
    ask: (context) => probed.endpoint.echo(whole, context),
  });
  const reply = unlessOfTheHour(probed, asked);
  if (!reply.ok || !tellsOfThePrompt(reply.value, whole)) return false;
  const given = reply.value.places?.find(({ at, token }) => at === text.length && token === likeliest.token);
  return Math.abs((given?.logprob ?? -Infinity) - likeliest.logprob) < SAME_LOGPROB;
}

function patiently(probed: Probed, more: Partial<Asking>): Promise<Result<ChatReply, AskFailure>> {
  const asking = { ...ASKING, ...more };
  return patientlyDo(probed, {
    prompt: PROMPT,
    maxTokens: asking.maxTokens,
    ask: (context) => probed.endpoint.chat(PROMPT, asking, context),
  });
}

/** A question, and the most that its reply may take. */
interface Question<Reply> {
  readonly prompt: Prompt;
  readonly maxTokens: number;
  ask(context: AskContext): Promise<Result<Reply, AskFailure>>;
}

function patientlyDo<Reply extends { readonly usage: Usage }>(
  { clock, signal, baseUrl, timeoutMs = TIMEOUT_MS, through = plainly }: Probed,
  question: Question<Reply>,
): Promise<Result<Reply, EndpointFailure>> {
  const { uniform: jitter } = chancesFrom('probe')(baseUrl);
  return askPatiently<Reply>(
    async () => {
      const reply = await inTime((stop) => through({ ...question, signal: stop }), { timeoutMs, clock, signal });
      return reply.ok ? reply : failed({ ...reply.failure, retryable: mayPass(reply.failure) });
    },
    { attempts: ATTEMPTS, clock, jitter, signal },
  );
}

const plainly: AskOpening = ({ ask, signal }) => ask({ signal });

/** A reply that may decide something. @throws MesocosmError (unreachable, budget, interrupted) where it is a failure of the hour. */
function unlessOfTheHour<Reply>(probed: Probed, reply: Result<Reply, EndpointFailure>): Result<Reply, EndpointFailure> {
  if (!reply.ok && isOfTheHour(reply.failure)) throw notReachable(probed, reply.failure);
  return reply;
}

function isOfTheHour({ kind, status, code }: EndpointFailure): boolean {
  if (kind !== 'unavailable') return kind === 'aborted' || kind === 'over-budget';
  return status === undefined ? code !== 'NO_COMPLETION' : OF_THE_HOUR.includes(status);
}

function mayPass({ retryable, code, retryAfterMs = 0 }: EndpointFailure): boolean {
  return retryable && retryAfterMs <= LONGEST_WAIT_MS && (code === undefined || BROKEN.includes(code));
}

function notReachable({ baseUrl, model }: Probed, failure: EndpointFailure): Error {
  if (failure.kind === 'aborted') return userError({ kind: 'interrupted', what: 'opening the model was interrupted' });
  const { status, message } = failure;
  if (failure.kind === 'over-budget') {
    const remedy = 'what is done is kept; allow more calls, tokens or US dollars to go on';
    return userError({ kind: 'budget', what: `opening the model stopped: ${message}`, where: baseUrl, remedy });
  }
  const said = status === undefined ? message : `it answered ${status}, ${message}`;
  const what = `the endpoint cannot be used: ${said}`;
  return userError({ kind: 'unreachable', what, where: baseUrl, remedy: remedyFor(failure, model) });
}

function remedyFor({ status, code, retryAfterMs }: EndpointFailure, model: string): string {
  if (status === 401 || status === 403) return 'set OPENAI_API_KEY to a key that this endpoint knows';
  if (status === 404) {
    return `check the name of the model ("${model}") and the address in --base-url or OPENAI_BASE_URL`;
  }
  if (status === 429) {
    const wait = retryAfterMs === undefined ? 'in a while' : `in ${Math.ceil(retryAfterMs / 1000)} s`;
    return `try again ${wait}, or check the quota of the key in OPENAI_API_KEY`;
  }
  if (status !== undefined && status >= 500) {
    return 'try again in a while, or name another endpoint with --base-url or OPENAI_BASE_URL';
  }
  if (status !== undefined)
    return `check the name of the model ("${model}"), and what this endpoint expects of a request`;
  if (code === 'NO_COMPLETION') {
    return 'check the address in --base-url or OPENAI_BASE_URL: that of an OpenAI-compatible endpoint often ends in /v1';
  }
  return 'start the endpoint, or set --base-url or OPENAI_BASE_URL to where it is';
}
