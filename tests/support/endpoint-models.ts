import { afterEach, beforeEach, vi } from 'vitest';
import { openaiModel } from '../../src/model/langchain/index.js';
import type { ChooseRequest, LanguageModel, ModelFailure } from '../../src/spec/index.js';
import { hangs, prefers, says, startEndpoint, type Behaviour, type EndpointServer } from './endpoint-server.js';

const request: ChooseRequest = {
  prompt: { form: 'chat', system: 'You choose letters.', pieces: ['Ann chose Q.\n', 'Which do you choose?'] },
  options: ['Q', 'M'],
  samples: 4,
};

/** An endpoint for each test of a file, without any key in the environment, and models that are opened on it. */
export function endpointModels() {
  let server: EndpointServer;
  let asked = 1;
  beforeEach(async () => {
    asked = 1;
    server = await startEndpoint(hangs);
    vi.stubEnv('OPENAI_API_KEY', '');
    vi.stubEnv('OPENAI_BASE_URL', '');
  });
  afterEach(async () => {
    vi.unstubAllEnvs();
    await server.close();
  });

  /** Opens a model of one kind, which from then on is answered like this. */
  async function open(kind: 'exact' | 'sampled', behaviour: Behaviour): Promise<LanguageModel> {
    server.behave(kind === 'exact' ? prefers({ A: 1 }) : says('A'));
    const model = await openaiModel({ model: 'small', baseUrl: server.baseUrl });
    asked = server.requests.length;
    server.behave(behaviour);
    return model;
  }

  async function failureAfter(kind: 'exact' | 'sampled', behaviour: Behaviour): Promise<ModelFailure> {
    const model = await open(kind, behaviour);
    const reply = await model.choose(request);
    if (reply.ok) throw new Error('it answered');
    return reply.failure;
  }

  /** Requests after the probe. */
  const sent = () => server.requests.slice(asked);
  return { request, endpoint: () => server, open, failureAfter, sent };
}
