import {
  LlamaGrammarEvaluationState,
  getLlama,
  resolveChatWrapper,
  type GbnfJsonSchema,
  type LlamaContextSequence,
  type LlamaEmbeddingContext,
  type LlamaModel,
  type Llama,
  type LlamaGrammar,
  type Token,
} from 'node-llama-cpp';
import type { Prompt } from '../../spec/index.js';
import { parseJson } from '../_internals/parse-json.js';
import { beginnings } from './beginnings.js';
import { createEvaluator, TooLong, type Evaluator, type Piece } from './evaluate.js';
import type { Grammar } from './grammar.js';
import type { Answer, Asked, Cancelled, PromptQuestion, Question, Replied } from './protocol.js';

interface Open {
  readonly llama: Llama;
  readonly model: LlamaModel;
  readonly sequence: LlamaContextSequence;
  readonly evaluator: Evaluator;
  readonly contextSize: number;
}

/** A question that nobody waits for any more. */
class Stopped extends Error {}

let opened: Open | undefined;
const cancelled = new Set<number>();

async function open({ modelPath, contextSize }: Extract<Question, { verb: 'open' }>): Promise<Answer> {
  const llama = await getLlama({
    gpu: false,
    build: 'never',
    maxThreads: 1,
    progressLogs: false,
    logger: () => undefined,
  });
  const model = await llama.loadModel({ modelPath });
  const context = await model.createContext({ contextSize, batchSize: 512, threads: 1, flashAttention: false });
  const sequence = context.getSequence();
  opened = { llama, model, sequence, evaluator: createEvaluator(sequence, contextSize), contextSize };
  return { verb: 'open' };
}

/** A prompt's pieces. A chat is one piece: its template is applied to the whole. */
function piecesOf({ model }: Open, prompt: Prompt): readonly Piece[] {
  const start: Piece[] =
    model.tokens.shouldPrependBosToken && model.tokens.bos !== null
      ? [{ key: '<bos>', tokens: [model.tokens.bos] }]
      : [];
  if (prompt.form === 'completion') {
    return [...start, ...prompt.pieces.map((piece) => ({ key: piece, tokens: model.tokenize(piece) }))];
  }
  const text = prompt.pieces.join('');
  const { contextText } = resolveChatWrapper(model).generateContextState({
    chatHistory: [
      ...(prompt.system === undefined ? [] : [{ type: 'system' as const, text: prompt.system }]),
      { type: 'user', text },
      { type: 'model', response: [] },
    ],
  });
  const tokens = contextText.tokenize(model.tokenizer);
  // A template that writes the beginning itself, in a file that asks for one as well, gives two.
  const doubled = tokens[0] === model.tokens.bos && tokens[1] === model.tokens.bos;
  return [{ key: `chat\n${prompt.system ?? ''}\n${text}`, tokens: doubled ? tokens.slice(1) : tokens }];
}

async function answer(state: Open, question: PromptQuestion, id: number): Promise<Answer> {
  if (question.verb === 'embed') return embed(state, question.prompt.pieces.join(''));
  const pieces = piecesOf(state, question.prompt);
  if (question.verb === 'write') return write(state, pieces, { ...question, id });
  const texts = question.verb === 'choose' ? question.options : question.continuations;
  const tokens = texts.map((text) => state.model.tokenize(text));
  const begunBy = beginnings(tokens);
  return { verb: question.verb, begunBy, ...(await state.evaluator.continuations(pieces, tokens)) };
}

let embeddings: LlamaEmbeddingContext | undefined;

/** A context of its own, made when it is first needed: what the evaluator holds is left alone. */
async function embed({ model, contextSize }: Open, text: string): Promise<Answer> {
  const tokens = model.tokenize(text);
  if (tokens.length + 2 >= contextSize) throw new TooLong(tokens.length, 0, contextSize);
  embeddings ??= await model.createEmbeddingContext({ contextSize, batchSize: contextSize, threads: 1 });
  const { vector } = await embeddings.getEmbeddingFor(tokens);
  return { verb: 'embed', vector, promptTokens: tokens.length };
}

async function write(
  { llama, model, sequence, evaluator, contextSize }: Open,
  pieces: readonly Piece[],
  question: Extract<Question, { verb: 'write' }> & { readonly id: number },
): Promise<Answer> {
  const prompt = pieces.flatMap(({ tokens }) => [...tokens]);
  if (prompt.length + question.maxTokens >= contextSize) {
    throw new TooLong(prompt.length, question.maxTokens, contextSize);
  }
  await evaluator.forget();
  const grammar = question.grammar === undefined ? undefined : await grammarFor(llama, question.grammar);
  const written: Token[] = [];
  let finishReason: 'stop' | 'length' = 'stop';
  const stream = sequence.evaluate(prompt, {
    temperature: question.temperature,
    seed: question.seed,
    ...(grammar === undefined ? {} : { grammarEvaluationState: new LlamaGrammarEvaluationState({ model, grammar }) }),
  });
  for await (const token of stream) {
    if (cancelled.has(question.id)) throw new Stopped('the call was interrupted');
    if (model.isEogToken(token)) break;
    written.push(token);
    // A grammar would go on with white space.
    if (grammar !== undefined && isWhole(model.detokenize(written))) break;
    if (written.length >= question.maxTokens) {
      finishReason = 'length';
      break;
    }
  }
  await evaluator.forget();
  const usage = { promptTokens: prompt.length, completionTokens: written.length };
  return { verb: 'write', text: model.detokenize(written), finishReason, ...usage };
}

/** Whether a text is a whole JSON value that nothing but white space can follow. */
function isWhole(text: string): boolean {
  const value = /[}\]"el]\s*$|\d\s+$/.test(text) ? parseJson(text) : undefined;
  return value !== undefined;
}

/** Grammars that were made before; a study asks for few shapes, many times. */
const grammars = new Map<string, LlamaGrammar>();
const MOST_GRAMMARS = 20;

async function grammarFor(llama: Llama, schema: Grammar): Promise<LlamaGrammar> {
  const key = JSON.stringify(schema);
  const known = grammars.get(key);
  if (known !== undefined) return known;
  if (grammars.size >= MOST_GRAMMARS) grammars.clear();
  const made = await llama.createGrammarForJsonSchema(schema as GbnfJsonSchema & { const: string });
  grammars.set(key, made);
  return made;
}

async function reply({ id, question }: Asked): Promise<Replied> {
  try {
    if (question.verb === 'open') return { id, answer: await open(question) };
    if (opened === undefined) throw new Error('the worker was asked before it was opened');
    return { id, answer: await answer(opened, question, id) };
  } catch (error) {
    await opened?.evaluator.forget();
    const reason = error instanceof TooLong ? 'too-long' : error instanceof Stopped ? 'aborted' : 'failed';
    return { id, error: error instanceof Error ? error.message : String(error), reason };
  } finally {
    cancelled.delete(id);
  }
}

let queue: Promise<unknown> = Promise.resolve();
process.on('message', (message: Asked | Cancelled) => {
  if ('cancel' in message) {
    cancelled.add(message.cancel);
    return;
  }
  queue = queue.then(async () => {
    const replied = await reply(message);
    process.send?.(replied);
  });
});
// A worker must not outlive its parent, nor be stopped by the terminal's Ctrl-C before its parent has recorded.
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);
