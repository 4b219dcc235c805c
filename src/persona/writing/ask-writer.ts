import { hash128, seed32 } from '../../foundation/random/index.js';
import { defaultElicitation } from '../../agent/index.js';
import {
  failed,
  success,
  type AskWriter,
  type LanguageModel,
  type ModelFailure,
  type Prompt,
  type PromptForm,
  type Result,
  type Usage,
  type WritingTask,
} from '../../spec/index.js';
import { NOTHING_SPENT, ofReply, plus } from './_internals/spending.js';
import { tidied } from './_internals/tidied.js';
import { isRefusal } from './reply-check.js';
import type { WritingSpent } from './writing-options.js';

/** How a writer asks. */
export interface WriterOptions {
  readonly model: LanguageModel;
  /** Names the random stream that replies belong to: seed, generator, person and round in one text. */
  readonly stream: string;
  /** How often a prompt is asked until a reply will do. Default 3. */
  readonly attempts?: number;
  /** Default: what suits the model, as in {@link defaultElicitation}. */
  readonly form?: PromptForm;
  readonly signal?: AbortSignal;
  /** Who is written, for usage by agent. */
  readonly person?: string;
  /** Replies of an earlier sitting, by key; each new one that is content is put there before it is used. */
  readonly record?: ReplyRecord;
}

/** Where replies are kept. */
export interface ReplyRecord {
  get(key: string): RecordedReply | undefined;
  put(key: string, reply: RecordedReply): void;
}

/** A reply, or a failure that is content, as it is kept. */
export type RecordedReply =
  | { readonly text: string; readonly finish: 'stop' | 'length' | 'other'; readonly usage: Usage }
  | { readonly failure: ModelFailure };

/** What the writing of one text took, and what of it was paid for now. */
export interface WriterAccount {
  /** Hashes of the prompts, in the order in which they were first asked. */
  readonly prompts: readonly string[];
  readonly took: WritingSpent;
  /** The part of it that the record did not have. */
  readonly paid: WritingSpent;
}

/** A writer with its account. */
export interface Writer {
  readonly ask: AskWriter;
  account(): WriterAccount;
}

/** How much hotter each further attempt is: the same seed and heat would bring the same reply. */
const HEAT = 0.1;
/** What endpoints take at most. */
const HOTTEST = 2;

/**
 * A writer that asks a language model: in the form that suits it, a bad reply again with another seed and a little
 * hotter, a bounded number of times.
 *
 * A failure is `refused` or `malformed` after the last attempt, with what was wrong and the beginning of the reply as
 * evidence; those that depend on the hour come back at once. Seeds are keyed by stream, prompt and attempt, so what is
 * asked does not depend on what else is written.
 */
export function askWriter(options: WriterOptions): Writer {
  const { model, attempts = 3, form = defaultElicitation(model).form } = options;
  const prompts: string[] = [];
  let took = NOTHING_SPENT;
  let paid = NOTHING_SPENT;

  const replyTo = async (prompt: Prompt, task: WritingTask, attempt: number): Promise<RecordedReply> => {
    const { record, stream, signal, person } = options;
    const hash = promptHash(prompt);
    if (!prompts.includes(hash)) prompts.push(hash);
    const temperature = attempt === 0 ? task.temperature : Math.min(HOTTEST, task.temperature + HEAT * attempt);
    const key = hex(hash128([model.fingerprint, stream, hash, task.maxTokens, temperature, attempt]));
    const before = record?.get(key);
    if (before !== undefined) {
      took = plus(took, ofReply(usageOf(before)));
      return before;
    }
    const seed = seed32(stream, hash, attempt);
    const call = { seed, stream, purpose: 'writing', ...(signal && { signal }), ...(person && { agent: person }) };
    const reply = await model.write({ prompt, maxTokens: task.maxTokens, temperature }, call);
    const kept: RecordedReply = reply.ok
      ? { text: reply.value.text, finish: reply.value.finishReason, usage: reply.value.usage }
      : { failure: reply.failure };
    if ('failure' in kept && !isContent(kept.failure)) return kept;
    record?.put(key, kept);
    took = plus(took, ofReply(usageOf(kept)));
    paid = plus(paid, ofReply(usageOf(kept)));
    return kept;
  };

  return {
    account: () => ({ prompts, took, paid }),
    async ask(task) {
      const prompt = promptOf(task, form);
      let last: ModelFailure = { kind: 'malformed', message: 'nothing was asked', retryable: false };
      for (let attempt = 0; attempt < attempts; attempt += 1) {
        const reply = await replyTo(prompt, task, attempt);
        if ('failure' in reply && !mayPass(reply.failure)) return failed(reply.failure);
        const judged = judge(reply, task, form);
        if (judged.ok) return judged;
        last = judged.failure;
      }
      return failed({ ...last, message: `${last.message}, after ${attempts} attempts` });
    },
  };
}

/** Whether another seed may bring another reply: not where the hour is wrong, nor where the prompt is too long. */
function mayPass(failure: ModelFailure): boolean {
  return isContent(failure) && failure.code !== 'too-long';
}

/** Whether a failure says something about the model and what it was asked, and not about the hour. */
export function isContent({ kind }: ModelFailure): boolean {
  return kind === 'refused' || kind === 'malformed';
}

/** Identifies what was asked, in hexadecimal. */
export function promptHash({ form, system = '', pieces }: Prompt): string {
  return hex(hash128([form, system, pieces.join('')]));
}

function promptOf({ system, text, begin }: WritingTask, form: PromptForm): Prompt {
  if (form === 'chat') {
    return { form, ...(system === undefined ? {} : { system }), pieces: [text] };
  }
  const opening = system === undefined ? [] : [`${system}\n\n`];
  return { form, pieces: [...opening, `${text}\n\n`, ...(begin === undefined ? [] : [begin])] };
}

function judge(reply: RecordedReply, task: WritingTask, form: PromptForm): Result<string, ModelFailure> {
  if ('failure' in reply) return failed(reply.failure);
  const said = form === 'completion' ? continued(reply.text, task.begin) : reply.text;
  const text = tidied(said, { cut: reply.finish === 'length' });
  const evidence = reply.text.slice(0, 200);
  if (isRefusal(text)) {
    return failed({ kind: 'refused', message: 'the model declined to write this', retryable: false, evidence });
  }
  const wrong = text === '' ? 'it is empty' : task.check?.(text);
  if (wrong === undefined) return success(text);
  return failed({ kind: 'malformed', message: `the reply will not do: ${wrong}`, retryable: false, evidence });
}

/** The text that was begun, to the end of its paragraph: a model that continues texts goes on with others after it. */
function continued(reply: string, begin?: string): string {
  const paragraph = reply.trimStart().split(/\n\s*\n/, 1)[0] ?? '';
  return begin === undefined ? paragraph : `${begin} ${paragraph}`;
}

function usageOf(reply: RecordedReply): Usage {
  const unknown = { promptTokens: null, completionTokens: null };
  return 'failure' in reply ? (reply.failure.usage ?? unknown) : reply.usage;
}

function hex(words: readonly number[]): string {
  return words.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
