import { seed32 } from '../../foundation/random/index.js';
import {
  failed,
  success,
  type Judgement,
  type LanguageModel,
  type Mind,
  type MindContext,
  type ModelFailure,
  type Result,
  type Situation,
  type Text,
} from '../../spec/index.js';
import { canonicalStatements, Elicitation, presentationsOf, renderPrompt } from '../elicitation/index.js';
import { languageModelMind } from './language-model-mind.js';

/** What an agent without a persona is called. */
const SOMEBODY = 'Somebody';

/**
 * A mind that reasons by the logic of appropriateness before it chooses: what kind of situation is this; what kind of
 * person is this; what does such a person do here? The first two are answered in the model's own words, one sentence each,
 * the second with the first in view; with both in view it then chooses as {@link languageModelMind} does.
 *
 * The words are written at temperature 0 in the first of the situation's presentations, so they repeat where the model is
 * deterministic. Each person's words are that person's own: nothing is shared but the answers that a wrapper keeps.
 *
 * Source: March and Olsen 2004, The logic of appropriateness; as agents of persona generators use it (Paglieri, Cross,
 * Cunningham, Leibo, Vezhnevets 2026, arXiv 2602.03545).
 */
export function appropriatenessMind(options: {
  readonly model: LanguageModel;
  /** Of the choice, 0 or more. */
  readonly temperature: number;
  /** What is left out has its default. */
  readonly elicitation: Partial<Elicitation>;
  /** Most tokens of each of the two answers in words. Default 40. */
  readonly maxTokens?: number;
  readonly name?: string;
}): Mind {
  const { model, temperature, maxTokens = 40, name = `appropriateness(${model.name})` } = options;
  const elicitation = Elicitation.parse(options.elicitation);
  const choosing = languageModelMind({ model, temperature, elicitation, name });
  const write = once(writerOf({ model, elicitation, maxTokens }));

  return {
    name,
    ...(choosing.words === undefined ? {} : { words: choosing.words }),
    async judge(situation, context) {
      const who = context.persona?.name ?? SOMEBODY;
      const kind = { situation, question: 'What kind of situation is this?', opening: 'It is' };
      const first = await write(kind, context);
      if (!first.ok) return withoutWords(first.failure);
      const met = knowing(situation, [first.value]);
      const person = { situation: met, question: `What kind of person is ${who}?`, opening: `${who} is` };
      const second = await write(person, context);
      if (!second.ok) return withoutWords(second.failure);
      const both = knowing(met, [second.value, `What does a person such as ${who} do in a situation such as this?`]);
      return choosing.judge(both, context);
    },
  };
}

/** Answers a question in words: the question with its answer, as a line. */
type Write = (asked: Question, context: MindContext) => Promise<Result<string, ModelFailure>>;

function writerOf(how: {
  readonly model: LanguageModel;
  readonly elicitation: Elicitation;
  readonly maxTokens: number;
}): Write {
  const { model, elicitation, maxTokens } = how;
  return async (asked, { persona, agent, stream, signal, purpose = 'decision' }) => {
    const situation = withCue(asked);
    const [presentation] = presentationsOf(situation, elicitation);
    const { prompt } = renderPrompt(situation, presentation as NonNullable<typeof presentation>, {
      elicitation,
      persona,
    });
    const run = purpose === 'decision' ? { run: stream } : {};
    const seed = seed32(stream, JSON.stringify(prompt));
    const request = { prompt, maxTokens, temperature: 0 };
    const reply = await model.write(request, { seed, stream, purpose, agent, signal, ...run });
    if (!reply.ok) return reply;
    const sentence = firstSentence(reply.value.text);
    const answer = elicitation.form === 'completion' ? `${asked.opening} ${sentence}` : sentence;
    if (sentence !== '') return success(`${asked.question} ${answer}`);
    return failed({ kind: 'malformed', message: 'the model wrote nothing', retryable: false });
  };
}

/** Puts equal questions of one stream once, also while they are under way; a failure may pass. */
function once(write: Write): Write {
  const known = new Map<string, ReturnType<Write>>();
  return (question, context) => {
    const key = JSON.stringify([context.stream, context.persona?.name, context.persona?.text, question]);
    const before = known.get(key);
    if (before !== undefined) return before;
    const asked = write(question, context).then((reply) => {
      if (!reply.ok) known.delete(key);
      return reply;
    });
    known.set(key, asked);
    return asked;
  };
}

/** A question to be answered in words; a completion goes on from the opening. */
interface Question {
  readonly situation: Situation;
  readonly question: string;
  readonly opening: string;
}

function withCue({ situation, question, opening }: Question): Situation {
  const chat = `${question} Answer in one sentence.`;
  return { ...situation, cue: { completion: [`${question} ${opening}`], chat: [chat] } };
}

/** The situation with more in view, after what was seen; another decision problem than without. */
function knowing(situation: Situation, lines: readonly string[]): Situation {
  const added: readonly Text[] = lines.map((line) => [line]);
  return {
    ...situation,
    state: [...situation.state, ...lines.map((line) => `\n${line}`)],
    statements: [...canonicalStatements(situation), ...added],
    unordered: false,
  };
}

/** Up to the first end of a sentence or line; without one, all of it. */
function firstSentence(text: string): string {
  const [line = ''] = text.trim().split('\n');
  return (/^.*?[.!?](?=\s|$)/.exec(line)?.[0] ?? line).trim();
}

function withoutWords({ kind, message, evidence }: ModelFailure): Judgement {
  const about = evidence === undefined ? {} : { evidence: { text: evidence } };
  return { kind: kind === 'not-available' ? 'malformed' : kind, message, ...about };
}
