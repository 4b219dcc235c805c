import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openaiModel } from '../../../../src/model/langchain/index.js';
import { longWait } from '../../../../src/model/langchain/long-wait.js';
import { languageModel } from '../../../../src/model/index.js';
import { fakeClock } from '../../../../src/testing/index.js';
import { prefers, startEndpoint, type Behaviour, type EndpointServer } from '../../../support/endpoint-server.js';

let endpoint: EndpointServer;
beforeAll(async () => {
  endpoint = await startEndpoint(willing);
});
afterAll(() => endpoint.close());

const willing = prefers({ A: 0.5, B: 0.5 });
const hangs: Behaviour = () => undefined;

const open = (timeoutMs?: number) => openaiModel({ model: 'small', baseUrl: endpoint.baseUrl, timeoutMs });

describe('the time that an endpoint has for one answer', () => {
  it('should stand in the description, and be of no account for what answers', async () => {
    const [plain, slow] = [await open(), await open(600_000)];

    expect([plain.description['timeoutMs'], slow.description['timeoutMs']]).toEqual([undefined, 600_000]);
    expect(slow.fingerprint).toBe(plain.fingerprint);
  });

  it('should hold for the questions that open it, and be named where it is over', async () => {
    const clock = fakeClock();
    endpoint.behave(hangs);
    const opened = openaiModel({ model: 'small', baseUrl: endpoint.baseUrl, timeoutMs: 300_000, clock });

    await expect(opened).rejects.toThrow(/no answer within 300 s; a slow model needs a larger timeoutMs/);
    expect(clock.sleeps).toContain(300_000);
    endpoint.behave(willing);
  });

  it.each([0, -1, 1.5, NaN, 86_400_001])('should be refused in one sentence where it is %s', async (timeoutMs) => {
    const error: unknown = await languageModel('openai:small', { baseUrl: endpoint.baseUrl, timeoutMs }).catch(
      (thrown: unknown) => thrown,
    );

    expect(error).toMatchObject({ kind: 'usage', message: expect.stringContaining('`timeoutMs`') });
  });
});

describe('longWait', () => {
  it('should leave clients as they are where nothing is said', () => {
    expect(longWait(undefined)).toEqual({});
  });

  it('should let the caller say first that the time is over', () => {
    expect(longWait(1000)).toEqual({ timeout: 61_000 });
  });

  it('should lift the limit of fetch where an answer may take longer than that', () => {
    const { timeout, fetchOptions } = longWait(600_000);

    expect(timeout).toBe(660_000);
    expect(fetchOptions?.dispatcher.constructor.name).toBe('Agent');
  });
});
