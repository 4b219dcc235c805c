import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../../src/model/index.js';
import { memoryAnswers, withKeptSamples, withRecord, withSamples } from '../../../../src/model/wrappers/index.js';
import { countingModel, faultyModel } from '../../../../src/testing/index.js';
import { choosing, outcomeOf } from '../../../support/endpoint-requests.js';

const script = scriptedModel({ choosing: 'sampled', choose: () => [1, 0], write: () => 'so' });
const request = choosing('a', { samples: 6 });

describe('withKeptSamples', () => {
  it('should ask only for what is missing of a choice that was cut off', async () => {
    const model = countingModel(faultyModel(script, [{ calls: [5, 6], gives: { kind: 'aborted' } }]));
    const answers = memoryAnswers();
    const sitting = () => withRecord(withSamples(withKeptSamples(model, { answers })), { answers });

    const first = await sitting().choose(request, { stream: 'run' });
    const before = model.calls.length;
    const second = await sitting().choose(request, { stream: 'run' });

    expect([outcomeOf(first), outcomeOf(second)]).toEqual(['aborted', 'answered']);
    expect([before, model.calls.length - before]).toEqual([6, 2]);
    expect(second.ok && second.value.samples).toBe(6);
  });

  it('should keep replies that took no option, so that the choice comes out the same', async () => {
    const model = faultyModel(script, [
      { calls: [2], gives: { kind: 'malformed' } },
      { calls: [6], gives: { kind: 'aborted' } },
    ]);
    const answers = memoryAnswers();
    const kept = withSamples(withKeptSamples(model, { answers }));
    await kept.choose(request, { stream: 'run' });

    const reply = await kept.choose(request, { stream: 'run' });

    expect(reply.ok && reply.value.mass).toBeCloseTo(5 / 6, 9);
  });

  it('should share no sample with another run, and leave all else alone', async () => {
    const model = countingModel(script);
    const answers = memoryAnswers();
    const kept = withKeptSamples(model, { answers });
    const { prompt } = request;

    for (const stream of ['one', 'two', 'two']) await withSamples(kept).choose(request, { stream });
    for (let time = 0; time < 2; time += 1) await kept.write({ prompt, maxTokens: 5, temperature: 1 });

    expect([model.calls.length, answers.size()]).toEqual([12 + 2, 12]);
  });
});
