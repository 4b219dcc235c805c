import { z } from 'zod';
import { chancesFrom, seed32 } from '../../foundation/random/index.js';
import type {
  AnswerForm,
  CallContext,
  Json,
  Judgement,
  ModelFailure,
  Prompt,
  Result,
  Situation,
  Writing,
} from '../../spec/index.js';
import type { AskContext, Asking } from './ask.js';
import { livePresentation } from './presentations.js';
import { readNumber, readWords, type Read } from './read-answer.js';
import { renderPrompt } from './render-prompt.js';
import { mostTokens, withWanted } from './wanted.js';

/** How often what is not as it was asked for is asked again. */
const REPAIRS = 2;
/** What the evidence shows of a reply. */
const SHOWN = 200;

/**
 * Asks for an answer that is no choice: a number, words or a value.
 *
 * In chat form a number is asked for as a value `{ value }`; in completion form the text goes on, and the number that comes
 * first is read. Words are read from free text; a value of a schema is asked for as JSON in both forms. What is not as it
 * was asked for is asked for again, twice at most: in chat form with what was wrong about it, in completion form by another
 * draw.
 *
 * An answer belongs to this agent and this occasion: its random stream is that of the one decision, and nothing is shared.
 * The order of statements that have none is drawn.
 *
 * @returns `malformed` where no reply was as asked for, `refused` where the model refused; never throws for a reply.
 */
export async function askForAnswer(
  asking: Asking,
  { situation, form }: { readonly situation: Situation; readonly form: AnswerForm },
  context: AskContext,
): Promise<Judgement> {
  const { elicitation } = asking;
  const { persona, stream = 'alone', agent = '', occasion = 0 } = context;
  const chance = chancesFrom(stream)('presentation', agent, occasion);
  const wanted = withWanted(situation, form);
  const presentation = livePresentation(wanted, elicitation, chance);
  const { prompt } = renderPrompt(wanted, presentation, { elicitation, persona });
  const put: Put = { asking, prompt, context, maxTokens: mostTokens(form) };
  const asked = `${elicitation.form}, ${elicitation.person} person, for ${form.kind === 'text' ? 'words' : `a ${form.kind === 'number' ? 'number' : 'value'}`}`;
  if (form.kind === 'structured') return valueOf(put, { schema: form.schema, asked, take: (value) => value as Json });
  if (form.kind === 'number' && elicitation.form === 'chat') {
    return valueOf(put, { schema: numberSchema(form), asked, take: (value) => (value as { value: number }).value });
  }
  const names = [...(persona === undefined ? [] : [persona.name]), ...(agent === '' ? [] : [agent])];
  const continues = elicitation.form === 'completion';
  const read = ({ text, finishReason }: Writing): Read<Json> => {
    const about = { names, continues, cut: finishReason === 'length' };
    return form.kind === 'number' ? readNumber(text, form, about) : readWords(text, form, about);
  };
  return inWords(put, { read, asked });
}

/** A prompt, and how it is put. */
interface Put {
  readonly asking: Asking;
  readonly prompt: Prompt;
  readonly context: AskContext;
  readonly maxTokens: number;
}

async function valueOf(
  put: Put,
  how: { readonly schema: z.ZodType; readonly asked: string; take(value: unknown): Json },
): Promise<Judgement> {
  const { schema, asked, take } = how;
  const reply = await write(put, { prompt: put.prompt, schema, attempt: 0 });
  put.context.onAnswer?.();
  return reply.ok ? { kind: 'answer', value: take(reply.value.value), evidence: { asked } } : failure(reply, asked);
}

async function inWords(
  put: Put,
  { read, asked }: { readonly asked: string; read(writing: Writing): Read<Json> },
): Promise<Judgement> {
  const { prompt, context, asking } = put;
  let now = prompt;
  for (let attempt = 0; ; attempt += 1) {
    const reply = await write(put, { prompt: now, attempt });
    context.onAnswer?.();
    if (!reply.ok) return failure(reply, asked);
    const { text } = reply.value;
    const answer = read(reply.value);
    if (answer.ok) {
      const shown = answer.value === text ? {} : { text: text.slice(0, SHOWN) };
      return { kind: 'answer', value: answer.value, evidence: { asked, ...shown } };
    }
    // A model that is not sampled would go on with a text as it did before.
    const again = asking.elicitation.form === 'chat' || asking.temperature > 0;
    if (attempt >= REPAIRS || !again) {
      const times = attempt === 0 ? '' : `, after ${attempt + 1} attempts`;
      return { kind: 'malformed', message: `${answer.why}${times}`, evidence: { asked, text: text.slice(0, SHOWN) } };
    }
    if (asking.elicitation.form === 'chat') now = correcting(prompt, text, answer.why);
  }
}

function write(
  { asking, context, maxTokens }: Put,
  asked: { readonly prompt: Prompt; readonly schema?: z.ZodType; readonly attempt: number },
): Promise<Result<Writing, ModelFailure>> {
  const { stream: run = 'alone', agent, occasion = 0, purpose = 'decision', signal } = context;
  const { prompt, schema, attempt } = asked;
  const stream = `${run}/${agent ?? ''}/${occasion}`;
  const call: CallContext = {
    stream,
    seed: seed32(stream, JSON.stringify(prompt), attempt),
    purpose,
    // What is asked before and beside the runs is asked in none.
    ...(purpose === 'decision' && context.stream !== undefined ? { run } : {}),
    ...(agent === undefined ? {} : { agent }),
    ...(signal === undefined ? {} : { signal }),
  };
  // What the model finds wrong itself it is told at the first attempt; later ones are explanations already.
  const repairs = attempt === 0 ? REPAIRS : 0;
  const value = schema === undefined ? {} : { schema };
  return asking.model.write({ prompt, maxTokens, temperature: asking.temperature, repairs, ...value }, call);
}

/** Of the last reply alone: a prompt that grows with every attempt would outgrow the context. */
function correcting(prompt: Prompt, text: string, why: string): Prompt {
  const piece = `\n\nYour last reply was\n${text}\nwhich does not do: ${why}. Answer again, as it was asked.`;
  return { ...prompt, pieces: [...prompt.pieces, piece] };
}

function numberSchema({ minimum, maximum, integer }: Extract<AnswerForm, { kind: 'number' }>): z.ZodType {
  const base = integer === true ? z.number().int() : z.number();
  return z.object({ value: base.min(minimum).max(maximum) });
}

function failure({ failure: why }: Extract<Result<never, ModelFailure>, { readonly ok: false }>, asked: string) {
  const { kind, message, evidence } = why;
  const about = { asked, ...(evidence === undefined ? {} : { text: evidence.slice(0, SHOWN) }) };
  return { kind: kind === 'not-available' ? 'malformed' : kind, message, evidence: about } satisfies Judgement;
}
