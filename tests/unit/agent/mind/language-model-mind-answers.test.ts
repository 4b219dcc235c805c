import { describe, expect, it } from 'vitest';
import { languageModelMind, scriptedModel, type Script } from '../../../../src/index.js';
import type { CallContext, Mind, Situation, WriteRequest } from '../../../../src/spec/index.js';
import { askingFor, COINS, PLAN, WORDS } from '../../../support/answer-situations.js';
import { namingAfter } from '../../../support/situations.js';

interface Put {
  readonly request: WriteRequest;
  readonly context: CallContext;
}

function asked(form: 'chat' | 'completion', replies: readonly string[], script: Script = {}) {
  const put: Put[] = [];
  const model = scriptedModel({
    write(request, context) {
      put.push({ request, context });
      return replies[Math.min(put.length, replies.length) - 1] ?? '';
    },
    ...script,
  });
  return { put, mind: languageModelMind({ model, temperature: 0.7, elicitation: { form } }) };
}

const context = { agent: 'agent-1', occasion: 3, stream: 's', persona: { name: 'Ann', text: 'I am Ann.' } };
const judge = async (mind: Mind, situation: Situation) => mind.judge(situation, context);

describe('a language model that is asked for no choice', () => {
  it('should be asked for a number as a value in a chat', async () => {
    const { mind, put } = asked('chat', ['{"value":4}']);
    const judgement = await judge(mind, askingFor(COINS));

    expect(judgement).toEqual({ kind: 'answer', value: 4, evidence: { asked: 'chat, second person, for a number' } });
    expect(put[0]?.request.prompt).toEqual({
      form: 'chat',
      system: 'I am Ann.\nEverybody has 10 coins.',
      pieces: ['The pot holds 3.\n', 'What do you give? Answer with a whole number from 0 to 10 (coins).'],
    });
    expect(put[0]?.request).toMatchObject({ temperature: 0.7, repairs: 2 });
    expect(put[0]?.context).toMatchObject({ stream: 's/agent-1/3', purpose: 'decision', run: 's', agent: 'agent-1' });
  });

  it('should go on with a text to a number, and draw again where it is none', async () => {
    const { mind, put } = asked('completion', [' a lot', ' 4 coins. And 2 more.']);
    const judgement = await judge(mind, askingFor(COINS));

    expect(judgement).toMatchObject({ kind: 'answer', value: 4, evidence: { text: ' 4 coins. And 2 more.' } });
    expect(put.map(({ request }) => request.prompt.pieces.join(''))).toEqual(
      Array.from(
        { length: 2 },
        () =>
          'I am Ann.\nEverybody has 10 coins.\nThe pot holds 3.\nAnswer with a whole number from 0 to 10 (coins).\nYou give',
      ),
    );
    expect(new Set(put.map(({ context: { seed } }) => seed)).size).toBe(2);
  });

  it('should explain words that are too long, and take what comes then', async () => {
    const { mind, put } = asked('chat', ['x'.repeat(50), 'Ann: "Hello."']);

    expect(await judge(mind, askingFor(WORDS))).toMatchObject({ kind: 'answer', value: 'Hello.' });
    expect(put[1]?.request.prompt.pieces.at(-1)).toContain('it has 50 characters, of at most 40');
    expect(put[0]?.request.maxTokens).toBe(22);
  });

  it('should be malformed after three attempts, and show the last', async () => {
    const { mind, put } = asked('chat', ['x'.repeat(50)]);

    expect(await judge(mind, askingFor(WORDS))).toMatchObject({
      kind: 'malformed',
      message: 'it has 50 characters, of at most 40, after 3 attempts',
      evidence: { text: 'x'.repeat(50) },
    });
    expect(put).toHaveLength(3);
  });

  it('should be malformed where no words come, which the model itself was told already', async () => {
    const { mind, put } = asked('chat', ['']);

    expect(await judge(mind, askingFor(WORDS))).toMatchObject({ kind: 'malformed' });
    expect(put.map(({ request }) => request.repairs)).toEqual([2, 2, 2]);
  });

  it('should take silence, and values of a schema in both forms', async () => {
    expect(await judge(asked('chat', ['(says nothing)']).mind, askingFor(WORDS))).toMatchObject({
      kind: 'answer',
      value: null,
    });
    for (const form of ['chat', 'completion'] as const) {
      const { mind, put } = asked(form, ['{"steps":["go"]}']);

      expect(await judge(mind, askingFor(PLAN))).toMatchObject({ kind: 'answer', value: { steps: ['go'] } });
      expect(put[0]?.request.prompt.pieces.join('')).toContain(
        'Answer with JSON alone, of this schema: {"type":"object"',
      );
    }
  });

  it('should say why there is no answer', async () => {
    const refusal = { kind: 'refused', message: 'no', retryable: false, evidence: 'I will not.' } as const;
    const { mind } = asked('chat', [], { write: () => refusal });

    expect(await judge(mind, askingFor(WORDS))).toMatchObject({
      kind: 'refused',
      message: 'no',
      evidence: { text: 'I will not.' },
    });
    const mute = languageModelMind({ model: scriptedModel({}), temperature: 1, elicitation: {} });
    expect(await judge(mute, askingFor(COINS))).toMatchObject({ kind: 'malformed' });
  });

  it('should be asked anew on every occasion', async () => {
    const { mind, put } = asked('chat', ['Hello.']);
    const situation = askingFor(WORDS);
    await mind.judge(situation, context);
    await mind.judge(situation, { ...context, occasion: 4 });

    expect(put.map(({ context: { stream } }) => stream)).toEqual(['s/agent-1/3', 's/agent-1/4']);
  });

  it.each(['chat', 'completion'] as const)('should choose among 40 options in a %s', async (form) => {
    const options = Array.from({ length: 40 }, (_, at) => `option ${at}`);
    const model = scriptedModel({
      choose: ({ options: offered }) => offered.map((option) => (option.endsWith('option 17') ? 0.9 : 0.1 / 39)),
    });
    const mind = languageModelMind({ model, temperature: 1, elicitation: { form, labels: 'fixed' } });
    const judgement = await mind.judge({ ...namingAfter([]), options, scale: true }, context);

    expect(judgement.kind === 'distribution' && judgement.probabilities).toHaveLength(40);
    expect(judgement.kind === 'distribution' && judgement.probabilities[17]).toBeCloseTo(0.9, 5);
  });
});
