import { describe, expect, it } from 'vitest';
import { openaiModel } from '../../../../src/model/langchain/index.js';
import { endpointModels } from '../../../support/endpoint-models.js';
import { answersWith, prefers, says, type Behaviour } from '../../../support/endpoint-server.js';
import { continuesTexts } from '../../../support/endpoint-texts.js';

const { endpoint } = endpointModels();
const beginning = { form: 'completion', pieces: ['You chose'] } as const;
const text = { prompt: beginning, maxTokens: 9, temperature: 0.5 };
const chat = { ...text, prompt: { form: 'chat', pieces: ['Q or M?'] } } as const;

function refuses(name: string, rest: Behaviour): Behaviour {
  return (asked, response) =>
    (name in asked ? answersWith(400, `Unsupported parameter: '${name}'`) : rest)(asked, response);
}

function open(chats: Behaviour, texts: Behaviour) {
  endpoint().behave(chats);
  endpoint().complete(texts);
  return openaiModel({ model: 'small', baseUrl: endpoint().baseUrl });
}

describe('what is learned of one path of an endpoint', () => {
  it.each(['max_tokens', 'temperature', 'seed'])('should not change what is sent to the other (%s)', async (name) => {
    const ofChats = await open(refuses(name, says('A')), continuesTexts({ logprobs: false, says: ' Q' }));
    await ofChats.write(text, { seed: 1 });

    expect(endpoint().completions.at(-1)).toMatchObject({ max_tokens: 9, temperature: 0.5, seed: 1 });
    expect(endpoint().requests.at(-1)).not.toHaveProperty(name);

    const ofTexts = await open(says('A'), refuses(name, continuesTexts({ logprobs: false, says: ' Q' })));
    await ofTexts.write(text, { seed: 1 });
    await ofTexts.write(chat, { seed: 1 });

    expect(endpoint().requests.at(-1)).toMatchObject({ max_tokens: 9, temperature: 0.5, seed: 1 });
    expect(endpoint().completions.at(-1)).not.toHaveProperty(name);
    for (const model of [ofChats, ofTexts]) expect(model.description).toMatchObject({ parametersLeftOut: [name] });
    expect(ofChats.fingerprint).not.toBe(ofTexts.fingerprint);
  });

  it('should tell the temperature that was applied on each', async () => {
    const model = await open(refuses('temperature', says('A')), continuesTexts({ logprobs: false, says: ' A' }));
    const choice = { options: ['A', 'B'], samples: 1, temperature: 0.5 };

    const replies = [
      await model.choose({ ...choice, prompt: chat.prompt }),
      await model.choose({ ...choice, prompt: beginning }),
    ];

    expect(replies.map((reply) => reply.ok && reply.value.temperature)).toEqual([1, 0.5]);
  });

  const fewer: Behaviour = (asked, response) => {
    const tooMany = Number(asked.top_logprobs ?? asked.logprobs ?? 0) > 5;
    const rest = asked.prompt === undefined ? prefers({ A: 0.9, B: 0.1 }) : continuesTexts();
    (tooMany ? answersWith(400, 'logprobs must be at most 5') : rest)(asked, response);
  };

  it('should be how many of the most likely tokens it gives, on each', async () => {
    const model = await open(prefers({ A: 0.9, B: 0.1 }), fewer);

    await model.choose({ prompt: beginning, options: [' Q', ' M'] });
    await model.choose({ prompt: chat.prompt, options: ['A', 'B'] });

    expect(model.capabilities).toMatchObject({ choose: 'exact', forms: ['chat', 'completion'] });
    expect(endpoint().completions.at(-1)).toMatchObject({ logprobs: 5 });
    expect(endpoint().requests.at(-1)).toMatchObject({ top_logprobs: 20 });
  });
});
