import { afterAll, beforeAll, describe, it } from 'vitest';
import { openaiModel } from '../../src/model/langchain/index.js';
import type { LanguageModel } from '../../src/spec/index.js';
import { malformedReplyChecks, type MalformedReply } from '../../src/testing/index.js';
import { realEndpoint } from '../support/endpoint-real.js';
import { startEndpoint, type Behaviour, type EndpointServer } from '../support/endpoint-server.js';

/**
 * Hands requests on to the real server, and its answers back. A small model cannot be made to write what is wanted, so the
 * words of a reply may be exchanged: all that is around them is the server's own.
 */
function relaying(reply?: MalformedReply): Behaviour {
  return ({ path: _path, authorization: _authorization, headers: _headers, ...body }, response) => {
    void handedOn(body, reply).then(({ status, answer }) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify(answer));
    });
  };
}

async function handedOn(body: object, reply?: MalformedReply): Promise<{ status: number; answer: unknown }> {
  const answered = await fetch(`${realEndpoint()}/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await answered.json()) as { choices?: { message: object; finish_reason: string }[] };
  const [choice] = answer.choices ?? [];
  if (reply !== undefined && choice !== undefined) {
    const { text, refusal, finish = 'stop' } = reply;
    choice.message = { ...choice.message, content: refusal === undefined ? text : null, refusal: refusal ?? null };
    choice.finish_reason = finish;
  }
  return { status: answered.status, answer };
}

describe('malformed replies in the answers of a real server', () => {
  let relay: EndpointServer;
  beforeAll(async () => {
    relay = await startEndpoint(relaying());
  });
  afterAll(() => relay.close());

  /** Opened once: the real server is asked what it can before any of its words are exchanged. */
  const opening = new Map<string, Promise<LanguageModel>>();
  const opened =
    (choose: 'samples' | 'structured') =>
    async (reply: MalformedReply): Promise<LanguageModel> => {
      relay.behave(relaying());
      const asked =
        opening.get(choose) ?? openaiModel({ model: 'smollm2-135m-instruct', baseUrl: relay.baseUrl, choose });
      opening.set(choose, asked);
      const model = await asked;
      relay.behave(relaying(reply));
      return { ...model, close: async () => undefined };
    };

  describe('that are read', () => {
    for (const { name, check } of malformedReplyChecks({ create: opened('samples') })) it(`should ${name}`, check);
  });

  describe('that must be values', () => {
    const kit = { create: opened('structured'), verbs: ['choose'] } as const;
    for (const { name, check } of malformedReplyChecks(kit)) it(`should ${name}`, check);
  });
});
