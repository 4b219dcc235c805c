import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../../src/model/index.js';
import {
  createLimiter,
  createMeter,
  requestKey,
  spendingOf,
  usageBy,
  withLimit,
  withMeter,
  type CallRecord,
} from '../../../../src/model/wrappers/index.js';
import { success, type LanguageModel, type Usage } from '../../../../src/spec/index.js';
import { fakeClock, faultyModel } from '../../../../src/testing/index.js';
import { choosing } from '../../../support/endpoint-requests.js';

const { prompt } = choosing();
const writing = (usage: Usage): LanguageModel => ({
  ...scriptedModel({}),
  write: async () => success({ text: 'x', finishReason: 'stop', usage }),
});
const write = (model: LanguageModel) => model.write({ prompt, maxTokens: 1, temperature: 1 });

describe('withMeter', () => {
  it('should count calls and tokens', async () => {
    const meter = createMeter();
    const model = withMeter(writing({ promptTokens: 12, completionTokens: 3 }), meter);

    await write(model);
    await write(model);

    expect(meter).toMatchObject({ calls: 2, promptTokens: 24, completionTokens: 6, unknown: 0, failures: {} });
  });

  it('should not pretend to know tokens once an answer came that does not say', async () => {
    const meter = createMeter();

    await write(withMeter(writing({ promptTokens: 12, completionTokens: 3 }), meter));
    await write(withMeter(writing({ promptTokens: null, completionTokens: 3 }), meter));
    await write(withMeter(writing({ promptTokens: 12, completionTokens: 3 }), meter));

    expect([meter.promptTokens, meter.completionTokens]).toEqual([null, 9]);
  });

  it('should count failed attempts by their kind', async () => {
    const meter = createMeter();
    const model = withMeter(
      faultyModel(scriptedModel({ choose: () => [1, 1] }), [
        { calls: [1, 2], gives: { kind: 'unavailable' } },
        { calls: [3], gives: { kind: 'refused' } },
      ]),
      meter,
    );

    for (let call = 0; call < 4; call += 1) await model.choose(choosing());

    expect([meter.calls, meter.failures]).toEqual([4, { unavailable: 2, refused: 1 }]);
  });

  it('should tell of every call: what, for what, how it ended and how long it took', async () => {
    const told: CallRecord[] = [];
    const clock = fakeClock();
    const inner = scriptedModel({ choose: () => [1, 1], delay: () => clock.sleep(1234) });
    const model = withMeter(inner, createMeter(), { clock, onCall: (record) => told.push(record) });

    await model.choose(choosing(), { purpose: 'prior' });

    const key = requestKey(inner, { verb: 'choose', request: choosing() });
    expect(told).toMatchObject([
      {
        key,
        verb: 'choose',
        purpose: 'prior',
        outcome: 'answered',
        milliseconds: 1234,
        promptTokens: 0,
        completionTokens: 0,
      },
    ]);
  });

  it('should go on from what was recorded in an earlier sitting', async () => {
    const told: CallRecord[] = [];
    const first = createMeter();
    const model = withMeter(
      faultyModel(writing({ promptTokens: 5, completionTokens: 1 }), [{ calls: [2], gives: { kind: 'unavailable' } }]),
      first,
      { onCall: (record) => told.push(record) },
    );
    for (let call = 0; call < 3; call += 1) await write(model);

    const later = createMeter(JSON.parse(JSON.stringify(told)) as CallRecord[]);

    expect(later).toEqual(first);
    expect(later.calls).toBe(3);
  });

  it('should tell run and agent, and what was thought', async () => {
    const told: CallRecord[] = [];
    const model: LanguageModel = {
      ...scriptedModel({}),
      write: async () =>
        success({
          text: 'x',
          finishReason: 'stop',
          usage: { promptTokens: 1, completionTokens: 9, reasoningTokens: 8 },
        }),
    };

    await withMeter(model, createMeter(), { onCall: (record) => told.push(record) }).write(
      { prompt, maxTokens: 1, temperature: 1 },
      { run: 'default.interacting.1', agent: 'agent-3' },
    );

    expect(told).toMatchObject([{ run: 'default.interacting.1', agent: 'agent-3', reasoningTokens: 8 }]);
    expect(told[0]).not.toHaveProperty('atMost');
  });

  it('should record the most that a failed call can have taken, and count it as not known', async () => {
    const told: CallRecord[] = [];
    const meter = createMeter();
    const model = faultyModel(scriptedModel({ choose: () => [1, 1] }), [
      { calls: [1], gives: { kind: 'malformed' } },
      { calls: [2], gives: { kind: 'unavailable', status: 503 } },
    ]);
    const metered = withMeter(model, meter, { onCall: (record) => told.push(record) });

    for (let call = 0; call < 3; call += 1) await metered.choose(choosing());

    expect(told.map(({ promptTokens, atMost }) => [promptTokens, atMost !== undefined])).toEqual([
      [null, true],
      [0, false],
      [0, false],
    ]);
    expect([meter.unknown, meter.promptTokens]).toEqual([1, 0]);
    expect(spendingOf(told)).toEqual({ calls: 3, unknown: 1, ...told[0]?.atMost });
  });

  it('should record what a failed call took where it tells, and count it as known', async () => {
    const meter = createMeter();
    const records: CallRecord[] = [];
    const usage = { promptTokens: 30, completionTokens: 6, reasoningTokens: 2 };
    const gives = { kind: 'unavailable', status: 503, usage, requests: 3 } as const;
    const model = withMeter(faultyModel(writing({ promptTokens: 12, completionTokens: 3 }), [{ gives }]), meter, {
      onCall: (record) => records.push(record),
    });

    await write(model);

    expect(records).toEqual([expect.objectContaining({ outcome: 'unavailable', ...usage, requests: 3 })]);
    expect(records[0]).not.toHaveProperty('atMost');
    expect(meter).toMatchObject({ calls: 3, attempts: 1, promptTokens: 30, completionTokens: 6, unknown: 0 });
    expect(spendingOf(records)).toEqual({ calls: 3, promptTokens: 30, completionTokens: 6, unknown: 0 });
  });

  it('should count the requests of an answer that took several', async () => {
    const records: CallRecord[] = [];
    const meter = createMeter();
    const model = withMeter(writing({ promptTokens: 12, completionTokens: 3, requests: 4 }), meter, {
      onCall: (record) => records.push(record),
    });

    await write(model);

    expect(records).toEqual([expect.objectContaining({ outcome: 'answered', requests: 4 })]);
    expect(meter).toMatchObject({ calls: 4, attempts: 1 });
    expect(spendingOf(records).calls).toBe(4);
    expect(createMeter(records)).toEqual(meter);
    expect(usageBy(records, 'run')).toMatchObject([{ calls: 4, answered: 1, failed: 0 }]);
  });

  it('should count no call that was interrupted before it reached the model', async () => {
    const told: CallRecord[] = [];
    const meter = createMeter();
    const limiter = createLimiter({ concurrency: 1 });
    const waiting: LanguageModel = withLimit(scriptedModel({ choose: () => [1, 1] }), { limiter });
    const metered = withMeter(waiting, meter, { onCall: (record) => told.push(record) });

    const reply = await metered.choose(choosing(), { signal: AbortSignal.abort() });

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'aborted' } });
    expect([meter.calls, told]).toEqual([0, []]);
  });
});
