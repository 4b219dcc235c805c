import { systemClock, type Clock } from '../../foundation/clock.js';
import type { Json, Judgement, Mind, MindContext, Situation } from '../../spec/index.js';
import { personQuestion, readPersonAnswer, type PersonQuestion } from './person-question.js';

/**
 * Puts a question to a person: a label or its number, a number, words (`null` for silence) or a value; `undefined` where
 * nobody will answer any more. `signal` is aborted when the time is over (with the reason `'late'`), when the run is stopped
 * (`'stopped'`), and once there is an answer.
 */
export type AskPerson = (question: PersonQuestion, signal: AbortSignal) => Json | undefined | Promise<Json | undefined>;

/**
 * What counts where a person does not answer: a decision that failed, an option by its label, another mind, or `others`:
 * whatever decides for those who are no persons.
 */
export type PersonFallback = 'refused' | 'malformed' | 'others' | { readonly option: string } | Mind;

/** A mind that is a person. */
export interface PersonMind extends Mind {
  /** What a manifest records of it. */
  readonly settings: { readonly timeoutMs: number | null; readonly fallback: string };
  /** The same person, with the mind that decides for the others behind. */
  beside(others: Mind): Mind;
}

/**
 * A mind that is a person behind a callback, beside minds of other kinds.
 *
 * One question is put at a time, in the order in which they come. What cannot be read is asked again with a sentence on
 * what was wrong, `attempts` times in all. Where nobody answers in time, or will answer at all, `fallback` counts, and the
 * evidence says so. What a person says repeats for nobody: it must be recorded where a run is to be resumed or replayed,
 * as studies do with their `people`.
 *
 * @example
 * const { ask, close } = terminalPerson({ input: process.stdin, output: process.stderr });
 * await runStudy({ scenario, people: { 'agent-1': personMind({ ask, timeoutMs: 60_000 }) } });
 */
export function personMind(options: {
  readonly ask: AskPerson;
  /** From when the question is put, corrections included. Default: as long as it takes. */
  readonly timeoutMs?: number;
  /** Default `refused`. */
  readonly fallback?: PersonFallback;
  /** How often a question is put before what came is `malformed`; at least 1. Default 3. */
  readonly attempts?: number;
  readonly name?: string;
  readonly clock?: Clock;
}): PersonMind {
  const { timeoutMs, fallback = 'refused', name = 'person' } = options;
  const settings = { timeoutMs: timeoutMs ?? null, fallback: fallbackInWords(fallback) };
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (put: () => Promise<Judgement>): Promise<Judgement> => {
    const judged = last.then(put);
    last = judged.catch(() => undefined);
    return judged;
  };
  const judging =
    (others?: Mind) =>
    async (situation: Situation, context: MindContext): Promise<Judgement> => {
      const outcome = await inTurn(() => put(options, situation, context));
      if (outcome.kind !== 'unavailable') return outcome;
      return instead(fallback, { why: outcome.message, situation, context, others });
    };
  return {
    name,
    settings,
    judge: judging(),
    beside: (others) => ({ name, judge: judging(others) }),
  };
}

/** Puts a question until it is answered; `unavailable` where nobody does. */
async function put(
  options: Pick<Parameters<typeof personMind>[0], 'ask' | 'timeoutMs' | 'attempts' | 'clock'>,
  situation: Situation,
  context: MindContext,
): Promise<Judgement> {
  const { timeoutMs, clock = systemClock } = options;
  const { signal } = context;
  const isStopped = (): boolean => signal?.aborted === true;
  if (isStopped()) return INTERRUPTED;
  const over = new AbortController();
  let stop = (): void => undefined;
  const stopped = new Promise<Judgement>((resolve) => {
    stop = () => {
      over.abort('stopped');
      resolve(INTERRUPTED);
    };
    signal?.addEventListener('abort', stop, { once: true });
  });
  const late = (): Judgement => {
    over.abort('late');
    return { kind: 'unavailable', message: `no answer within ${(timeoutMs ?? 0) / 1000} s` };
  };
  const inTime = timeoutMs === undefined ? [] : [clock.sleep(timeoutMs, over.signal).then(late)];
  const question = { ...personQuestion(situation, context), ...(timeoutMs === undefined ? {} : { timeoutMs }) };
  try {
    const judgement = await Promise.race([answered(options, question, over.signal), stopped, ...inTime]);
    // A person who was interrupted may seem to have left.
    return isStopped() && judgement.kind === 'unavailable' ? INTERRUPTED : judgement;
  } finally {
    over.abort();
    signal?.removeEventListener('abort', stop);
  }
}

const INTERRUPTED: Judgement = { kind: 'aborted', message: 'the person was interrupted' };
/** Evidence of a decision that a person was asked for. */
export const A_PERSON = 'a person';

async function answered(
  { ask, attempts = 3 }: { readonly ask: AskPerson; readonly attempts?: number },
  question: PersonQuestion,
  signal: AbortSignal,
): Promise<Judgement> {
  let now = question;
  for (let attempt = 1; ; attempt += 1) {
    const given = await ask(now, signal);
    if (given === undefined || signal.aborted) return { kind: 'unavailable', message: 'nobody answers any more' };
    const read = readPersonAnswer(given, question);
    if (read.ok && 'option' in read) {
      const probabilities = (question.options ?? []).map((_, at) => Number(at === read.option));
      return { kind: 'distribution', probabilities, evidence: { asked: A_PERSON } };
    }
    if (read.ok) return { kind: 'answer', value: read.value, evidence: { asked: A_PERSON } };
    if (attempt >= attempts) {
      const text = (typeof given === 'string' ? given : JSON.stringify(given)).slice(0, 200);
      return { kind: 'malformed', message: read.wrong, evidence: { asked: A_PERSON, text } };
    }
    now = { ...question, wrong: read.wrong };
  }
}

interface Instead {
  readonly why: string;
  readonly situation: Situation;
  readonly context: MindContext;
  readonly others: Mind | undefined;
}

async function instead(fallback: PersonFallback, { why, situation, context, others }: Instead): Promise<Judgement> {
  const evidence = { asked: A_PERSON, fallback: `${fallbackInWords(fallback)}: ${why}` };
  if (fallback === 'refused' || fallback === 'malformed') return { kind: fallback, message: why, evidence };
  if (typeof fallback === 'object' && 'option' in fallback) {
    const at = situation.answer === undefined ? situation.options.indexOf(fallback.option) : -1;
    if (at < 0) {
      const message = `${why}, and "${fallback.option}", which counts then, is none of what is asked for`;
      return { kind: 'refused', message, evidence };
    }
    return { kind: 'distribution', probabilities: situation.options.map((_, one) => Number(one === at)), evidence };
  }
  const mind = fallback === 'others' ? others : fallback;
  if (mind === undefined) return { kind: 'refused', message: `${why}, and there are no others`, evidence };
  const judgement = await mind.judge(situation, context);
  return { ...judgement, evidence: { ...judgement.evidence, asked: A_PERSON, fallback: `${mind.name}: ${why}` } };
}

function fallbackInWords(fallback: PersonFallback): string {
  if (typeof fallback === 'string') return fallback;
  return 'option' in fallback ? `option ${fallback.option}` : `mind ${fallback.name}`;
}
