import { z } from 'zod';
import { ModelFailure, type LanguageModel, type Prompt, type Result } from '../spec/index.js';
import { demand, isText } from './_internals/demand.js';
import { malformedReplies, malformedTexts, malformedValues, type MalformedReply } from './malformed-replies.js';
import type { ConformanceCheck } from './mind-kit.js';

/** What the kit of malformed replies is given. */
export interface MalformedReplyKitOptions {
  /** Opens a model that is answered like this, whatever it asks. */
  create(reply: MalformedReply): LanguageModel | Promise<LanguageModel>;
  /** At least two, distinct in more than case. Default `Q` and `M`. */
  readonly options?: readonly string[];
  /** Default both: choices that are read from replies; texts and values. */
  readonly verbs?: readonly ('choose' | 'write')[];
  /** Default a chat. */
  readonly prompt?: Prompt;
}

const PROMPT: Prompt = { form: 'chat', pieces: ['Which do you choose?'] };

/**
 * What a model must make of replies that are not as they were asked for: take an answer only where it is clear, else say
 * why not, in a value, with the reply as evidence. For any test runner, and for models whose replies can be dictated.
 *
 * @example for (const { name, check } of malformedReplyChecks({ create })) it(`should ${name}`, check);
 */
export function malformedReplyChecks(given: MalformedReplyKitOptions): readonly ConformanceCheck[] {
  const { create, options = ['Q', 'M'], verbs = ['choose', 'write'], prompt = PROMPT } = given;
  const using = async (reply: MalformedReply, use: (model: LanguageModel) => Promise<void>): Promise<void> => {
    const model = await create(reply);
    try {
      await use(model);
    } finally {
      await model.close();
    }
  };
  const choices = malformedReplies(options).map((reply) => ({
    name: `make nothing of a choice that it is not: ${reply.what}`,
    check: () =>
      using(reply, async (model) => {
        const answer = await model.choose({ prompt, options, samples: 1, repairs: 1 });
        if (!answer.ok) return demandReason(answer);
        const taken = answer.value.probabilities.findIndex((probability) => probability === 1);
        demand(
          reply.option !== undefined && taken === reply.option,
          `it took "${options[taken]}" from "${reply.text}"`,
        );
      }),
  }));
  const schema = z.object({ choice: z.enum(options as [string, ...string[]]), amount: z.number().int() });
  const values = malformedValues(options).map((reply) => ({
    name: `make nothing of a value that it is not: ${reply.what}`,
    check: () =>
      using(reply, async (model) => {
        const answer = await model.write({ prompt, schema, maxTokens: 60, temperature: 1, repairs: 1 });
        if (!answer.ok) return demandReason(answer);
        const [taken, fits] = [JSON.stringify(answer.value.value), JSON.stringify(reply.value)];
        demand(reply.value !== undefined && taken === fits, `it took ${taken} from "${reply.text}"`);
      }),
  }));
  const texts = malformedTexts().map((reply) => ({
    name: `make nothing of a text that it is not: ${reply.what}`,
    check: () =>
      using(reply, async (model) => {
        const answer = await model.write({ prompt, maxTokens: 60, temperature: 1, repairs: 1 });
        // Some back ends cannot mark a refusal: there its words are a text.
        const said = reply.refusal ?? reply.written;
        if (!answer.ok) return demandReason(answer);
        const { text } = answer.value;
        demand(said !== undefined && text.trim() === said, `it took "${text}" from "${reply.text}"`);
      }),
  }));
  return [...(verbs.includes('choose') ? choices : []), ...(verbs.includes('write') ? [...texts, ...values] : [])];
}

function demandReason({ failure }: Extract<Result<unknown, ModelFailure>, { readonly ok: false }>): void {
  demand(ModelFailure.safeParse(failure).success, `its failure is not as it should be: ${JSON.stringify(failure)}`);
  const { kind, message, evidence } = failure;
  demand(kind === 'malformed' || kind === 'refused', `it said "${kind}", though there was a reply`);
  demand(isText(message), 'its failure does not say why');
  demand(evidence !== undefined, 'its failure does not show the reply');
}
