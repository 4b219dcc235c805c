import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import { answerCacheFolder, openAnswerCache } from '../../../../src/model/cache/index.js';
import { scriptedModel } from '../../../../src/model/index.js';
import { withCache } from '../../../../src/model/wrappers/index.js';
import { countingModel, faultyModel } from '../../../../src/testing/index.js';
import { choosing, outcomeOf } from '../../../support/endpoint-requests.js';
import { temporaryFolders } from '../../../support/temporary-folder.js';
import { transpileSource } from '../../../support/transpiled-source.js';

const folder = temporaryFolders();
const open = (where: string, troubles: string[] = []) =>
  openAnswerCache({ model: 'm', folder: where, onTrouble: (message) => troubles.push(message) });

/** Every file below a folder. */
function filesBelow(where: string): readonly string[] {
  return readdirSync(where, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('openAnswerCache', () => {
  it('should find again what was put, in another cache on the same folder too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), { maxKeys: 5 }), async (values) => {
        const where = mkdtempSync(join(tmpdir(), 'mesocosm-cache-'));
        const written = open(where);
        for (const [key, value] of Object.entries(values)) await written.put(key, 'choose', { value });

        const read = open(where);
        const found = await Promise.all(Object.keys(values).map((key) => read.get(key)));

        expect(found).toEqual(Object.values(values).map((value) => JSON.parse(JSON.stringify({ value })) as unknown));
        expect(await read.get('something else')).toBeUndefined();
        rmSync(where, { recursive: true });
      }),
      { numRuns: 20 },
    );
  });

  it('should give the last that was put', async () => {
    const cache = open(folder());

    await cache.put('k', 'choose', 1);
    await cache.put('k', 'choose', 2);

    expect(await cache.get('k')).toBe(2);
  });

  it('should not have an entry whose content was damaged, or lost', async () => {
    const where = folder();
    const troubles: string[] = [];
    const cache = open(where, troubles);
    await cache.put('damaged', 'choose', { long: 'answer' });
    await cache.put('lost', 'choose', { other: 'answer' });
    const [one, other] = filesBelow(where).filter((path) => path.includes('content-')) as [string, string];
    writeFileSync(one, readFileSync(one, 'utf8').replace(/[a-z]/, 'Z'));
    rmSync(other);

    expect([await cache.get('damaged'), await cache.get('lost')]).toEqual([undefined, undefined]);
    expect(troubles).toEqual([]);
  });

  it('should say once that it cannot be used, and be empty from then on', async () => {
    const where = join(folder(), 'file');
    writeFileSync(where, 'not a folder');
    const troubles: string[] = [];
    const cache = open(where, troubles);

    await cache.put('a', 'choose', 1);
    await cache.put('b', 'choose', 1);

    expect(await cache.get('a')).toBeUndefined();
    expect(troubles).toEqual([
      expect.stringMatching(/^the answer cache cannot be written \(E[A-Z]+: .*file\); the study goes on without it$/),
    ]);
  });

  it.skipIf(process.getuid?.() === 0)('should go on without a folder that nobody may write to', async () => {
    const where = join(folder(), 'forbidden');
    mkdirSync(where);
    chmodSync(where, 0o500);
    const troubles: string[] = [];

    await open(where, troubles).put('a', 'choose', 1);

    expect(troubles).toHaveLength(1);
  });

  it('should keep neither prompt nor options', async () => {
    const where = folder();
    const model = withCache(scriptedModel({ choose: () => [1, 1] }), { store: open(where) });

    await model.choose(choosing('the secret of the well'));

    const written = filesBelow(where)
      .map((path) => readFileSync(path, 'utf8'))
      .join();
    expect(written).toContain('probabilities');
    expect(written).not.toMatch(/secret|well|You chose/);
  });

  it('should be where MESOCOSM_ANSWER_CACHE says, else in the folder of the cache', () => {
    vi.stubEnv('MESOCOSM_ANSWER_CACHE', '/somewhere');
    const named = answerCacheFolder();
    vi.stubEnv('MESOCOSM_ANSWER_CACHE', '');
    vi.stubEnv('MESOCOSM_CACHE', '/cache');
    const inCache = answerCacheFolder();
    vi.unstubAllEnvs();

    expect([named, inCache]).toEqual(['/somewhere', join('/cache', 'answers')]);
  });
});

describe('a model with a cache on disk', () => {
  it('should answer from it in another process of the same model, and ask again what failed', async () => {
    const where = folder();
    const script = scriptedModel({ choose: () => [3, 1] });
    const faulty = faultyModel(script, [{ calls: [2], gives: { kind: 'refused' } }]);
    const first = withCache(faulty, { store: open(where) });
    await first.choose(choosing('a'));
    await first.choose(choosing('b'));

    const counted = countingModel(script);
    let hits = 0;
    const second = withCache(counted, { store: open(where), onHit: () => (hits += 1) });
    const replies = [await second.choose(choosing('a')), await second.choose(choosing('b'))];

    expect(replies.map(outcomeOf)).toEqual(['answered', 'answered']);
    expect([counted.calls.length, hits]).toEqual([1, 1]);
  });

  it('should keep no failure of the hour', async () => {
    const where = folder();
    const faulty = faultyModel(scriptedModel({ choose: () => [1, 1] }), [
      { calls: [1], gives: { kind: 'unavailable' } },
    ]);
    const model = withCache(faulty, { store: open(where) });

    expect(outcomeOf(await model.choose(choosing()))).toBe('unavailable');
    expect(outcomeOf(await model.choose(choosing()))).toBe('answered');
  });

  it('should ask a canary anew each time', async () => {
    const counted = countingModel(scriptedModel({ choose: () => [1, 1] }));
    const model = withCache(counted, { store: open(folder()) });

    await model.choose(choosing(), { purpose: 'canary' });
    await model.choose(choosing(), { purpose: 'canary' });

    expect(counted.calls).toHaveLength(2);
  });
});

describe('processes that write to one cache and are killed', () => {
  const shared = mkdtempSync(join(tmpdir(), 'mesocosm-killed-'));
  afterAll(() => rmSync(shared, { recursive: true, force: true }));
  const where = join(shared, 'answers');
  let writer = '';
  beforeEach(() => {
    const moduleAt = transpileSource(shared, ['foundation', 'spec', 'model']);
    writer = join(shared, 'writer.mjs');
    writeFileSync(
      writer,
      `import { openAnswerCache } from '${moduleAt('model/cache/index.js')}';
       const [folder, name] = process.argv.slice(2);
       const cache = openAnswerCache({ model: name, folder });
       process.stdout.write('ready');
       for (let at = 0; ; at += 8) {
         await Promise.all(Array.from({ length: 8 }, (_, more) => {
           const n = (at + more) % 200;
           return cache.put('key ' + n, 'choose', { n, text: String(n).repeat(500) });
         }));
       }`,
    );
  });

  /** Starts a writer and waits until it is at work. */
  async function start(name: string): Promise<ChildProcess> {
    const child = spawn(process.execPath, [writer, where, name], { stdio: ['ignore', 'pipe', 'inherit'] });
    await new Promise((resolve) => child.stdout?.once('data', resolve));
    return child;
  }

  it('should leave only whole answers, and a cache that others go on with', async () => {
    const chance = chancesFrom('moments of death')('answers');
    for (let round = 0; round < 4; round += 1) {
      const children = await Promise.all(['a', 'b', 'c'].map(start));
      await Promise.all(
        children.map(async (child) => {
          await new Promise((resolve) => setTimeout(resolve, 50 + chance.uniform() * 300));
          child.kill('SIGKILL');
          await new Promise((resolve) =>
            (child.exitCode ?? child.signalCode) === null ? child.once('exit', resolve) : resolve(0),
          );
        }),
      );
    }
    const troubles: string[] = [];
    const cache = open(where, troubles);

    const found = await Promise.all(Array.from({ length: 200 }, (_, n) => cache.get(`key ${n}`)));
    await cache.put('after', 'choose', 'all of them');

    const there = found.flatMap((answer, n) => (answer === undefined ? [] : [{ answer, n }]));
    // How many, hangs on how busy the machine is.
    expect(there.length).toBeGreaterThan(0);
    for (const { answer, n } of there) expect(answer).toEqual({ n, text: String(n).repeat(500) });
    expect(await cache.get('after')).toBe('all of them');
    expect(troubles).toEqual([]);
  });
});
