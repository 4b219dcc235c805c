import { describe, expect, it } from 'vitest';
import { patient } from '../../../src/qualification/index.js';
import { scriptedModel } from '../../../src/model/index.js';
import { countingModel, fakeClock } from '../../../src/testing/index.js';
import type { ChooseRequest, LanguageModel } from '../../../src/spec/index.js';

const request: ChooseRequest = { prompt: { form: 'completion', pieces: ['Q or M:'] }, options: [' Q', ' M'] };
const failure = { kind: 'unavailable', message: 'busy', retryable: true } as const;

/** A model that fails so often before it answers. */
function failing(times: number, description: LanguageModel['description']): LanguageModel {
  let calls = 0;
  const model = scriptedModel({ choose: () => ((calls += 1) <= times ? failure : [0.5, 0.4]) });
  return { ...model, description };
}

describe('patient', () => {
  it('should ask an endpoint again for a while', async () => {
    const retries: number[] = [];
    const model = patient(failing(4, { kind: 'endpoint' }), {
      clock: fakeClock(),
      onRetry: ({ attempt }) => retries.push(attempt),
    });

    expect((await model.choose(request)).ok).toBe(true);
    expect(retries).toEqual([1, 2, 3, 4]);
  });

  it('should make no more calls than it may, and no more at once', async () => {
    const counting = countingModel(failing(0, { kind: 'endpoint' }));
    const model = patient(counting, { clock: fakeClock(), concurrency: 2, limits: { calls: 5 } });
    const replies = await Promise.all(Array.from({ length: 9 }, () => model.choose(request)));

    expect([counting.calls.length, counting.mostOpen()]).toEqual([5, 2]);
    expect(replies.flatMap((reply) => (reply.ok ? [] : [reply.failure.kind]))).toEqual(Array(4).fill('over-budget'));
  });

  it('should ask an embedded model once more, and then believe it', async () => {
    expect((await patient(failing(1, { kind: 'embedded' }), { clock: fakeClock() }).choose(request)).ok).toBe(true);
    expect((await patient(failing(2, { kind: 'embedded' }), { clock: fakeClock() }).choose(request)).ok).toBe(false);
  });
});
