import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StudySummary } from '../../../src/spec/index.js';
import { jsonOf, mesocosm } from '../../support/command-line.js';
import { answersError, prefers, says, startEndpoint, type EndpointServer } from '../../support/endpoint-server.js';
import { onlyStudyIn } from '../../support/study-picture.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const [yes, no] = [prefers({ yes: -0.1, no: -3 }), prefers({ no: -0.1, yes: -3 })];
const withoutCredit = answersError(429, { message: 'no credit', code: 'insufficient_quota' });
const replies = says('Thank you. What is the number of your order?');

let server: EndpointServer;
let refuses = false;
let locked = false;
beforeAll(async () => {
  server = await startEndpoint((request, response) => {
    const asked = JSON.stringify(request.messages);
    if (asked.includes('Is this so')) return (asked.includes('no reply at all') ? no : yes)(request, response);
    if (locked && asked.includes('You answer a customer')) return withoutCredit(request, response);
    if (!refuses) return replies(request, response);
    response.writeHead(401, { 'content-type': 'application/json' });
    return response.end('{"error": {"message": "no key"}}');
  });
});
afterAll(() => server.close());
beforeEach(() => {
  vi.stubEnv('OPENAI_BASE_URL', server.baseUrl);
  vi.stubEnv('OPENAI_API_KEY', 'secret-key');
  refuses = false;
  locked = false;
  forget();
});
afterEach(() => vi.unstubAllEnvs());

/** What the server heard before a test does not count. */
const forget = (): void => void (server.requests as unknown[]).splice(0);

/** People by a script, who talk with a system that is an endpoint. */
function study(where: string, ...more: readonly string[]): readonly string[] {
  const small = ['--agents', '3', '--turns', '2', '--runs', '1', '--arms', 'interacting', '--folder', where];
  return ['run', 'system-under-test', '--mind', 'scripted', '--system', 'openai:tested', ...small, ...more];
}

const position = { patience: 0, knowledge: 0, trust: 0 };
const linesOf = (path: string): readonly string[] => readFileSync(path, 'utf8').trimEnd().split('\n');
const aboutTheSystem = (): number =>
  server.requests.filter(({ messages }) => JSON.stringify(messages).includes('You answer a customer')).length;

describe('a system under test that is an endpoint', () => {
  it('should be counted like any other model, by agent, and its key be nowhere', async () => {
    const where = folder();
    const done = await mesocosm(study(where));
    const made = onlyStudyIn(where);
    const calls = linesOf(join(made, 'calls.jsonl')).map(
      (line) => JSON.parse(line) as { readonly agent: string | null; readonly requests?: number },
    );

    expect(done).toMatchObject({ code: 0 });
    expect(aboutTheSystem()).toBe(6);
    expect(calls.filter(({ agent }) => agent?.startsWith('system-') === true)).toHaveLength(6);
    const prompts = linesOf(join(made, 'prompts.jsonl')).map((line) => JSON.parse(line) as { readonly prompt: string });
    expect(prompts.filter(({ prompt }) => prompt.includes('What does the assistant answer?'))).toHaveLength(6);
    const counted = calls.reduce((sum, { requests = 1 }) => sum + requests, 0);
    // What opens an endpoint counts too: one question of it goes to another address than those that the server notes.
    expect(counted).toBe(server.requests.length + 1);
    expect(done.out).toMatch(new RegExp(`Cost: ${counted} model calls`));
    const usage = await mesocosm(['show', made, '--usage', 'agent']);
    expect(usage.out).toMatch(/system-1/);
    for (const file of ['study.json', 'calls.jsonl', 'answers.jsonl', 'summary.json', 'report.html']) {
      expect(readFileSync(join(made, file), 'utf8')).not.toContain('secret-key');
    }
  });

  it('should stop at --max-calls, and go on with more, paying for no reply twice', async () => {
    const where = folder();
    const stopped = await mesocosm(study(where, '--max-calls', '7'));
    const asked = server.requests.length;

    expect(stopped.code).toBe(5);
    expect(stopped.err).toMatch(/the budget of 7 calls is spent/);
    expect(asked).toBe(6);
    const before = aboutTheSystem();
    const done = await mesocosm(study(where, '--max-calls', '60', '--json'));

    expect(jsonOf(done)).toMatchObject({ status: 'finished', data: { cost: { calls: expect.any(Number) } } });
    expect(aboutTheSystem()).toBe(6);
    expect(before).toBeGreaterThan(0);
  });

  it('should not ask again what it can do when it goes on', async () => {
    const where = folder();
    const stopped = await mesocosm(study(where, '--max-calls', '8'));
    const spent = linesOf(join(onlyStudyIn(where), 'calls.jsonl')).length;
    const [before, texts] = [server.requests.length, server.completions.length];
    const done = await mesocosm(study(where, '--max-calls', '60'));
    const calls = linesOf(join(onlyStudyIn(where), 'calls.jsonl')).map(
      (line) => JSON.parse(line) as { purpose: string },
    );

    expect([stopped.code, done.code]).toEqual([5, 0]);
    expect(calls.slice(0, spent).some(({ purpose }) => purpose === 'opening')).toBe(true);
    expect(calls.slice(spent).map(({ purpose }) => purpose)).not.toContain('opening');
    expect(server.requests.length - before).toBe(
      6 - (spent - calls.filter(({ purpose }) => purpose === 'opening').length),
    );
    expect(server.completions).toHaveLength(texts);
  });

  it('should be one system a study: another address is refused when it goes on', async () => {
    const where = folder();
    await mesocosm(study(where, '--max-calls', '7'));
    const other = await startEndpoint(replies);
    vi.stubEnv('OPENAI_BASE_URL', other.baseUrl);
    const moved = await mesocosm(study(where, '--max-calls', '60'));
    await other.close();

    expect(moved.code).toBe(2);
    expect(moved.err).toMatch(/openai:tested is not the model that this study asked before \(at http/);
    vi.stubEnv('OPENAI_BASE_URL', server.baseUrl);
    expect(await mesocosm(study(where, '--max-calls', '60'))).toMatchObject({ code: 0 });
    const beside = JSON.parse(readFileSync(join(onlyStudyIn(where), 'beside.json'), 'utf8')) as object;
    expect(beside).toMatchObject({ models: { 'openai:tested': { name: 'openai:tested', baseUrl: server.baseUrl } } });
  });

  it('should be replayed without it', async () => {
    const where = folder();
    await mesocosm(study(where));
    forget();
    const replayed = await mesocosm(['replay', join(onlyStudyIn(where), 'runs/default.interacting.1000000')]);

    expect(replayed.code).toBe(0);
    expect(server.requests).toEqual([]);
  });

  it('should be coded by a judge that is another endpoint, asked of each failure', async () => {
    const where = folder();
    const done = await mesocosm(study(where, '--judge', 'openai:reads', '--json'));
    const judged = server.requests.filter(({ messages }) => JSON.stringify(messages).includes('Is this so'));

    expect(jsonOf(done)).toMatchObject({ status: 'finished' });
    const { conditions } = jsonOf(done).data as StudySummary;
    const measures = conditions[0]?.arms[0]?.measures ?? {};
    expect(
      linesOf(join(onlyStudyIn(where), 'prompts.jsonl')).filter((line) => line.includes('Is this so')),
    ).toHaveLength(3 * 7 * 2);
    // Of three conversations, by seven codes, in both orders of yes and no, three samples each.
    expect(judged).toHaveLength(3 * 7 * 2 * 3);
    expect(measures['failure_rate']?.mean.value).toBe(1);
    expect(measures['distinct_failures']?.mean.value).toBe(6);
    expect(measures['failed_no_reply']?.mean.value).toBe(0);
    // By the rules nothing was wrong; the judge says so of one code in seven.
    expect(measures['judge_agreement']?.mean.value).toBeCloseTo(1 / 7);
  });

  it('should be asked twelve times for a code at most by a judge that says neither yes nor no', async () => {
    const prose = await startEndpoint(says('Well, it is hard to tell what the customer wanted here.'));
    const argv = study(folder(), '--judge', 'openai:rambles', '--max-failures', '1', '--json');
    const done = await mesocosm([
      ...argv.filter((one) => one !== 'openai:tested' && one !== '--system'),
      '--base-url',
      prose.baseUrl,
    ]);
    const asked = prose.requests.filter(({ messages }) => JSON.stringify(messages).includes('Is this so'));
    await prose.close();

    expect(jsonOf(done)).toMatchObject({ status: 'finished' });
    // Of three conversations, by seven codes, in both orders: three samples in its own words, and three as values.
    expect(asked).toHaveLength(3 * 7 * 2 * (3 + 3));
    expect(asked.filter(({ messages }) => JSON.stringify(messages).includes('Your last reply'))).toEqual([]);
  });

  it('should be asked anew in a fork for what changes, counted and within limits', async () => {
    const where = folder();
    await mesocosm(study(where));
    const run = join(onlyStudyIn(where), 'runs/default.interacting.1000000');
    const change = JSON.stringify({
      do: 'persona',
      agent: 'agent-1',
      persona: { name: 'Zed', text: 'Zed.', position },
    });
    const fork = (...more: readonly string[]) =>
      mesocosm(['fork', run, '--at', '1', '--do', change, '--json', ...more]);
    forget();
    const stopped = await fork('--max-calls', '2', '--out', join(where, 'stopped'));
    const asked = server.requests.length;
    const done = await fork('--out', join(where, 'fork'));

    expect(stopped.code).toBe(5);
    expect(asked).toBeLessThanOrEqual(2);
    expect(jsonOf(done)).toMatchObject({ status: 'forked', data: { calls: expect.any(Number) } });
    // Opening it takes some; then two replies to Zed, and none to the others.
    expect(aboutTheSystem()).toBe(2);
    expect((jsonOf(done).data as { calls: number }).calls).toBeGreaterThanOrEqual(2);
  });

  it('should stop the study where it cannot be asked, with what to do', async () => {
    refuses = true;
    const { code, err } = await mesocosm(study(folder()));

    expect(code).not.toBe(0);
    expect(err).toMatch(/401|no key|key/);
    expect(err).not.toMatch(/\n {4}at /);
  });

  it('should be named where it is opened, and later cannot be asked', async () => {
    locked = true;
    const { code, err } = await mesocosm(study(folder()));

    expect(code).toBe(3);
    expect(err).toMatch(/the study stopped: openai:tested: no credit/);
  });

  it('should say at once that nobody is at its address', async () => {
    const gone = await startEndpoint(replies);
    await gone.close();
    vi.stubEnv('OPENAI_BASE_URL', gone.baseUrl);
    const { code, err } = await mesocosm(study(folder()));

    expect(code).toBe(3);
    expect(err).toMatch(/the endpoint cannot be used: .*ECONNREFUSED/);
    expect(err).not.toMatch(/retry/);
  });

  it('should refuse a limit in dollars where its price is not that of the model that decides', async () => {
    const where = folder();
    const argv = study(where, '--max-usd', '1').filter((argument) => !['--mind', 'scripted'].includes(argument));
    const prices = join(where, 'prices.json');
    const price = { inputUsdPerMillionTokens: 1, outputUsdPerMillionTokens: 2 };
    writeFileSync(prices, JSON.stringify({ formatVersion: 1, models: { decides: price } }));
    const { code, err } = await mesocosm([...argv, '--model', 'openai:decides', '--prices', prices]);

    expect(err).toMatch(/tested is asked too, and no price of it is known/);
    expect(code).toBe(2);
  });

  it('should be held to a limit in dollars where it alone is asked, by its own price', async () => {
    const where = folder();
    const prices = join(where, 'prices.json');
    const price = { inputUsdPerMillionTokens: 10_000, outputUsdPerMillionTokens: 10_000 };
    writeFileSync(prices, JSON.stringify({ formatVersion: 1, models: { tested: price, reads: price } }));
    const studies = join(where, 'studies');
    const stopped = await mesocosm(study(studies, '--max-usd', '6', '--prices', prices));
    const done = await mesocosm(study(studies, '--max-usd', '9000', '--prices', prices, '--json'));

    expect(stopped.code).toBe(5);
    expect(stopped.err).toMatch(/the budget of 6 US dollars does not allow another call/);
    expect(jsonOf(done)).toMatchObject({ status: 'finished' });
    const { cost } = jsonOf(done).data as unknown as StudySummary;
    expect(cost.usd).toBeCloseTo(((cost.promptTokens ?? 0) + (cost.completionTokens ?? 0)) / 100);
    expect(cost.usd).toBeGreaterThan(0);
  });

  it('should say what a limit in dollars lacks: a price, or that it is one', async () => {
    const where = folder();
    const without = await mesocosm(study(where, '--max-usd', '1'));
    const prices = join(where, 'prices.json');
    const [one, other] = [1, 2].map((usd) => ({ inputUsdPerMillionTokens: usd, outputUsdPerMillionTokens: usd }));
    writeFileSync(prices, JSON.stringify({ formatVersion: 1, models: { tested: one, reads: other } }));
    const two = await mesocosm(
      study(where, '--fresh', '--judge', 'openai:reads', '--max-usd', '1', '--prices', prices),
    );

    expect([without.code, two.code]).toEqual([2, 2]);
    expect(without.err).toMatch(/openai:tested is asked too, and no price of it is known; .* Give one with --prices/);
    expect(two.err).toMatch(/openai:reads is asked too, and costs otherwise than what is asked beside it/);
  });

  it('should be reached at --base-url with --model-options where no endpoint decides', async () => {
    const where = folder();
    vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:9/v1');
    const options = join(where, 'endpoint.json');
    writeFileSync(options, JSON.stringify({ headers: { 'x-mine': 'yes' } }));
    const dead = await mesocosm(study(join(where, 'dead')));
    const done = await mesocosm(study(join(where, 'live'), '--base-url', server.baseUrl, '--model-options', options));

    expect(dead.err).toMatch(/set --base-url or OPENAI_BASE_URL to where it is/);
    expect(done).toMatchObject({ code: 0 });
    expect(aboutTheSystem()).toBe(6);
    expect(server.requests.every(({ headers }) => headers['x-mine'] === 'yes')).toBe(true);
    const change = JSON.stringify({
      do: 'persona',
      agent: 'agent-1',
      persona: { name: 'Zed', text: 'Zed.', position },
    });
    const run = join(onlyStudyIn(join(where, 'live')), 'runs/default.interacting.1000000');
    const address = ['--base-url', server.baseUrl, '--model-options', options];
    forget();
    expect(await mesocosm(['fork', run, '--at', '1', '--do', change, ...address])).toMatchObject({ code: 0 });
    expect(aboutTheSystem()).toBe(2);
  });

  it('should stay at its own address where an endpoint decides at --base-url', async () => {
    const decides = await startEndpoint(prefers({ yes: -0.1, no: -3 }));
    const argv = study(folder(), '--model', 'openai:decides', '--base-url', decides.baseUrl).filter(
      (argument) => !['--mind', 'scripted'].includes(argument),
    );
    const { code } = await mesocosm([...argv, '--max-calls', '400']);
    const asked = decides.requests.map(({ model }) => model);
    await decides.close();

    expect(code).toBe(0);
    expect(new Set(asked)).toEqual(new Set(['decides']));
    expect(new Set(server.requests.map(({ model }) => model))).toEqual(new Set(['tested']));
  });

  it('should still refuse limits where nothing is asked', async () => {
    const { code, err } = await mesocosm(['run', 'system-under-test', '--mind', 'scripted', '--max-calls', '4']);

    expect(code).toBe(2);
    expect(err).toMatch(/--max-calls does not go with --mind scripted/);
  });
});
