import {
  languageModelMind,
  presentationsOf,
  renderPrompt,
  stanceByLikelihood,
  type Elicitation,
} from '../agent/index.js';
import { failed, success, type LanguageModel, type ModelFailure, type Result } from '../spec/index.js';
import { weighedStatements, type Answered, type WeighedTopic, type Written } from './controls/index.js';
import { personOf, SIDES, type ControlItem, type Topic } from './items/index.js';

/** Who is asked, in which form, and who is told. */
export interface AskHow {
  readonly model: LanguageModel;
  readonly elicitation: Elicitation;
  /** What the calls are for. Default `qualification`. */
  readonly purpose?: string;
  readonly signal?: AbortSignal;
  /** Names the occasion, for models that must be sampled. */
  readonly stream: string;
  /** Told of each question that was answered. */
  onAsked?(): void;
}

/** Puts questions as decisions. What says something of the hour and not of the model ends it. */
export async function askItems(
  items: readonly ControlItem[],
  { model, elicitation, purpose = 'qualification', signal, stream, onAsked }: AskHow,
): Promise<Result<readonly Answered[], ModelFailure>> {
  const mind = languageModelMind({ model, elicitation, temperature: 1 });
  const replies = await Promise.all(
    items.map(async (item) => {
      const { situation, persona, id } = item;
      const reply = await mind.ask(situation, { stream: `${stream}/${id}`, persona, purpose, signal });
      onAsked?.();
      return { item, reply };
    }),
  );
  const answered: Answered[] = [];
  for (const { item, reply } of replies) {
    if (reply.ok) answered.push({ item, answers: reply.value });
    else if (ofTheHour(reply.failure)) return failed(reply.failure);
    else {
      const presentations = presentationsOf(item.situation, elicitation).length;
      const { message: failure, mass } = reply.failure;
      answered.push({ item, answers: [], failure, presentations, ...(mass === undefined ? {} : { mass }) });
    }
  }
  return success(answered);
}

/** Weighs the statements of topics by their likelihood under both people. Empty where the model gives no likelihoods. */
export async function weighTopics(
  topics: readonly Topic[],
  { model, purpose = 'qualification', signal, onAsked }: Omit<AskHow, 'elicitation'>,
): Promise<Result<readonly WeighedTopic[], ModelFailure>> {
  if (!model.capabilities.score) return success([]);
  const replies = await Promise.all(
    topics.flatMap((topic) =>
      SIDES.map(async (side) => {
        const statements = weighedStatements(topic);
        const reply = await stanceByLikelihood({ model, persona: personOf(topic, side), statements, purpose, signal });
        onAsked?.();
        return { topic: topic.id, side, reply };
      }),
    ),
  );
  const weighed: WeighedTopic[] = [];
  for (const { topic, side, reply } of replies) {
    if (reply.ok) weighed.push({ topic, side, gains: reply.value.against });
    else if (ofTheHour(reply.failure)) return failed(reply.failure);
    else if (reply.failure.kind !== 'not-available') {
      weighed.push({ topic, side, gains: [], failure: reply.failure.message });
    }
  }
  return success(weighed);
}

/** Tokens that are enough for an option and a little before it. */
const REPLY_TOKENS = 6;

/** Lets the model answer questions in its own words, at temperature 0. Empty where it cannot write. */
export async function writeReplies(
  items: readonly ControlItem[],
  { model, elicitation, purpose = 'qualification', signal, stream, onAsked }: AskHow,
): Promise<Result<readonly Written[], ModelFailure>> {
  if (!model.capabilities.write) return success([]);
  const replies = await Promise.all(
    items.map(async ({ id, situation, persona }) => {
      const [presentation] = presentationsOf(situation, elicitation);
      const { prompt } = renderPrompt(situation, presentation as NonNullable<typeof presentation>, {
        elicitation,
        persona,
      });
      const request = { prompt, maxTokens: REPLY_TOKENS, temperature: 0 };
      const reply = await model.write(request, { purpose, stream: `${stream}/${id}`, seed: 0, signal });
      onAsked?.();
      return { id, options: situation.options, reply };
    }),
  );
  const written: Written[] = [];
  for (const { id, options, reply } of replies) {
    if (reply.ok) written.push({ cluster: id, options, text: reply.value.text });
    else if (ofTheHour(reply.failure)) return failed(reply.failure);
    else written.push({ cluster: id, options, text: null });
  }
  return success(written);
}

function ofTheHour({ kind }: ModelFailure): boolean {
  return kind === 'unavailable' || kind === 'over-budget' || kind === 'aborted';
}
