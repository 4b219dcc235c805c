import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withRetry } from '../../src/model/wrappers/index.js';
import type { LanguageModel } from '../../src/spec/index.js';
import { fakeClock } from '../../src/testing/index.js';
import { outcomeOf, until } from '../support/endpoint-requests.js';
import { answered, childProcesses, embeddedModel, neighbours } from '../support/endpoint-weights-real.js';

const options = [' Q', ' M'];
const asking = (choices: string) => ({ prompt: neighbours(choices), options });

describe('the processes of the embedded model', () => {
  let before: readonly number[];
  let model: LanguageModel;
  beforeEach(async () => {
    before = childProcesses();
    model = await embeddedModel({ processes: 2 });
  });
  afterEach(() => model.close());

  const workers = (): readonly number[] => childProcesses().filter((pid) => !before.includes(pid));
  const killAll = async (): Promise<void> => {
    const pids = workers();
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    await until(() => workers().every((pid) => !pids.includes(pid)));
  };

  it('should be as many as was asked for, and gone when it is closed', async () => {
    expect(workers()).toHaveLength(2);

    await model.close();

    expect(workers()).toEqual([]);
  });

  it('should be gone when it is closed in the middle of answers', async () => {
    const asked = Array.from({ length: 10 }, (_, at) => model.choose(asking('Q'.repeat(at + 1))));

    await model.close();

    expect(workers()).toEqual([]);
    for (const reply of await Promise.all(asked)) expect(['answered', 'unavailable']).toContain(outcomeOf(reply));
  });

  it('should be replaced after they were killed while idle, and answer the same', async () => {
    const patient = withRetry(model, { attempts: 3, clock: fakeClock() });
    const first = answered(await patient.choose(asking('QQM')));
    await killAll();

    // A death that was not noticed yet fails the question that meets it, which may be asked again.
    const again = answered(await patient.choose(asking('QQM')));

    expect(again).toEqual(first);
  });

  it('should let a question that died with them be asked again', async () => {
    const patient = withRetry(model, { attempts: 2, clock: fakeClock() });
    const asked = patient.write({ prompt: neighbours('QQM'), maxTokens: 100, temperature: 1 }, { seed: 1 });
    const choices = Array.from({ length: 6 }, (_, at) => patient.choose(asking('M'.repeat(at + 1))));
    await Promise.race(choices);

    await killAll();

    expect(outcomeOf(await asked)).toBe('answered');
    expect((await Promise.all(choices)).map(outcomeOf)).toEqual(Array(6).fill('answered'));
  });

  it('should say why there is no answer when they died too often', async () => {
    const one = await embeddedModel({ processes: 1 });
    const patient = withRetry(one, { attempts: 3, clock: fakeClock() });
    for (let death = 0; death < 3; death += 1) {
      answered(await patient.choose(asking('Q'.repeat(death + 1))));
      const known = workers();
      await killAll();
      expect(known.length).toBeGreaterThan(0);
    }

    const reply = await patient.choose(asking('Q'));

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'unavailable', retryable: false } });
    expect(!reply.ok && reply.failure.message).toContain('ended 3 times within 20 answers (the last time: SIGKILL)');
    await one.close();
  });

  it('should stop a long text when it is interrupted, and answer the next question', async () => {
    const stop = new AbortController();
    const asked = model.write({ prompt: neighbours('QQM'), maxTokens: 1500, temperature: 1 }, { signal: stop.signal });
    const choice = answered(await model.choose(asking('QQM')));

    stop.abort();

    expect(outcomeOf(await asked)).toBe('aborted');
    expect(answered(await model.choose(asking('QQM')))).toEqual(choice);
  });

  it('should give no warning of a hundred open calls on one signal', async () => {
    const warnings: Error[] = [];
    const keep = (warning: Error): void => void warnings.push(warning);
    process.on('warning', keep);
    const { signal } = new AbortController();

    const asked = Array.from({ length: 100 }, (_, at) => model.choose(asking('Q'.repeat((at % 8) + 1)), { signal }));
    await Promise.all(asked);
    process.off('warning', keep);

    expect(warnings).toEqual([]);
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});
