import { describe, expect, it } from 'vitest';
import { askWriter, type RecordedReply, type WriterOptions } from '../../../../src/persona/writing/index.js';
import type { Script } from '../../../../src/model/index.js';
import type { ModelFailure, WritingTask } from '../../../../src/spec/index.js';
import { countingModel, scriptedModel, type CountingModel } from '../../../../src/testing/index.js';

const task: WritingTask = { text: 'Who is Ada?', maxTokens: 40, temperature: 0.7 };
const short = (text: string): string | undefined => (text.length < 10 ? 'it is too short' : undefined);
const away: ModelFailure = { kind: 'unavailable', message: 'nobody is there', retryable: true };

function writerOf(write: Script['write'], options: Partial<WriterOptions> = {}) {
  const model = countingModel(scriptedModel({ write }));
  return { model, writer: askWriter({ model, stream: 'test', form: 'chat', ...options }) };
}

const asked = ({ calls }: CountingModel) =>
  calls.map(({ request: { request }, context }) => ({
    ...(request as unknown as { prompt: { form: string; pieces: string[]; system?: string }; temperature: number }),
    seed: context.seed,
  }));

describe('a writer', () => {
  it('should give a reply that will do, tidied', async () => {
    const { writer } = writerOf(() => '  "Ada keeps bees."\n\n\n\n ');

    expect(await writer.ask(task)).toEqual({ ok: true, value: 'Ada keeps bees.' });
  });

  it('should ask a bad reply again with another seed, and hotter', async () => {
    const { writer, model } = writerOf((_, { seed }) => (seed === asked(model)[0]?.seed ? 'No.' : 'Ada keeps bees.'));

    const reply = await writer.ask({ ...task, check: short });

    expect(reply).toEqual({ ok: true, value: 'Ada keeps bees.' });
    expect(asked(model).map(({ temperature }) => temperature)).toEqual([0.7, 0.7999999999999999]);
  });

  it('should give up after its attempts, with what was wrong and what was said', async () => {
    const { writer, model } = writerOf(() => 'No.', { attempts: 4 });

    const reply = await writer.ask({ ...task, check: short });

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'malformed', evidence: 'No.' } });
    expect(!reply.ok && reply.failure.message).toBe('the reply will not do: it is too short, after 4 attempts');
    expect(model.calls).toHaveLength(4);
  });

  it('should tell a refusal from a bad reply', async () => {
    const { writer } = writerOf(() => "I'm sorry, I can't help with that.");

    expect(await writer.ask(task)).toMatchObject({ ok: false, failure: { kind: 'refused' } });
  });

  it('should hand on at once what depends on the hour', async () => {
    const { writer, model } = writerOf(() => away);

    expect(await writer.ask(task)).toEqual({ ok: false, failure: away });
    expect([model.calls.length, writer.account().took.calls]).toEqual([1, 0]);
  });

  it('should not ask a prompt again that is too long for the model', async () => {
    const long: ModelFailure = { kind: 'malformed', message: 'too long', code: 'too-long', retryable: false };
    const { writer, model } = writerOf(() => long);

    expect(await writer.ask(task)).toEqual({ ok: false, failure: long });
    expect(model.calls).toHaveLength(1);
  });

  it('should take an empty reply for none', async () => {
    const { writer } = writerOf(() => ' \n ');

    expect(await writer.ask(task)).toMatchObject({ ok: false, failure: { kind: 'malformed' } });
  });

  it('should ask in the form that suits the model: continued by those in process, told to endpoints', async () => {
    const inProcess = countingModel(scriptedModel({ write: () => 'keeps bees.' }));
    const endpoint = countingModel({ ...inProcess, description: { kind: 'endpoint' } });
    const begun = { ...task, system: 'You write.', begin: 'Ada Quist' };

    const [continued] = [await askWriter({ model: inProcess, stream: 's' }).ask(begun)];
    await askWriter({ model: endpoint, stream: 's' }).ask(begun);

    expect(continued).toEqual({ ok: true, value: 'Ada Quist keeps bees.' });
    expect(asked(inProcess)[0]?.prompt).toEqual({
      form: 'completion',
      pieces: ['You write.\n\n', 'Who is Ada?\n\n', 'Ada Quist'],
    });
    expect(asked(endpoint)[0]?.prompt).toEqual({ form: 'chat', system: 'You write.', pieces: ['Who is Ada?'] });
  });

  it('should end a continued text with its paragraph', async () => {
    const { writer } = writerOf(() => ' keeps bees.\n\nBen Kato stands elsewhere.', { form: 'completion' });

    expect(await writer.ask({ ...task, begin: 'Ada' })).toEqual({ ok: true, value: 'Ada keeps bees.' });
  });

  it('should end a text that was cut off with its last whole sentence', async () => {
    const { model } = writerOf(() => 'Ada keeps bees. She also kee');
    const cut = { ...model, write: async (...request: Parameters<typeof model.write>) => {
      const reply = await model.write(...request);
      return reply.ok ? { ok: true as const, value: { ...reply.value, finishReason: 'length' as const } } : reply;
    } }; // prettier-ignore

    expect(await askWriter({ model: cut, stream: 's' }).ask(task)).toEqual({ ok: true, value: 'Ada keeps bees.' });
  });

  it('should key seeds by stream, prompt and attempt', async () => {
    const seeds = async (stream: string, text: string) => {
      const { writer, model } = writerOf(() => 'No.', { stream });
      await writer.ask({ ...task, text, check: short });
      return asked(model).map(({ seed }) => seed);
    };

    const [one, again, elsewhere, other] = [
      await seeds('a', 'x'),
      await seeds('a', 'x'),
      await seeds('b', 'x'),
      await seeds('a', 'y'),
    ];
    expect(one).toEqual(again);
    expect(new Set([...one, ...elsewhere, ...other]).size).toBe(9);
  });

  it('should account for prompts, calls and tokens, and for what was paid now', async () => {
    const kept = new Map<string, RecordedReply>();
    const record = {
      get: (key: string) => kept.get(key),
      put: (key: string, reply: RecordedReply) => kept.set(key, reply),
    };
    const first = writerOf(() => 'Ada keeps bees.', { record });
    await first.writer.ask(task);
    const second = writerOf(() => 'Ada keeps goats.', { record });
    await second.writer.ask(task);
    const reply = await second.writer.ask({ ...task, text: 'And Ben?' });

    expect(reply).toEqual({ ok: true, value: 'Ada keeps goats.' });
    expect(second.writer.account()).toMatchObject({ took: { calls: 2, promptTokens: 0 }, paid: { calls: 1 } });
    expect(second.writer.account().prompts).toHaveLength(2);
    expect(second.model.calls).toHaveLength(1);
  });
});
