import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { readStudyFile } from '../../../src/study/index.js';
import { jsonOf, mesocosm } from '../../support/command-line.js';
import { says, startEndpoint, type Behaviour, type EndpointServer } from '../../support/endpoint-server.js';
import { onlyStudyIn } from '../../support/study-picture.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const KEY = 'sk-a-secret-that-nobody-may-read';
let endpoint: EndpointServer;

beforeAll(async () => {
  endpoint = await startEndpoint(willing);
});
afterAll(() => endpoint.close());
afterEach(() => void vi.unstubAllEnvs());

/** Gives probabilities for whatever it is asked to choose from, and says that it read 400 tokens. */
const willing: Behaviour = (request, response) => {
  const probing = request.messages.at(-1)?.content.includes('A or B') === true;
  const top: Record<string, number> = probing ? { A: 0.5, B: 0.5 } : { Q: 0.6, M: 0.4 };
  const [token] = Object.keys(top) as [string];
  says(token, { tokens: [{ token, top }], usage: { prompt_tokens: 400, completion_tokens: 4 } })(request, response);
};

/** A study by an endpoint: four agents meet twelve times. */
function study(where: string, ...more: readonly string[]): readonly string[] {
  const model = ['--model', 'openai:small', '--base-url', endpoint.baseUrl];
  const small = ['--agents', '4', '--horizon', '12', '--runs', '1', '--arms', 'isolated'];
  return ['run', 'naming-game', ...model, ...small, '--folder', where, ...more];
}

/** A file of prices that has one for the model. */
function prices(): string {
  const path = join(folder(), 'prices.json');
  const price = { inputUsdPerMillionTokens: 1000, outputUsdPerMillionTokens: 2000 };
  writeFileSync(path, JSON.stringify({ formatVersion: 1, models: { small: price } }));
  return path;
}

/** All that is written below a folder. */
function writtenBelow(where: string): string {
  return readdirSync(where, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
}

describe('a limit', () => {
  it('should stop a check of a model, and need a price where it is in dollars', async () => {
    vi.stubEnv('MESOCOSM_CACHE', folder());
    const check = ['model', 'check', 'openai:small', '--base-url', endpoint.baseUrl, '--quick'];
    const unpriced = await mesocosm([...check, '--max-usd', '1']);
    const stopped = await mesocosm([...check, '--max-usd', '5', '--prices', prices()]);

    expect(unpriced.code).toBe(2);
    expect(unpriced.err).toContain('no price of openai:small is known');
    expect(stopped.code).toBe(5);
    expect(stopped.err).toContain('5 US dollars');
  });

  it.each([
    ['--max-tokens', '6000', /the budget of 6000 tokens does not allow another call.*with a larger --max-tokens/],
    ['--max-usd', '6', /the budget of 6 US dollars does not allow another call.*with a larger --max-usd/],
  ])('of %s should stop a study with exit code 5, and a larger one go on', async (option, limit, words) => {
    const where = folder();
    const stopped = await mesocosm(study(where, '--prices', prices(), option, limit));
    const again = await mesocosm(['resume', '--folder', where, option, '1000000', '--json']);

    expect(stopped.code).toBe(5);
    expect(stopped.err.replaceAll(/\s+/g, ' ')).toMatch(words);
    expect(again.code).toBe(0);
    const { design } = await readStudyFile(onlyStudyIn(where));
    expect(design.budget[option === '--max-usd' ? 'usd' : 'tokens']).toBe(1_000_000);
    const unit = option === '--max-usd' ? 'US dollars' : 'tokens';
    expect(jsonOf(again).data['design']).toMatchObject({
      deviations: [`${unit}: at most ${limit}, then at most 1000000`],
    });
  });

  it('should be kept by a study that goes on without saying it again', async () => {
    const where = folder();
    await mesocosm(study(where, '--max-tokens', '6000'));

    expect((await mesocosm(['resume', '--folder', where])).code).toBe(5);
  });

  it('in dollars should be refused where no price is known, before anything is written', async () => {
    const where = folder();
    const { code, err } = await mesocosm(study(where, '--max-usd', '1'));

    expect([code, readdirSync(where)]).toEqual([2, []]);
    expect(err).toContain('--prices FILE.json');
  });
});

describe('what a study cost', () => {
  it('should be told in dollars where a price is known', async () => {
    const where = folder();
    const path = prices();
    const { err, out } = await mesocosm(study(where, '--prices', path));
    const { data } = jsonOf(await mesocosm(['show', '--folder', where, '--json']));

    const { promptTokens, completionTokens, usd } = data['cost'] as Record<string, number>;
    expect(usd).toBeCloseTo(((promptTokens ?? 0) * 1000 + (completionTokens ?? 0) * 2000) / 1e6, 9);
    expect(usd).toBeGreaterThan(0);
    expect(out).toMatch(/Cost: \d+ model calls, \$[\d.]+, /);
    expect(err).not.toContain('no price');
  });

  it('should be told in tokens where none is, with one warning', async () => {
    const where = folder();
    const { err } = await mesocosm(study(where));
    const { data } = jsonOf(await mesocosm(['show', '--folder', where, '--json']));

    expect(err.replaceAll(/\s+/g, ' ').match(/no price of openai:small is known/g)).toHaveLength(1);
    expect(data['cost']).toMatchObject({ usd: null, usdNote: 'no price of openai:small is known' });
  });
});

describe('who asked', () => {
  it('should be summed up by purpose, agent and run', async () => {
    const where = folder();
    await mesocosm(study(where));
    const usage = async (by: string) =>
      jsonOf(await mesocosm(['show', '--folder', where, '--usage', by, '--json'])).data['rows'] as {
        name: string | null;
        calls: number;
        promptTokens: number;
      }[];
    const { data } = jsonOf(await mesocosm(['show', '--folder', where, '--json']));
    const { calls, promptTokens } = data['cost'] as Record<string, number>;

    for (const by of ['purpose', 'agent', 'run']) {
      const rows = await usage(by);
      expect(rows.reduce((sum, row) => sum + row.calls, 0)).toBe(calls);
      expect(rows.reduce((sum, row) => sum + row.promptTokens, 0)).toBe(promptTokens);
    }
    expect((await usage('purpose')).map(({ name }) => name)).toEqual(expect.arrayContaining(['decision']));
    expect((await usage('run')).map(({ name }) => name)).toContain('default.isolated.1000000');
  });

  it('should be a table', async () => {
    const where = folder();
    await mesocosm(study(where));
    const { out } = await mesocosm(['show', '--folder', where, '--usage', 'purpose']);

    const [head, ...rows] = out.trimEnd().split('\n');
    expect(head).toMatch(/^purpose +calls +answered +failed +prompt tokens +completion tokens +not known +seconds$/);
    expect(new Set([head, ...rows].map((row) => row?.length)).size).toBe(1);
    expect(rows.length).toBeGreaterThan(0);
  });

  it('should be nobody where no model was asked, and be refused for a run', async () => {
    const where = folder();
    const table = ['--policy', 'claude-3.5-sonnet', '--agents', '4', '--horizon', '12', '--runs', '1'];
    await mesocosm(['run', 'naming-game', ...table, '--folder', where]);
    const study = onlyStudyIn(where);
    const [run] = readdirSync(join(study, 'runs')) as [string];

    expect((await mesocosm(['show', study, '--usage', 'run'])).out).toBe('No model was asked.\n');
    const refused = await mesocosm(['show', join(study, 'runs', run), '--usage', 'run']);
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('calls are recorded with the study')]);
  });
});

describe('a key', () => {
  it('should be in no file of a study and in no file of the cache', async () => {
    vi.stubEnv('OPENAI_API_KEY', KEY);
    const where = folder();
    const { code, out, err } = await mesocosm(study(where));

    expect(code).toBe(0);
    const cache = process.env['MESOCOSM_ANSWER_CACHE'] as string;
    expect(writtenBelow(cache)).toContain('top-log-probabilities');
    for (const text of [writtenBelow(where), writtenBelow(cache), out, err]) expect(text).not.toContain(KEY);
  });
});

describe('the answer cache', () => {
  it('should serve a second study, and not one with --no-cache', async () => {
    const asked = async (...more: readonly string[]): Promise<number> => {
      const before = endpoint.requests.length;
      expect((await mesocosm(study(folder(), ...more))).code).toBe(0);
      return endpoint.requests.length - before;
    };

    const [first, second, third] = [await asked(), await asked(), await asked('--no-cache')];

    // What is asked to get to know an endpoint is asked each time.
    expect(second).toBeLessThan(10);
    expect(first).toBeGreaterThan(second);
    expect(third).toBe(first);
  });

  it('should not stop a study where it cannot be written, and say so once', async () => {
    const file = join(folder(), 'a file');
    writeFileSync(file, '');
    vi.stubEnv('MESOCOSM_ANSWER_CACHE', file);
    const { code, err } = await mesocosm(study(folder()));

    expect(code).toBe(0);
    expect(err.match(/the answer cache cannot be/g)).toHaveLength(1);
  });
});
