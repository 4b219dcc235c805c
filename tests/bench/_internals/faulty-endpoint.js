// An OpenAI-compatible endpoint on this machine that takes its time, and fails a share of its requests in a way that
// hangs on nothing but the prompt and the attempt: the same faults whatever the order in which requests come.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What may happen to a request, the last to the larger part. */
const FAULTS = ['429', '500', 'cut'];

/** A number from 0 to 1 that hangs on a text alone. */
function chance(text) {
  return createHash('sha256').update(text).digest().readUInt32BE(0) / 2 ** 32;
}

/** The fault that an attempt of a choice meets, if any. */
export function faultOf(choice, attempt, share) {
  const drawn = chance(`${choice}/${attempt}`) / share;
  return drawn < 1 ? FAULTS[Math.floor(drawn * FAULTS.length)] : undefined;
}

/** Tokens that the endpoint says it read of a prompt. */
export function tokensOf(prompt) {
  return Math.ceil(prompt.length / 4);
}

/**
 * The least time in which `choices` can be had that begin in order, so many at once, with these faults: the requests in
 * rounds of so many; or, if that is longer, the choice that ends last: the rounds before it, its own attempts, and the
 * waits of 1, 2, 4 … seconds between them.
 */
export function leastMs(choices, { limit, latencyMs, share }) {
  let requests = 0;
  let last = 0;
  for (let choice = 0; choice < choices; choice += 1) {
    let attempt = 1;
    let ms = Math.floor(choice / limit) * latencyMs + latencyMs;
    for (; faultOf(choice, attempt, share) !== undefined; attempt += 1) ms += 1000 * 2 ** (attempt - 1) + latencyMs;
    requests += attempt;
    last = Math.max(last, ms);
  }
  return { requests, ms: Math.max(Math.ceil(requests / limit) * latencyMs, last) };
}

/** Starts an endpoint; `requests` are those that ask about a choice, and not what is asked to get to know it. */
export async function startFaultyEndpoint({ latencyMs, share }) {
  const requests = [];
  const attempts = new Map();
  let open = 0;
  let mostOpen = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => (body += part));
    request.on('end', () => void answer(body, response, request.url));
  });
  const answer = async (body, response, url) => {
    if (!url.endsWith('/chat/completions')) return end(response, 404, { error: { message: 'there is no such thing' } });
    const prompt = JSON.parse(body).messages.at(-1).content;
    const choice = /About (\d+):/.exec(prompt)?.[1];
    if (choice === undefined) return end(response, 200, completion(prompt));
    const attempt = (attempts.get(choice) ?? 0) + 1;
    attempts.set(choice, attempt);
    const fault = faultOf(choice, attempt, share);
    requests.push({ choice, attempt, fault, promptTokens: fault === undefined ? tokensOf(prompt) : 0 });
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    await sleep(latencyMs);
    open -= 1;
    if (fault === 'cut') return response.destroy();
    if (fault !== undefined) return end(response, Number(fault), { error: { message: `this was to be ${fault}` } });
    return end(response, 200, completion(prompt));
  };
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${server.address().port}/v1`,
    requests,
    mostOpen: () => mostOpen,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

function end(response, status, body) {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function completion(prompt) {
  const top = [
    { token: 'Q', logprob: Math.log(0.6), bytes: null },
    { token: 'M', logprob: Math.log(0.3), bytes: null },
  ];
  return {
    id: 'x',
    object: 'chat.completion',
    created: 0,
    model: 'faulty',
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'Q' },
        finish_reason: 'stop',
        logprobs: { content: [{ ...top[0], top_logprobs: top }] },
      },
    ],
    usage: { prompt_tokens: tokensOf(prompt), completion_tokens: 1, total_tokens: tokensOf(prompt) + 1 },
  };
}
