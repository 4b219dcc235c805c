import { describe, expect, it } from 'vitest';
import { countedModels, memoryAnswers, modelStack, scriptedModel } from '../../../src/model/index.js';
import { countingModel } from '../../../src/testing/index.js';
import type { LanguageModel } from '../../../src/spec/index.js';
import { choosing, idle } from '../../support/endpoint-requests.js';
import { memoryLog } from '../../support/memory-log.js';

const full = Object.assign(new Error('no room'), { code: 'ENOSPC', syscall: 'write', path: 'calls.jsonl' });

/** An endpoint of which four calls can be open at once, and records of which the third cannot be written. */
function withoutRoom(where: 'calls' | 'answers') {
  let written = 0;
  const third = (): void => {
    if ((written += 1) >= 3) throw full;
  };
  const script = scriptedModel({ choose: () => [3, 1], delay: idle });
  const adapter = countingModel({ ...script, description: { kind: 'endpoint' } } satisfies LanguageModel);
  const calls = { ...memoryLog(), ...(where === 'calls' ? { append: third } : {}) };
  const answers = { ...memoryAnswers(), ...(where === 'answers' ? { put: third } : {}) };
  return { adapter, stack: modelStack(adapter, { answers, calls, concurrency: 4 }) };
}

describe('modelStack', () => {
  it.each(['calls', 'answers'] as const)(
    'should ask nothing more once a line of %s could not be written',
    async (where) => {
      const { adapter, stack } = withoutRoom(where);
      const prompts = Array.from({ length: 60 }, (_, index) => `question ${index}`);
      const ends = await Promise.allSettled(prompts.map((text) => stack.model.choose(choosing(text))));
      stack.close();

      expect(ends.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
      expect(ends.flatMap((end) => (end.status === 'rejected' ? [end.reason] : []))).toEqual(Array(58).fill(full));
      // Two that were written down, one that was lost, and those that were open then.
      expect(adapter.calls.length).toBeLessThanOrEqual(2 + 1 + 4);
    },
  );
});

describe('models beside each other', () => {
  const cheap = { inputUsdPerMillionTokens: 1, outputUsdPerMillionTokens: 2 };
  const dear = { ...cheap, outputUsdPerMillionTokens: 3 };

  it('should have one price: that of the model that decides, else of the first', () => {
    const adapter = scriptedModel({ choose: () => [3, 1] });
    const stack = modelStack(adapter, { answers: memoryAnswers(), price: cheap });
    const alone = countedModels({});

    expect([stack.costs(cheap), stack.costs(dear), stack.costs(undefined)]).toEqual([true, false, false]);
    expect([alone.costs(undefined), alone.costs(dear), alone.costs(cheap)]).toEqual([false, true, false]);
  });
});
