import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { memoryAnswers, openAnswers, openPrompts } from '../../../src/model/index.js';
import { openAppendLog } from '../../../src/foundation/storage/index.js';
import { languageModelSource, mindSource } from '../../../src/run/index.js';
import { scriptedMind } from '../../../src/agent/index.js';
import type { LanguageModel } from '../../../src/spec/index.js';
import { createModelStack, type StackOptions } from '../../../src/study/model-stack.js';
import { createReporter } from '../../../src/study/reporter.js';
import { countingModel, fakeClock, faultyModel, type FakeClock, type Fault } from '../../../src/testing/index.js';
import { memoryLog } from '../../support/memory-log.js';
import { conformist } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

function request(about: string) {
  return { prompt: { form: 'completion' as const, pieces: [about] }, options: [' Q', ' M'] };
}

function endpoint(model: LanguageModel): LanguageModel {
  return { ...model, description: { kind: 'endpoint' } };
}

async function stackOn(
  model: LanguageModel,
  change: Pick<StackOptions, 'limits' | 'price' | 'cache' | 'concurrency'> & {
    readonly calls?: readonly string[];
    readonly clock?: FakeClock;
  } = {},
) {
  const here = folder();
  const { calls = [], clock = fakeClock(), ...how } = change;
  const warnings: string[] = [];
  const reporter = createReporter({
    clock,
    onProgress: (told) => told.kind === 'warning' && warnings.push(told.message),
  });
  const log = memoryLog(calls);
  const stack = createModelStack(languageModelSource({ model, why: 'for a test' }), {
    answers: await openAnswers(join(here, 'answers.jsonl')),
    prompts: await openPrompts(join(here, 'prompts.jsonl')),
    calls: log,
    clock,
    reporter,
    ...how,
  });
  return { ...stack, model: stack.model as LanguageModel, warnings, log, clock, here };
}

const fails = (calls: readonly number[]): Fault => ({ calls, gives: { kind: 'unavailable', status: 503 } });

describe('the stack of a study', () => {
  it('should be nothing but a meter where no model decides', () => {
    const source = mindSource(scriptedMind({ choose: () => 'Q' }));
    const clock = fakeClock();
    const stack = createModelStack(source, {
      answers: {} as never,
      prompts: {} as never,
      calls: memoryLog(),
      clock,
      reporter: createReporter({ clock }),
    });

    expect(stack.source).toBe(source);
    expect(stack.model).toBeUndefined();
    expect(stack.meter.calls).toBe(0);
  });

  it.each([
    ['the address that a model of LangChain tells', { address: 'http://localhost:1/v1' }, 1],
    ['no address that is known', { address: 'unknown' }, 2],
  ])('should keep one limit together by %s', async (_what, told, most) => {
    const clock = fakeClock();
    let open = 0;
    let mostOpen = 0;
    const script = conformist();
    const named = (fingerprint: string): LanguageModel => ({
      ...script,
      fingerprint,
      description: { kind: 'endpoint', ...told },
      async choose(...asked) {
        mostOpen = Math.max(mostOpen, (open += 1));
        await clock.sleep(10);
        open -= 1;
        return script.choose(...asked);
      },
    });
    const stacks = await Promise.all(['one', 'two'].map((name) => stackOn(named(name), { concurrency: 1, clock })));

    await Promise.all(stacks.map(({ model }) => model.choose(request('a'))));
    for (const stack of stacks) stack.close();

    expect(mostOpen).toBe(most);
  });

  it('should go on with the samples of a choice that was cut off, without a cache', async () => {
    const script = conformist();
    const sampled: LanguageModel = { ...script, capabilities: { ...script.capabilities, choose: 'sampled' } };
    const adapter = countingModel(faultyModel(sampled, [{ calls: [4], gives: { kind: 'aborted' } }]));
    const { model } = await stackOn(adapter);

    const ask = () => model.choose({ ...request('a'), samples: 4 }, { stream: 'run' });
    const replies = [await ask(), await ask()];

    expect(replies.map(({ ok }) => ok)).toEqual([false, true]);
    expect(adapter.calls).toHaveLength(5);
  });

  it('should ask the same thing once', async () => {
    const counted = countingModel(conformist());
    const { model, meter } = await stackOn(counted);

    await Promise.all([model.choose(request('a')), model.choose(request('a'))]);
    await model.choose(request('a'));

    expect(counted.calls).toHaveLength(1);
    expect([meter.calls, meter.cached]).toEqual([1, 1]);
  });

  it('should count the calls of earlier sittings', async () => {
    const before = { key: 'k', verb: 'choose', purpose: null, stream: null, outcome: 'answered', milliseconds: 1 };
    const { meter } = await stackOn(conformist(), {
      calls: [JSON.stringify({ ...before, promptTokens: 100, completionTokens: 1 })],
    });

    expect(meter).toMatchObject({ calls: 1, promptTokens: 100, completionTokens: 1 });
  });

  it('should log every attempt', async () => {
    const { model, log } = await stackOn(endpoint(faultyModel(conformist(), [fails([1, 2])])));
    await model.choose(request('a'));

    expect(log.appended.map((line) => (JSON.parse(line) as { outcome: string }).outcome)).toEqual([
      'unavailable',
      'unavailable',
      'answered',
    ]);
  });

  it('should ask an endpoint six times, and say so each time it must', async () => {
    const { model, warnings, clock } = await stackOn(endpoint(faultyModel(conformist(), [fails([1, 2, 3, 4, 5])])));

    expect(await model.choose(request('a'))).toMatchObject({ ok: true });
    // Six answers were waited for at most two minutes each; between them it waits shorter.
    expect(clock.sleeps.filter((ms) => ms < 120_000)).toHaveLength(5);
    expect(warnings[0]).toMatch(/^retry 2\/6, 503, next in \d+ s, conformist$/);
    expect(warnings).toHaveLength(5);
  });

  it('should ask a model in this process twice, and then give up', async () => {
    const counted = countingModel(faultyModel(conformist(), [{ gives: { kind: 'unavailable' } }]));
    const { model } = await stackOn(counted);

    expect(await model.choose(request('a'))).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    expect(counted.calls).toHaveLength(2);
  });

  it('should count every attempt against the budget, those of earlier sittings too', async () => {
    const counted = countingModel(conformist());
    const before = JSON.stringify({ outcome: 'answered', promptTokens: 0, completionTokens: 0 });
    const { model } = await stackOn(counted, { limits: { calls: 2 }, calls: [before] });

    expect(await model.choose(request('a'))).toMatchObject({ ok: true });
    expect(await model.choose(request('b'))).toMatchObject({ ok: false, failure: { kind: 'over-budget' } });
    expect(await model.choose(request('a'))).toMatchObject({ ok: true });
    expect(counted.calls).toHaveLength(1);
  });

  it('should not ask an endpoint more at once than is allowed', async () => {
    const counted = countingModel(conformist({ delay: () => new Promise((resolve) => setImmediate(resolve)) }));
    const { model } = await stackOn(endpoint(counted), { concurrency: 3 });

    await Promise.all(Array.from({ length: 20 }, (_, index) => model.choose(request(`${index}`))));

    expect(counted.calls).toHaveLength(20);
    expect(counted.mostOpen()).toBe(3);
  });

  it('should share the limit of an endpoint with another study at the same time, until that one ends', async () => {
    const counted = countingModel(conformist({ delay: () => new Promise((resolve) => setImmediate(resolve)) }));
    const clock = fakeClock();
    const first = await stackOn(endpoint(counted), { concurrency: 3, clock });
    const second = await stackOn(endpoint(counted), { concurrency: 2, clock });
    const ask = (from: string) =>
      Promise.all(
        Array.from({ length: 10 }, (_, index) => [
          first.model.choose(request(`${from} first ${index}`)),
          second.model.choose(request(`${from} second ${index}`)),
        ]).flat(),
      );

    await ask('together');
    const together = counted.mostOpen();
    second.close();
    await ask('after');

    expect([together, counted.mostOpen()]).toEqual([2, 3]);
  });

  it('should count samples as calls of their own, and what a cache answers as none', async () => {
    const store = memoryAnswers();
    const one = countingModel(conformist({ choosing: 'sampled' }));
    const first = await stackOn(one, { cache: store });
    await first.model.choose({ ...request('a'), samples: 5 }, { stream: 'run 1' });
    const second = await stackOn(one, { cache: store });
    await second.model.choose({ ...request('a'), samples: 7 }, { stream: 'run 1' });

    expect([first.meter.calls, second.meter.calls, second.meter.fromCache]).toEqual([5, 2, 5]);
    expect(one.calls.map(({ context }) => context.sample)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('should not wait for an endpoint for ever', async () => {
    const { model } = await stackOn(endpoint(faultyModel(conformist(), [{ gives: 'hang' }])));

    expect(await model.choose(request('a'))).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
  });

  it('should keep what was asked, for a person to read', async () => {
    const { model, here } = await stackOn(conformist());
    await model.choose(request('What do you take?'));
    const { lines } = await openAppendLog(join(here, 'prompts.jsonl'), { readOnly: true });

    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain('What do you take?');
  });
});
