import { defaultElicitation } from '../agent/index.js';
import type { PromptText, RecognitionAnswer } from '../analysis/index.js';
import type { LanguageModel, Prompt } from '../spec/index.js';
import { stopped } from './_internals/endings.js';

/** How many prompts are shown, and how long an answer may be. */
const SHOWN = 5;
const MOST_TOKENS = 60;

/**
 * Shows a model prompts of a study as they were asked, and asks which experiment each is from, in its own words: at most five,
 * evenly from the first to the last. It is asked beside the study: nothing is recorded there, and no figure depends on it. A
 * refusal, or a reply that says nothing, is an answer that names nothing.
 *
 * @returns `null` where there is no prompt, or the model does not write.
 * @throws MesocosmError (unreachable), (budget) or (interrupted) when an answer was not to be had.
 */
export async function askRecognition(
  model: LanguageModel,
  prompts: readonly PromptText[],
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<readonly RecognitionAnswer[] | null> {
  if (prompts.length === 0) return null;
  const { form } = defaultElicitation(model);
  const answers: RecognitionAnswer[] = [];
  for (const { line, text } of evenly(prompts)) {
    const request = { prompt: asking(text, form), maxTokens: MOST_TOKENS, temperature: 0, repairs: 0 };
    const context = {
      purpose: 'recognition',
      stream: `recognition:${line}`,
      ...(signal === undefined ? {} : { signal }),
    };
    const reply = await model.write(request, context);
    if (reply.ok) answers.push({ line, text: reply.value.text });
    else if (reply.failure.kind === 'not-available') return null;
    else if (reply.failure.kind === 'refused' || reply.failure.kind === 'malformed') answers.push({ line, text: '' });
    else
      throw stopped(
        { kind: endOf(reply.failure.kind), message: reply.failure.message },
        'the recognition probe stopped',
      );
  }
  return answers;
}

function endOf(kind: string): 'unavailable' | 'over-budget' | 'aborted' {
  return kind === 'over-budget' || kind === 'aborted' ? kind : 'unavailable';
}

function evenly(prompts: readonly PromptText[]): readonly PromptText[] {
  const shown = Math.min(SHOWN, prompts.length);
  const step = shown === 1 ? 0 : (prompts.length - 1) / (shown - 1);
  return Array.from({ length: shown }, (_, at) => prompts[Math.round(at * step)] as PromptText);
}

function asking(text: string, form: Prompt['form']): Prompt {
  if (form === 'completion') {
    const question = '\n\nThe text above is known from research. The name of the experiment or game is';
    return { form, pieces: [text, question] };
  }
  const question =
    'Below is a text that somebody was given. Which experiment, study or game is it from? Answer with its name and its ' +
    'authors in one line, or with "unknown".\n\n';
  return { form, pieces: [question, text] };
}
