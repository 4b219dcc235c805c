import { fork } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { languageModel } from 'mesocosm';
import {
  createBudget,
  createLimiter,
  createMeter,
  memoryAnswers,
  withBudget,
  withLimit,
  withMeter,
  withRecord,
  withRetry,
  withSamples,
  withTimeout,
} from '../../dist/src/model/index.js';
import { leastMs } from './_internals/faulty-endpoint.js';
import { row, timed } from './_internals/measure.js';

const CHOICES = 1000;
const LIMIT = 50;
const LATENCY_MS = 200;
const SHARE = 0.1;
const MOST = 1.3;

export const title =
  `Load: ${CHOICES} choices at an endpoint with ${LATENCY_MS} ms latency, ${LIMIT} at once, ` +
  `${SHARE * 100} % of the requests 429, 500 or cut`;

/** As many loops as may go at once, each asking with nothing but `fetch`, and waiting after faults as long. */
async function plain(baseUrl) {
  const ask = async (choice) => {
    for (let attempt = 1; ; attempt += 1) {
      const body = JSON.stringify({
        model: 'faulty',
        messages: [{ role: 'user', content: `About ${choice}:\nYou chose` }],
      });
      const headers = { 'content-type': 'application/json' };
      const reply = await fetch(`${baseUrl}/chat/completions`, { method: 'POST', headers, body }).catch(
        () => undefined,
      );
      if (reply?.ok === true) return reply.json();
      await reply?.text();
      await sleep(1000 * 2 ** (attempt - 1));
    }
  };
  let next = 0;
  const lane = async () => {
    while (next < CHOICES) await ask((next += 1) - 1);
  };
  await Promise.all(Array.from({ length: LIMIT }, lane));
}

/** The endpoint in a process of its own, so that it does not share the time of what is measured. */
async function startEndpoint() {
  const child = fork(
    new URL('./_internals/faulty-endpoint-process.js', import.meta.url),
    [LATENCY_MS, SHARE].map(String),
  );
  const next = () => new Promise((resolve) => child.once('message', resolve));
  const baseUrl = await next();
  return {
    baseUrl,
    seen() {
      child.send('requests');
      return next();
    },
    close: () => child.kill(),
  };
}

export async function run() {
  const other = await startEndpoint();
  const loop = await timed(() => plain(other.baseUrl));
  await other.close();
  const endpoint = await startEndpoint();
  const adapter = await languageModel('openai:faulty', { baseUrl: endpoint.baseUrl });
  const meter = createMeter();
  const budget = createBudget({ calls: 2 * CHOICES });
  const limiter = createLimiter({ concurrency: LIMIT });
  const limited = withLimit(withTimeout(withMeter(adapter, meter), { timeoutMs: 60_000 }), { limiter });
  const patient = withRetry(withBudget(limited, budget));
  const model = withRecord(withSamples(patient), { answers: memoryAnswers() });
  const ask = (choice) =>
    model.choose({ prompt: { form: 'chat', pieces: [`About ${choice}:\n`, 'You chose'] }, options: ['Q', 'M'] });

  const { ms, result } = await timed(() => Promise.all(Array.from({ length: CHOICES }, (_, choice) => ask(choice))));
  const seen = await endpoint.seen();
  await endpoint.close();
  const { requests, ms: least } = leastMs(CHOICES, { limit: LIMIT, latencyMs: LATENCY_MS, share: SHARE });
  const answered = result.filter(({ ok }) => ok).length;
  const lost = [meter.calls, seen, budget.spent().calls, requests].map((count) => Math.abs(count - requests));
  return [
    row({
      what: `time over the least that ${requests} requests and the waits after faults allow, ${least} ms`,
      value: ms / least,
      unit: '×',
      beside: { what: 'plain lanes', value: loop.ms / least },
      most: MOST,
      note: `${ms.toFixed(0)} ms`,
    }),
    row({ what: 'choices answered', value: answered, unit: 'choices', least: CHOICES }),
    row({
      what: 'requests that meter, endpoint and budget count differently',
      value: Math.max(...lost),
      unit: 'requests',
      most: 0,
    }),
  ];
}
