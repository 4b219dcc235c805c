import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { lockFolder, openAppendLog } from '../../../src/foundation/storage/index.js';
import type { CallRecord } from '../../../src/model/index.js';
import { readStudyFile } from '../../../src/study/index.js';
import { jsonOf, mesocosm } from '../../support/command-line.js';
import {
  answersWith,
  says,
  startEndpoint,
  type Behaviour,
  type EndpointServer,
} from '../../support/endpoint-server.js';
import { onlyStudyIn } from '../../support/study-picture.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
let endpoint: EndpointServer;

beforeAll(async () => {
  endpoint = await startEndpoint(willing);
});
afterAll(() => endpoint.close());
afterEach(() => {
  vi.unstubAllEnvs();
  endpoint.behave(willing);
});

/** Gives probabilities for whatever it is asked to choose from. It continues no texts: two questions open it. */
const willing: Behaviour = (request, response) => {
  const probing = request.messages.at(-1)?.content.includes('A or B') === true;
  const top: Record<string, number> = probing ? { A: 0.5, B: 0.5 } : { Q: 0.6, M: 0.4 };
  const [token] = Object.keys(top) as [string];
  says(token, { tokens: [{ token, top }] })(request, response);
};

/** Requests of any kind that reached the server while something was done. */
async function seen<Value>(work: () => Promise<Value>): Promise<readonly [Value, number]> {
  const total = (): number => endpoint.requests.length + endpoint.completions.length;
  const before = total();
  return [await work(), total() - before];
}

const at = (): readonly string[] => ['--model', 'openai:small', '--base-url', endpoint.baseUrl];

/** A study by the endpoint: four agents meet twelve times. */
function study(where: string, ...more: readonly string[]): readonly string[] {
  const small = ['--agents', '4', '--horizon', '12', '--runs', '1', '--arms', 'isolated', '--no-cache'];
  return ['run', 'naming-game', ...at(), ...small, '--folder', where, ...more];
}

async function callsIn(where: string): Promise<readonly CallRecord[]> {
  const { lines } = await openAppendLog(join(where, 'calls.jsonl'), { readOnly: true });
  return lines.map((line) => JSON.parse(line) as CallRecord);
}

describe('the questions with which an endpoint is opened', () => {
  it('should be among the calls of a study, by their own purpose', async () => {
    const where = folder();
    const [ran, requests] = await seen(() => mesocosm(study(where, '--json')));
    const opening = (await callsIn(onlyStudyIn(where))).filter(({ purpose }) => purpose === 'opening');

    expect(ran.code).toBe(0);
    expect(jsonOf(ran).data['cost']).toMatchObject({ calls: requests });
    expect(opening.map(({ outcome, promptTokens }) => [outcome, promptTokens])).toEqual([
      ['answered', 12],
      // It has no path for texts to be continued, and says so.
      ['unavailable', 0],
    ]);
  });

  it('should keep to the budget of a study, over all its sittings', async () => {
    const where = folder();
    const run = study(where, '--max-calls', '8');
    const [first, requests] = await seen(() => mesocosm(run));
    const [again, more] = await seen(() => mesocosm(run));
    const [resumed, evenMore] = await seen(() => mesocosm(['resume', onlyStudyIn(where)]));

    expect([first.code, again.code, resumed.code]).toEqual([5, 5, 5]);
    expect([requests, more, evenMore]).toEqual([8, 0, 0]);
    expect(again.err).toContain('Go on with:\nmesocosm run naming-game');
    expect(again.err).toContain(' --max-calls 16\n');
    expect(resumed.err).toContain(`Go on with:\nmesocosm resume ${onlyStudyIn(where)} --max-calls 16\n`);
  });

  it('should leave nothing where the budget of a new study does not allow them', async () => {
    const where = folder();
    const [{ code, err }, requests] = await seen(() => mesocosm(study(where, '--max-calls', '1')));

    expect([code, requests, readdirSync(where)]).toEqual([5, 1, []]);
    expect(err).toContain('opening the model stopped: the budget of 1 calls is spent');
  });

  it('should not be asked where another process works on the same study', async () => {
    const where = folder();
    await mesocosm(study(where, '--max-calls', '8'));
    const lock = await lockFolder(onlyStudyIn(where));
    const [{ code, err }, requests] = await seen(() => mesocosm(study(where)));
    lock.release();

    expect([code, requests]).toEqual([2, 0]);
    expect(err).toContain('is working in it');
  });

  it('should not count in a study of another endpoint or another design', async () => {
    const where = folder();
    await mesocosm(study(where, '--max-calls', '8'));
    const [other, requests] = await seen(() => mesocosm(study(where, '--max-calls', '8', '--seed', '2')));

    expect([other.code, requests, readdirSync(where).length]).toEqual([5, 8, 2]);
  });

  it('should count where the endpoint could not be opened again', async () => {
    const where = folder();
    await mesocosm(study(where, '--max-calls', '8'));
    endpoint.behave(answersWith(401, 'the key has expired'));
    const { code } = await mesocosm(study(where, '--max-calls', '20'));

    expect(code).toBe(3);
    expect((await callsIn(onlyStudyIn(where))).map(({ outcome }) => outcome).at(-1)).toBe('unavailable');
    expect(await callsIn(onlyStudyIn(where))).toHaveLength(9);
    expect((await readStudyFile(onlyStudyIn(where))).status).toBe('stopped-by-budget');
  });

  it('should keep to the budget of a check, and be among what it took', async () => {
    vi.stubEnv('MESOCOSM_CACHE', folder());
    const check = ['model', 'check', 'openai:small', '--base-url', endpoint.baseUrl, '--quick'];
    const [stopped, requests] = await seen(() => mesocosm([...check, '--max-calls', '3']));
    const [done, more] = await seen(() => mesocosm([...check, '--json']));

    expect([stopped.code, requests]).toEqual([5, 3]);
    expect(done.code).toBe(0);
    const { calls, cost } = jsonOf(done).data as { calls: number; cost: Record<string, number | null> };
    expect([calls, cost['calls'], cost['usd']]).toEqual([more, more, null]);
    expect(cost['promptTokens']).toBeGreaterThan(12 * (more / 2));
  });

  it('should keep to the budget of commands on personas, after the folder is held', async () => {
    const out = join(folder(), 'well.json');
    const command = ['personas', 'context', 'A village and its well', ...at(), '--out', out, '--no-cache'];
    const [stopped, requests] = await seen(() => mesocosm([...command, '--max-calls', '1']));
    const [again, more] = await seen(() => mesocosm([...command, '--max-calls', '1']));
    const lock = await lockFolder(`${out}.unfinished`);
    const [held, none] = await seen(() => mesocosm(command));
    lock.release();

    expect([stopped.code, again.code, held.code]).toEqual([5, 5, 2]);
    expect([requests, more, none]).toEqual([1, 0, 0]);
    expect(stopped.err).toContain('--max-calls 2\n');
    expect(existsSync(out)).toBe(false);
    expect(
      readFileSync(join(`${out}.unfinished`, 'calls.jsonl'), 'utf8')
        .trimEnd()
        .split('\n'),
    ).toHaveLength(1);
  });

  it('should keep to the budget of a fork, and be among its calls', async () => {
    const where = folder();
    await mesocosm(study(where));
    const run = join(onlyStudyIn(where), 'runs', 'default.interacting.1000000');
    const fork = [
      'fork',
      run,
      '--at',
      '20',
      '--do',
      '{"do":"persona","agent":"agent-2","persona":{"name":"Zoe","text":"You are Zoe, a sailor."}}',
      '--base-url',
      endpoint.baseUrl,
    ];
    const [stopped, requests] = await seen(() => mesocosm([...fork, '--no-cache', '--max-calls', '1']));
    const next = await mesocosm([...fork, '--no-cache', '--max-calls', '2']);
    const [done, more] = await seen(() =>
      mesocosm([...fork, '--no-cache', '--json', '--out', join(folder(), 'other')]),
    );

    expect([stopped.code, requests]).toEqual([5, 1]);
    expect(stopped.err).toContain(' --max-calls 2\n');
    expect([next.code, next.err]).toEqual([5, expect.stringContaining(' --max-calls 4\n')]);
    expect(done.code).toBe(0);
    expect(jsonOf(done).data['calls']).toBe(more);
    expect(more).toBeGreaterThan(2);
  });

  it('should leave nothing where the settings of the endpoint are none', async () => {
    const where = folder();
    const settings = join(where, 'endpoint.json');
    writeFileSync(settings, '{"headers":3}');
    const out = join(where, 'well.json');
    const wrong = ['--model-options', settings];
    const context = await mesocosm(['personas', 'context', 'A village', ...at(), '--out', out, ...wrong]);
    const check = await mesocosm(['model', 'check', ...at().slice(1), ...wrong]);

    expect([context.code, check.code]).toEqual([2, 2]);
    expect(context.err).toContain(`${settings}: $.headers: `);
    expect(check.err).toContain(`${settings}: $.headers: `);
    expect(readdirSync(where)).toEqual(['endpoint.json']);
  });
});
