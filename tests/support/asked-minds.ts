import { Elicitation, languageModelMind } from '../../src/agent/index.js';
import { seed32 } from '../../src/foundation/random/index.js';
import { scriptedModel, type Script } from '../../src/model/index.js';
import type { ChooseRequest, Judgement, MindContext } from '../../src/spec/index.js';
import { countingModel } from '../../src/testing/counting-model.js';

/** A prompt as one text. */
export const textOf = ({ prompt }: ChooseRequest): string => [prompt.system ?? '', ...prompt.pieces].join('');
/** Some probabilities for every prompt, the same for the same one. */
export const byPrompt: Script['choose'] = (request) =>
  request.options.map((option) => 0.01 + seed32(textOf(request), option) / 2 ** 32);
export const context: MindContext = { agent: 'ann', occasion: 0, stream: 'run 1' };

/** A mind that asks a scripted model, and the model with what it was asked. */
export function mindOf(
  how: {
    readonly elicitation?: object;
    readonly temperature?: number;
    onKnown?(): void;
    readonly name?: string;
  } & Script,
) {
  const { elicitation = {}, temperature = 1, onKnown, name, ...script } = how;
  const model = countingModel(scriptedModel({ choose: byPrompt, ...script }));
  const mind = languageModelMind({ model, temperature, elicitation: Elicitation.parse(elicitation), onKnown, name });
  return { model, mind };
}

export async function probabilitiesOf(judgement: Judgement | Promise<Judgement>): Promise<readonly number[]> {
  const given = await judgement;
  if (given.kind !== 'distribution') throw new Error(given.kind === 'answer' ? 'no distribution' : given.message);
  return given.probabilities;
}
