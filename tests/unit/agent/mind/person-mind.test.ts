import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { personMind, ruleMind, terminalPerson, type PersonQuestion } from '../../../../src/index.js';
import type { Json } from '../../../../src/spec/index.js';
import { fakeClock } from '../../../../src/testing/index.js';
import { askingFor, COINS, PLAN, WORDS } from '../../../support/answer-situations.js';
import { namingAfter } from '../../../support/situations.js';

const context = { agent: 'agent-1', occasion: 0, stream: 's', persona: { name: 'Ann', text: 'I am Ann.' } };
const choice = namingAfter([[0, 1]]);

function answering(...given: readonly Json[]) {
  const put: PersonQuestion[] = [];
  const ask = (question: PersonQuestion): Json | undefined => {
    put.push(question);
    return given[put.length - 1];
  };
  return { put, ask };
}

const ACTION = {
  kind: 'structured',
  schema: z.union([
    z.object({ action: z.literal('floor'), value: z.string().max(40).nullable().describe('null to say nothing') }),
    z.object({ action: z.literal('aside'), value: z.object({ to: z.string(), words: z.string().optional() }) }),
    z.object({ action: z.literal('give'), value: z.number().int().min(0).max(10), sure: z.boolean() }),
    z.object({ action: z.literal('list'), value: z.array(z.enum(['a', 'b'])), least: z.number().min(3) }),
  ]),
} as const;

const never = (): Promise<undefined> => new Promise(() => undefined);

describe('personMind', () => {
  it('should take the name of an option in any case, or its number', async () => {
    const mind = personMind(answering('Q', 'm', '2', 1));
    const judged = [];
    for (let at = 0; at < 4; at += 1) judged.push(await mind.judge(choice, context));

    expect(judged.map((one) => one.kind === 'distribution' && one.probabilities)).toEqual([[1, 0], [0, 1], [0, 1], [1, 0]]); // prettier-ignore
  });

  it('should show who one is, what one sees, and what is asked for', async () => {
    const person = answering('5');
    await personMind(person).judge(askingFor(COINS), context);

    expect(person.put[0]).toEqual({
      agent: 'agent-1',
      name: 'Ann',
      occasion: 0,
      text: 'I am Ann.\nEverybody has 10 coins.\n\nThe pot holds 3.\nWhat do you give? Answer with a whole number from 0 to 10 (coins).',
      form: COINS,
    });
  });

  it('should take numbers, words, silence and values', async () => {
    const mind = personMind(answering('5 coins', 'Hello.', null, '{"steps":[]}', { steps: ['go'] }));
    const forms = [COINS, WORDS, WORDS, PLAN, PLAN];
    const values = [];
    for (const form of forms) values.push(await mind.judge(askingFor(form), context));

    expect(values.map((one) => one.kind === 'answer' && one.value)).toEqual([5, 'Hello.', null, { steps: [] }, { steps: ['go'] }]); // prettier-ignore
  });

  it('should ask again with a sentence, and be malformed in the end', async () => {
    const person = answering('Z', 'Z', 'Z');
    const judgement = await personMind(person).judge(choice, context);

    expect(person.put.map(({ wrong }) => wrong)).toEqual([undefined, expect.stringContaining('"Z" is none'), expect.stringContaining('from 1 to 2')]); // prettier-ignore
    expect(judgement).toMatchObject({ kind: 'malformed', evidence: { text: 'Z' } });
  });

  it('should let the fallback count where nobody answers in time, or any more', async () => {
    const clock = fakeClock();
    const late = { ask: never, timeoutMs: 60_000, clock };

    expect(await personMind(late).judge(choice, context)).toMatchObject({ kind: 'refused', message: 'no answer within 60 s', evidence: { fallback: 'refused: no answer within 60 s' } }); // prettier-ignore
    expect(await personMind({ ...late, fallback: { option: 'M' } }).judge(choice, context)).toMatchObject({
      probabilities: [0, 1],
    });
    expect(await personMind({ ...late, fallback: { option: 'M' } }).judge(askingFor(COINS), context)).toMatchObject({
      kind: 'refused',
    });
    expect(await personMind({ ask: () => undefined }).judge(choice, context)).toMatchObject({
      kind: 'refused',
      message: 'nobody answers any more',
    });
    const rule = ruleMind({ name: 'rule', probabilities: () => [0.5, 0.5] });
    expect(await personMind({ ...late, fallback: rule }).judge(choice, context)).toMatchObject({ probabilities: [0.5, 0.5], evidence: { fallback: 'rule: no answer within 60 s' } }); // prettier-ignore
    expect(
      await personMind({ ...late, fallback: 'others' })
        .beside(rule)
        .judge(choice, context),
    ).toMatchObject({ probabilities: [0.5, 0.5] });
  });

  it('should be aborted where the run is stopped, and never fall back then', async () => {
    const stop = new AbortController();
    const judged = personMind({ ask: never }).judge(choice, { ...context, signal: stop.signal });
    stop.abort();

    expect(await judged).toMatchObject({ kind: 'aborted' });
  });

  it('should put one question at a time, and go on after a callback that fails', async () => {
    let open = 0;
    const mind = personMind({
      async ask({ occasion }) {
        open += 1;
        await new Promise((resolve) => setImmediate(resolve));
        expect(open).toBe(1);
        open -= 1;
        if (occasion === 0) throw new Error('the screen is broken');
        return 'Q';
      },
    });
    const both = await Promise.allSettled([0, 1].map(async (occasion) => mind.judge(choice, { ...context, occasion })));

    expect(both.map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  });
});

describe('terminalPerson', () => {
  const terminal = () => {
    const input = new PassThrough();
    const screen: string[] = [];
    const person = terminalPerson({ input, output: { write: (text: string) => screen.push(text) } });
    return { input, screen, person };
  };

  it('should number options, take a line, and ask again with a sentence', async () => {
    const { input, screen, person } = terminal();
    input.write('maybe\n2\n');
    const judgement = await personMind({ ask: person.ask }).judge(choice, context);
    person.close();

    expect(judgement).toMatchObject({ kind: 'distribution', probabilities: [0, 1] });
    expect(screen[0]).toMatch(/^\nYou are Ann \(agent-1\)\.\n\nI am Ann\.\n[^]*\n {2}1 {2}Q\n {2}2 {2}M\n/);
    expect(screen[1]).toMatch(/^That does not do: "maybe" is none of the options/);
  });

  it('should show how the value looks that is asked for', async () => {
    const { input, screen, person } = terminal();
    input.write('Hello!\n{"action": "aside", "value": {"words": "psst"}}\n{"action": "floor", "value": null}\n');
    const judgement = await personMind({ ask: person.ask }).judge(askingFor(ACTION), context);
    person.close();

    expect(screen[0]).toContain(
      [
        'Type JSON, on one line, as:',
        '  {"action": "floor", "value": "<text of at most 40 characters>" or null (null to say nothing)}',
        '  {"action": "aside", "value": {"to": "<text>", "words": "<text>" (may be left out)}}',
        '  {"action": "give", "value": <a whole number from 0 to 10>, "sure": true or false}',
        '  {"action": "list", "value": ["a" or "b", …], "least": <a number of at least 3>}',
        '',
      ].join('\n'),
    );
    expect(screen.slice(1)).toEqual([
      'That does not do: it is no JSON.\n',
      'That does not do: value.to: Invalid input: expected string, received undefined.\n',
    ]);
    expect(judgement).toMatchObject({ kind: 'answer', value: { action: 'floor', value: null } });
  });

  it('should say how long there is, and that the time is over', async () => {
    const { screen, person } = terminal();
    const mind = personMind({ ask: person.ask, timeoutMs: 5000, clock: fakeClock() });

    expect(await mind.judge(choice, context)).toMatchObject({ kind: 'refused', message: 'no answer within 5 s' });
    person.close();
    expect(screen[0]).toMatch(/\nType the name of an option, or its number, within 5 s:\n$/);
    expect(screen.slice(1)).toEqual(['The time is over.\n']);
  });

  it('should not say that the time is over where the run is stopped', async () => {
    const { screen, person } = terminal();
    const stop = new AbortController();
    const judged = personMind({ ask: person.ask }).judge(choice, { ...context, signal: stop.signal });
    await new Promise((resolve) => setImmediate(resolve));
    stop.abort();

    expect(await judged).toMatchObject({ kind: 'aborted' });
    person.close();
    expect(screen).toHaveLength(1);
    expect(screen[0]).toMatch(/\nType the name of an option, or its number:\n$/);
  });

  it('should have nobody at the end of the input', async () => {
    const { input, person } = terminal();
    input.end();

    expect(await personMind({ ask: person.ask }).judge(choice, context)).toMatchObject({ kind: 'refused' });
  });
});
