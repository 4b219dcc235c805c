import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/model/index.js';
import { elicitationFor } from '../../../src/qualification/index.js';
import { askAgain } from '../../../src/qualification/ask-again.js';
import { battery } from '../../../src/qualification/items/index.js';
import type { LanguageModel } from '../../../src/spec/index.js';
import { fakeClock } from '../../../src/testing/index.js';

const items = battery('verdict', { quick: true }).items.slice(0, 3);
const elicitation = elicitationFor({ form: 'completion', person: 'second' });

/** Takes a second for an answer, however many are asked at once. */
function slow(clock: ReturnType<typeof fakeClock>, model: LanguageModel = scriptedModel({ choose: () => [0.5, 0.4] })) {
  let [now, most] = [0, 0];
  const asked: LanguageModel = {
    ...model,
    async choose(request, context) {
      most = Math.max(most, (now += 1));
      await clock.sleep(1000);
      now -= 1;
      return model.choose(request, context);
    },
  };
  return { asked, most: () => most };
}

describe('askAgain', () => {
  it('should ask one question after another, all its presentations at once, and time each', async () => {
    const clock = fakeClock();
    const { asked, most } = slow(clock);
    const reply = await askAgain(items, { model: asked, elicitation, stream: 's' }, { clock });

    expect(reply.ok && reply.value.timed).toEqual(items.map(() => ({ choices: 4, seconds: 1 })));
    expect(reply.ok && reply.value.answered.map(({ item }) => item.id)).toEqual(items.map(({ id }) => id));
    expect(most()).toBe(4);
  });

  it('should count what was asked, also where there is no answer', async () => {
    const clock = fakeClock();
    const failure = { kind: 'malformed', message: 'no option', retryable: false } as const;
    const { asked } = slow(clock, scriptedModel({ choose: () => failure }));
    const reply = await askAgain(items, { model: asked, elicitation, stream: 's' }, { clock });

    expect(reply.ok && reply.value.timed).toEqual(items.map(() => ({ choices: 4, seconds: 1 })));
  });

  it('should end where the model is out of reach', async () => {
    const failure = { kind: 'unavailable', message: 'gone', retryable: true } as const;
    const model = scriptedModel({ choose: () => failure });

    expect(await askAgain(items, { model, elicitation, stream: 's' }, { clock: fakeClock() })).toEqual({
      ok: false,
      failure,
    });
  });
});
