import {
  defaultElicitation,
  languageModelMind,
  type Judgement,
  type LanguageModel,
  type Mind,
  type MindContext,
  type Situation,
  type StandsOn,
} from 'mesocosm';
import { SYSTEM_LINE } from './views.js';

/** A message of the conversation, as chat systems take them. No interface: LangChain takes what may have other keys too. */
export type SystemMessage = {
  readonly role: 'user' | 'assistant';
  readonly content: string;
};

/** A system that is a function of the conversation so far; the last message is the person's. */
export type SystemFunction = (
  messages: readonly SystemMessage[],
  options?: { readonly signal?: AbortSignal },
) => string | Promise<string>;

/** A system that is a runnable or a chat model of LangChain: what `invoke` returns is text, or has `content`. */
export interface SystemRunnable {
  invoke(messages: SystemMessage[], options?: { signal?: AbortSignal }): Promise<unknown>;
}

/** What can be tested. A language model may also be opened when it is first needed. */
export type TestedSystem = SystemFunction | SystemRunnable | LanguageModel | Pick<StandsOn, 'name' | 'open' | 'check'>;

/** How a model is asked. Of a judge: yes means yes, in both orders of yes and no, and a few samples say what it says. */
const ASKED = { labels: 'fixed', samples: 3 } as const;

/**
 * The system under test as a mind, or a judge of it. A language model is asked in the form that suits it
 * (`defaultElicitation`: endpoints chat, an embedded model goes on with a text); a function and a runnable are
 * given the messages of the conversation. What they throw stops the run, which can be gone on with; a reply without words
 * is a failure of the system (`malformed`). Nobody tells them how long a reply may be, so a longer one is cut, and the
 * evidence says how long it was.
 *
 * @param options.name Recorded with every reply, and what tells one system from another.
 * @param options.temperature Of a language model. Default 0.7.
 */
export function systemMind(
  system: TestedSystem,
  options: { readonly name?: string; readonly temperature?: number } = {},
): Mind {
  const { temperature = 0.7 } = options;
  const spoken = (model: LanguageModel): Mind =>
    languageModelMind({
      model: unexplained(model),
      temperature,
      elicitation: { ...defaultElicitation(model), ...ASKED },
      name: options.name ?? model.name,
    });
  if (typeof system === 'object' && 'capabilities' in system) return spoken(system);
  if (typeof system === 'object' && 'open' in system) {
    const on: StandsOn['on'] = (open) => {
      let opened: Promise<Mind> | undefined;
      return {
        name: options.name ?? system.name,
        async judge(situation, context) {
          opened ??= open(context.signal).then(spoken);
          const mind = await opened.catch((error: unknown) => {
            // Whoever asks next may find it.
            opened = undefined;
            throw error;
          });
          const judgement = await mind.judge(situation, context);
          if (judgement.kind !== 'unavailable') return judgement;
          // Where several models are asked, it must be told which of them is away.
          return { ...judgement, message: `${system.name}: ${judgement.message}` };
        },
      };
    };
    const withCheck = system.check === undefined ? {} : { check: system.check };
    const standsOn = { ...withCheck, name: system.name, open: system.open, on };
    return { ...on((signal) => system.open({ signal })), standsOn };
  }
  const ask: SystemFunction =
    typeof system === 'function'
      ? system
      : async (messages, how) => wordsIn(await system.invoke([...messages], { ...how }));
  return {
    name: options.name ?? 'system-under-test',
    judge: (situation, context) => judged(ask, situation, context),
  };
}

/**
 * The model, to which a sample of a choice that takes no option is not explained: there are others of it, and where none takes
 * one they are asked for once more as values. Explaining each of them twice would make 36 requests of six.
 */
function unexplained(model: LanguageModel): LanguageModel {
  const choose: LanguageModel['choose'] = (request, context) => model.choose({ repairs: 0, ...request }, context);
  return Object.assign(Object.create(model) as LanguageModel, { choose });
}

async function judged(ask: SystemFunction, situation: Situation, { signal }: MindContext): Promise<Judgement> {
  let text: unknown;
  try {
    text = await ask(messagesIn(situation), signal === undefined ? {} : { signal });
  } catch (error) {
    if (signal?.aborted === true) return { kind: 'aborted', message: 'it was interrupted' };
    const message = `the system under test threw: ${error instanceof Error ? error.message : String(error)}`;
    return { kind: 'unavailable', message };
  }
  if (typeof text !== 'string') {
    const shown = JSON.stringify(text)?.slice(0, 200) ?? 'nothing';
    return { kind: 'malformed', message: 'the reply of the system under test is no text', evidence: { text: shown } };
  }
  const most = situation.answer?.kind === 'text' ? situation.answer.maxCharacters : Infinity;
  const whole = text.trim();
  if (whole.length <= most) return { kind: 'answer', value: text };
  // The first half of a character outside the basic plane is none.
  const value = whole.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
  return {
    kind: 'answer',
    value,
    evidence: { asked: `as messages; ${whole.length} characters came, cut to ${value.length}` },
  };
}

/** The conversation so far, from what the system sees. */
export function messagesIn({ statements }: Situation): readonly SystemMessage[] {
  return statements.map(([speaker, ...words]) => ({
    role: speaker === SYSTEM_LINE ? 'assistant' : 'user',
    content: words.join(''),
  }));
}

/** Text of what a runnable returned: itself, its `content`, or the texts of its parts. */
function wordsIn(returned: unknown): string {
  if (typeof returned === 'string') return returned;
  const content = (returned as { readonly content?: unknown } | null)?.content;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return returned as string;
  return content.map((part: unknown) => (part as { readonly text?: string }).text ?? '').join('');
}
