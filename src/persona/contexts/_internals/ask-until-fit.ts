import type { z } from 'zod';
import { seed32 } from '../../../foundation/random/index.js';
import { failed, success, type LanguageModel, type ModelFailure, type Result } from '../../../spec/index.js';

/** What is asked for, and what makes it fit. */
export interface FittingQuestion<Reply, Made> {
  /** Names the step in the random stream and in failures. */
  readonly step: string;
  readonly text: string;
  readonly schema: z.ZodType<Reply>;
  readonly maxTokens: number;
  /** Makes of a reply what is wanted, with the reasons why it will not do. */
  make(reply: Reply): { readonly made: Made; readonly reasons: readonly string[] };
}

/** Who is asked, and how often. */
export interface Asking {
  readonly model: LanguageModel;
  readonly seed: number | string;
  /** Attempts at one question, at least 1. */
  readonly tries: number;
  readonly signal?: AbortSignal;
  onTry?(progress: {
    readonly step: string;
    readonly attempt: number;
    readonly tries: number;
    /** Why the attempt before would not do. */
    readonly reasons: readonly string[];
  }): void;
}

/** Why there is no questionnaire: every attempt was unfit, or the model gave no answer for a reason of the hour. */
export type ContextFailure =
  | { readonly kind: 'unfit'; readonly step: string; readonly tries: number; readonly reasons: readonly string[] }
  | { readonly kind: 'model'; readonly step: string; readonly failure: ModelFailure };

const TEMPERATURE = 0.8;
/** Of a reply that would not do, as much is shown again. */
const SHOWN = 1200;

/**
 * Asks until the reply is fit, each time with the reasons why the last one was not. Attempt k draws with a seed of its
 * own.
 */
export async function askUntilFit<Reply, Made>(
  question: FittingQuestion<Reply, Made>,
  { model, seed, tries, signal, onTry }: Asking,
): Promise<Result<{ readonly made: Made; readonly tries: number }, ContextFailure>> {
  const { step, text, schema, maxTokens } = question;
  const form = model.capabilities.forms?.includes('chat') === false ? 'completion' : 'chat';
  let reasons: readonly string[] = [];
  let last = '';
  for (let attempt = 1; attempt <= tries; attempt += 1) {
    onTry?.({ step, attempt, tries, reasons });
    const pieces = attempt === 1 ? [text] : [text, correction(last, reasons)];
    const stream = `context:${seed}:${step}`;
    const reply = await model.write(
      { prompt: { form, pieces }, schema, maxTokens, temperature: TEMPERATURE, repairs: 0 },
      { stream, seed: seed32(stream, attempt), purpose: 'context', ...(signal && { signal }) },
    );
    if (reply.ok) {
      const { made, reasons: found } = question.make(reply.value.value as Reply);
      if (found.length === 0) return success({ made, tries: attempt });
      [last, reasons] = [reply.value.text, found];
    } else {
      const { failure } = reply;
      const unusable = failure.kind === 'malformed' || failure.kind === 'refused';
      if (!unusable || failure.code === 'too-long') return failed({ kind: 'model', step, failure });
      [last, reasons] = [failure.evidence ?? '', [failure.message]];
    }
  }
  return failed({ kind: 'unfit', step, tries, reasons });
}

function correction(last: string, reasons: readonly string[]): string {
  const shown = last === '' ? '' : `\n\nYour last answer was\n${last.slice(0, SHOWN)}`;
  return `${shown}\n\nIt cannot be used:\n${reasons.map((reason) => `- ${reason}`).join('\n')}\nAnswer again, the whole of it, without these mistakes.`;
}
