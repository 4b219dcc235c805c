import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { languageModelMind } from '../../src/agent/index.js';
import {
  defineWorld,
  number,
  runKernel,
  simultaneousRounds,
  speak,
  structured,
  text,
} from '../../src/environment/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import { scriptedModel } from '../../src/model/index.js';
import { failed, success, type Event, type LanguageModel } from '../../src/spec/index.js';
import { malformedAnswers, malformedReplies, malformedValues, type MalformedReply } from '../../src/testing/index.js';

const ACTIONS = {
  give: number({ minimum: 0, maximum: 10, integer: true, unit: 'coins' }),
  say: speak({ channel: 'table', maxCharacters: 60 }),
  note: text(60),
  plan: structured(z.object({ choice: z.enum(['Q', 'M']), amount: z.number().int() })),
} as const;
type ActionName = keyof typeof ACTIONS;

/** Two agents who do one thing for two rounds, or, where `all`, whichever they choose. */
const world = (can: ActionName | readonly ActionName[]) =>
  defineWorld({
    shared: z.object({ done: z.number() }),
    slice: z.object({}),
    actions: ACTIONS,
    events: { 'thing-done': z.object({ what: z.string() }) },
    start: () => ({ shared: { done: 0 }, slice: () => ({}) }),
    view: ({ state }) => ({
      can,
      framing: ['Rules.'],
      sees: [`${state.shared.done} things.`],
      asks: 'What do you do?',
    }),
    apply: ({ actions, event, reject }) =>
      actions.map((one) =>
        one.action === null
          ? reject(one.agent, one.failure.message)
          : event('thing-done', { what: JSON.stringify(one.value) }, one.agent),
      ),
    reduce: {
      'thing-done'(draft) {
        draft.shared.done += 1;
      },
    },
    end: () => undefined,
  });

/** A model that says the same to everything, as an endpoint or a local model would hand it on. */
function saying({ text: reply, finish, refusal }: Pick<MalformedReply, 'text' | 'finish' | 'refusal'>): LanguageModel {
  const model = scriptedModel({ write: () => reply });
  return {
    ...model,
    async write(request, context) {
      if (refusal !== undefined) {
        return failed({ kind: 'refused', message: 'it refused', retryable: false, evidence: refusal });
      }
      const written = await model.write(request, context);
      return written.ok && finish !== undefined ? success({ ...written.value, finishReason: finish }) : written;
    },
  };
}

async function play(can: ActionName | readonly ActionName[], model: LanguageModel, form: 'chat' | 'completion') {
  const defined = world(can);
  const mind = languageModelMind({ model, temperature: 1, elicitation: { form } });
  const events: Event[] = [];
  const result = await runKernel({
    ...defined,
    regime: simultaneousRounds(),
    agents: ['ann', 'ben'].map((id) => ({ id, name: id })),
    chances: chancesFrom(1),
    judge: ({ situation, agent, occasion }) => mind.judge(situation, { agent, occasion, stream: 's' }),
    opening: { type: 'run-started', data: {} },
    sink: (committed) => void events.push(...committed),
    stopAfter: { activations: 2, reason: 'that was all' },
  });
  return { result, events };
}

function assertWhole({ result, events }: Awaited<ReturnType<typeof play>>): void {
  expect(result).toMatchObject({ status: 'finished', reason: 'that was all' });
  const failedOnes = events.filter(({ type }) => type === 'decision-failed');
  const made = events.filter(({ type }) => type === 'decision-made');
  expect(failedOnes.length + made.length).toBe(4);
  expect(events.filter(({ type }) => type === 'action-rejected')).toHaveLength(failedOnes.length);
  for (const { data } of failedOnes) {
    expect(['malformed', 'refused']).toContain(data['reason']);
    expect(String(data['message'])).not.toBe('');
  }
}

const REPLIES = [...malformedAnswers(), ...malformedReplies(['Q', 'M']), ...malformedValues(['Q', 'M'])];
const ASKED: readonly (ActionName | readonly ActionName[])[] = ['give', 'say', 'note', 'plan', ['give', 'say', 'plan']];

describe.each(['chat', 'completion'] as const)('malformed answers to a %s', (form) => {
  it.each(ASKED.map((can) => [can] as const))('should end no run of agents who can %s', async (can) => {
    for (const reply of REPLIES) assertWhole(await play(can, saying(reply), form));
  });
});

describe('any reply at all', () => {
  it('should end no run', async () => {
    const reply = fc.oneof(
      fc.json(),
      fc.string({ unit: 'binary' }),
      fc.string().map((value) => JSON.stringify({ value })),
    );
    await fc.assert(
      fc.asyncProperty(
        reply,
        fc.constantFrom(...ASKED),
        fc.constantFrom('chat', 'completion'),
        fc.boolean(),
        async (said, can, form, cut) => {
          const how = cut ? { text: said, finish: 'length' as const } : { text: said };
          assertWhole(await play(can, saying(how), form as 'chat' | 'completion'));
        },
      ),
      { numRuns: 100 },
    );
  });
});
