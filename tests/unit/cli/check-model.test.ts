import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkModel } from '../../../src/cli/check-model.js';
import { isMesocosmError } from '../../../src/foundation/errors/index.js';
import type { CallRecord } from '../../../src/model/index.js';
import { findQualification } from '../../../src/qualification/index.js';
import type { LanguageModel } from '../../../src/spec/index.js';
import { countingModel } from '../../../src/testing/counting-model.js';
import { fakeClock } from '../../../src/testing/index.js';
import { fakeTerminal, mesocosm } from '../../support/command-line.js';
import { perfect, random, subjectModel } from '../../support/qualification-subjects.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
afterEach(() => void vi.unstubAllEnvs());

/** Checks a model in a cache of its own; `stopAfter` calls it is interrupted. */
async function check(
  model: LanguageModel,
  how: { cache: string; stopAfter?: number; out?: string; maxCalls?: number; opening?: readonly CallRecord[] },
) {
  vi.stubEnv('MESOCOSM_CACHE', how.cache);
  const { terminal, err } = fakeTerminal(80);
  const stop = new AbortController();
  const next: string[] = [];
  const counting = countingModel(model);
  const asked: LanguageModel = {
    ...counting,
    choose(request, context) {
      if (counting.calls.length === how.stopAfter) stop.abort();
      return counting.choose(request, context);
    },
  };
  const context = {
    terminal,
    signal: stop.signal,
    program: 'mesocosm',
    argv: ['model', 'check', '--quick'],
    goOnWith: (command: string) => void next.push(command),
    clock: fakeClock(),
    opening: how.opening,
  };
  const checked = await checkModel(asked, { quick: true, out: how.out, maxCalls: how.maxCalls }, context).catch(
    (error: unknown) => error,
  );
  return { checked, calls: counting.calls.length, next, err };
}

describe('checkModel', () => {
  it('should keep what it found where studies look for it, and in a file that is named', async () => {
    const cache = folder();
    const out = join(folder(), 'here.json');
    const { checked } = await check(subjectModel(perfect), { cache, out });

    expect(checked).toMatchObject({ path: out, qualification: { model: { name: 'perfect' }, quick: true } });
    expect(await findQualification('scripted:perfect')).toMatchObject({ model: { name: 'perfect' } });
    expect(existsSync(out)).toBe(true);
    expect(readdirSync(join(cache, 'qualification'))).toEqual(['scripted_perfect.json']);
  });

  it('should be cut off with the command that goes on, and then ask only what was not answered', async () => {
    const cache = folder();
    const first = await check(subjectModel(perfect), { cache, stopAfter: 100 });
    const stoppedEarly = existsSync(join(cache, 'qualification', 'scripted_perfect.json'));
    const second = await check(subjectModel(perfect), { cache });
    const whole = await check(subjectModel(perfect), { cache: folder() });

    expect(isMesocosmError(first.checked) && first.checked.kind).toBe('interrupted');
    expect(first.next).toEqual(['mesocosm model check --quick']);
    expect(stoppedEarly).toBe(false);
    // What was under way when it was cut off is asked again.
    const recorded = Number(/Going on: (\d+) answers are recorded already\./.exec(second.err())?.[1]);
    expect(recorded).toBeGreaterThan(50);
    expect(second.calls).toBe(whole.calls - recorded);
  });

  it('should tell how many calls it needs before it makes them', async () => {
    const { calls, err } = await check(subjectModel(perfect), { cache: folder() });

    expect(err()).toContain(`Needs about ${calls} model calls`);
  });

  it('should stop by its budget, and go on with another', async () => {
    const cache = folder();
    const first = await check(subjectModel(perfect), { cache, maxCalls: 100 });
    const second = await check(subjectModel(perfect), { cache });
    const whole = await check(subjectModel(perfect), { cache: folder() });

    expect(isMesocosmError(first.checked) && [first.checked.kind, first.checked.message]).toEqual([
      'budget',
      'the check of the model stopped: the budget of 100 calls is spent. What is answered is kept; the same command goes on',
    ]);
    expect([first.calls, second.calls]).toEqual([100, whole.calls - 100]);
    expect(second.checked).toHaveProperty('qualification');
  });

  it('should go on with a larger limit where the opening of the model took all of it', async () => {
    const asked = { verb: 'write', outcome: 'answered', milliseconds: 1, promptTokens: 9, completionTokens: 1 };
    const call: CallRecord = { ...asked, key: 'k', purpose: 'opening', run: null, agent: null, stream: null };
    const { checked, calls, next } = await check(subjectModel(perfect), {
      cache: folder(),
      maxCalls: 3,
      opening: [call, call, call],
    });

    expect(isMesocosmError(checked) && [checked.kind, checked.message]).toEqual([
      'budget',
      'the check of the model stopped: the budget of 3 calls is spent. It allows no question beside those that open the model: allow more',
    ]);
    expect([calls, next]).toEqual([0, ['mesocosm model check --quick --max-calls 6']]);
  });

  it('should take a failed control for a finding and not for an error', async () => {
    const { checked } = await check(subjectModel(random), { cache: folder() });

    expect(checked).toHaveProperty('qualification');
  });

  it('should say in one sentence that the model is out of reach', async () => {
    const failure = { kind: 'unavailable', message: 'connection refused', retryable: false } as const;
    const model = { ...subjectModel(perfect), choose: async () => ({ ok: false, failure }) as const };
    const { checked } = await check(model, { cache: folder() });

    expect(isMesocosmError(checked) && [checked.kind, checked.message]).toEqual([
      'unreachable',
      'the check of the model stopped: connection refused. What is answered is kept; the same command goes on',
    ]);
  });
});

describe('model check', () => {
  it.each(['--max-calls', '--concurrency'])('should refuse %s of nothing', async (option) => {
    const { code, err } = await mesocosm(['model', 'check', option, '0']);

    expect([code, err]).toEqual([2, expect.stringContaining(option)]);
  });

  it('should refuse a name that is no model', async () => {
    const { code, err } = await mesocosm(['model', 'check', 'nothing']);

    expect([code, err]).toEqual([2, expect.stringContaining('"nothing" is no model')]);
  });
});
