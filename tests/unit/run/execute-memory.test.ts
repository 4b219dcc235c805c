import { describe, expect, it } from 'vitest';
import { languageModelMind, MemoryChoice, memoryOf } from '../../../src/agent/index.js';
import { memoryAnswers, replayOnly, withRecord } from '../../../src/model/index.js';
import type { Event, LanguageModel, Mind, ModelFailure } from '../../../src/spec/index.js';
import { chatting, talkative } from '../../support/chatting.js';
import { follower, journalOf } from '../../support/journals.js';
import { planOf } from '../../support/mini-driver.js';

const mindOf = (model: LanguageModel): Mind =>
  languageModelMind({ model, temperature: 1, elicitation: { labels: 'fixed' } });
const run = (choice: unknown, mind: Mind, turns = 40) =>
  journalOf(planOf(chatting(memoryOf(MemoryChoice.parse(choice)), turns), mind, 1), { stream: 'the-run' });

const search = { k: 4, halfLife: 10, most: 30 };
const choices: readonly { readonly kind: string; readonly importance?: string; readonly [option: string]: unknown }[] =
  [
    { kind: 'window', window: 5 },
    { kind: 'all', most: 12 },
    { kind: 'none' },
    { kind: 'summary', every: 4, window: 3, maxTokens: 30 },
    { kind: 'retrieval', ...search },
    { kind: 'retrieval', ...search, importance: 'asked', embed: 'model', combine: 'sum' },
    { kind: 'reflection', ...search, importance: 'asked', embed: 'model', threshold: 40, insights: 2, over: 8 },
  ];
const asking = choices.slice(3);

describe('execute: memories that ask', () => {
  it.each(asking)('should play back from the record alone, to the byte: %j', async (choice) => {
    const answers = memoryAnswers();
    const model = talkative();
    const first = await run(choice, mindOf(withRecord(model, { answers })));
    const { name, fingerprint } = model;
    const replay = await run(choice, mindOf(replayOnly({ name, fingerprint, choose: 'exact', answers })));

    expect(first.execution.status).toBe('finished');
    expect(replay.lines).toEqual(first.lines);
    const asked = model.calls.some(({ context }) => context.purpose === 'memory');
    expect(asked).toBe(choice.kind === 'summary' || choice.importance === 'asked');
  });

  it.each(asking)('should ask the same, and do the same, whoever answers first: %j', async (choice) => {
    const [plain, slow] = [talkative(), talkative()];
    let turn = 0;
    const late: LanguageModel = {
      ...slow,
      async write(...asked) {
        for (let wait = (turn += 1) % 4; wait > 0; wait -= 1) await new Promise((resolve) => setImmediate(resolve));
        return slow.write(...asked);
      },
    };

    expect((await run(choice, mindOf(late))).lines).toEqual((await run(choice, mindOf(plain))).lines);
  });

  it('should ask in the stream of run and agent, for its own purpose', async () => {
    const model = talkative();
    await run({ kind: 'summary', every: 4, window: 3 }, mindOf(model));
    const written = model.calls.filter(({ request }) => request.verb === 'write').map(({ context }) => context);

    expect(new Set(written.map(({ stream }) => stream))).toEqual(new Set(['the-run/memory/ann', 'the-run/memory/ben']));
    expect(written[0]).toMatchObject({ purpose: 'memory', run: 'the-run', agent: 'ben' });
    // Ann last decides after 38 things, Ben after 39; with n, (n − 3) / 4 bundles of four have left the window of three.
    expect(written).toHaveLength(8 + 9);
  });

  it('should name among the causes of a decision what was recalled', async () => {
    const events: Event[] = [];
    const plan = planOf(
      chatting(memoryOf(MemoryChoice.parse({ kind: 'window', window: 3 })), 6),
      mindOf(talkative()),
      1,
    );
    await journalOf(plan, { sink: (all) => events.push(...all) });
    const said = events.filter(({ type }) => type === 'word-said').map(({ seq }) => seq);
    const decisions = events.filter(({ type }) => type === 'decision-made');

    expect(decisions[5]?.causes).toEqual(said.slice(2, 5));
  });

  it.each(choices)('should have shown models in all as much more as the run is longer: %j', async (choice) => {
    const shown = async (turns: number) => {
      const model = talkative();
      await run(choice, mindOf(model), turns);
      const sizes = model.calls.map(({ request }) => JSON.stringify(request).length);
      return { total: sizes.reduce((sum, size) => sum + size, 0), largest: Math.max(...sizes) };
    };
    const [short, middle, long] = [await shown(60), await shown(120), await shown(240)];

    expect(long.total - middle.total).toBeLessThanOrEqual(2.1 * (middle.total - short.total) + long.largest);
    expect(long.largest).toBeLessThanOrEqual(1.2 * short.largest);
  });
});

describe('execute: memories whose model fails', () => {
  const failing = (failure: ModelFailure) =>
    mindOf(talkative((_request, { agent }) => (agent === 'ben' ? failure : undefined)));
  const summary = { kind: 'summary', every: 4, window: 3 };

  it('should suspend the run where the model is not there', async () => {
    const { execution } = await run(summary, failing({ kind: 'unavailable', message: 'not now', retryable: true }));

    expect(execution).toEqual({ status: 'suspended', kind: 'unavailable', message: 'it could not recall: not now' });
  });

  it('should make the decision one that failed where the model refuses', async () => {
    const { execution, lines } = await run(summary, failing({ kind: 'refused', message: 'no', retryable: false }));
    if (execution.status !== 'finished') throw new Error(execution.message);
    const failed = lines.map((line) => JSON.parse(line) as Event).filter(({ type }) => type === 'decision-failed');

    expect(new Set(failed.map(({ agent }) => agent))).toEqual(new Set(['ben']));
    expect(failed[0]?.data).toMatchObject({ reason: 'refused', message: 'it could not recall: no' });
    expect(execution.record.failures).toEqual({ refused: failed.length });
  });

  it('should refuse a run whose minds cannot do what the memory needs, before anything happens', async () => {
    const lines: Event[] = [];
    const plan = planOf(chatting(memoryOf(MemoryChoice.parse(summary)), 6), follower, 1);

    await expect(journalOf(plan, { sink: (all) => lines.push(...all) })).rejects.toThrow(
      'and the mind "follower" of "ann" has none that does. Take minds of a language model that writes',
    );
    expect(lines).toEqual([]);
  });
});
