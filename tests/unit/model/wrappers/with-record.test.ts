import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../../src/model/index.js';
import {
  memoryAnswers,
  openAnswers,
  replayOnly,
  withCache,
  withRecord,
  type Answers,
} from '../../../../src/model/wrappers/index.js';
import { countingModel, faultyModel } from '../../../../src/testing/index.js';
import { choosing, gate, idle, outcomeOf } from '../../../support/endpoint-requests.js';

const exact = () => countingModel(scriptedModel({ choose: () => [0.6, 0.3], score: () => [-1], write: () => 'so' }));
const sampled = () => countingModel(scriptedModel({ choosing: 'sampled', choose: () => [1, 1] }));
const about = { prompt: choosing().prompt };

describe('withRecord', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'mesocosm-'));
    path = join(folder, 'answers.jsonl');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('should have an answer on disk before it is handed on', async () => {
    const answers = await openAnswers(path);
    const asked = withRecord(exact(), { answers })
      .choose(choosing())
      .then((reply) => ({ reply, onDisk: readFileSync(path, 'utf8') }));

    const { reply, onDisk } = await asked;

    expect(onDisk.endsWith('\n')).toBe(true);
    expect(JSON.parse(onDisk)).toMatchObject({ verb: 'choose', answer: reply });
    answers.close();
  });

  it('should hand an answer on only after it was put, to every caller that waits for it', async () => {
    const order: string[] = [];
    const answers: Answers = { ...memoryAnswers(), put: () => void order.push('put') };
    const model = withRecord(exact(), { answers });

    await Promise.all([
      model.choose(choosing()).then(() => order.push('first')),
      model.choose(choosing()).then(() => order.push('second')),
    ]);

    expect(order[0]).toBe('put');
    expect(order.slice(1).toSorted()).toEqual(['first', 'second']);
  });

  it('should give what is recorded, in a later sitting too, without a call', async () => {
    const before = await openAnswers(path);
    const first = await withRecord(exact(), { answers: before }).choose(choosing());
    before.close();
    const after = await openAnswers(path);
    const model = exact();

    const again = await withRecord(model, { answers: after }).choose(choosing());

    expect(again).toEqual(first);
    expect(model.calls).toHaveLength(0);
    after.close();
  });

  it.each(['refused', 'malformed', 'not-available'] as const)('should record "%s", which is content', async (kind) => {
    const answers = memoryAnswers();
    const model = countingModel(faultyModel(exact(), [{ gives: { kind } }]));
    const recorded = withRecord(model, { answers });

    const replies = [await recorded.choose(choosing()), await recorded.choose(choosing())];

    expect(replies.map(outcomeOf)).toEqual([kind, kind]);
    expect([answers.size(), model.calls.length]).toEqual([1, 1]);
  });

  it.each(['unavailable', 'over-budget', 'aborted'] as const)(
    'should not record "%s", which depends on the hour, and ask again',
    async (kind) => {
      const answers = memoryAnswers();
      const recorded = withRecord(faultyModel(exact(), [{ calls: [1], gives: { kind } }]), { answers });

      const first = await recorded.choose(choosing());
      const recordedThen = answers.size();
      const second = await recorded.choose(choosing());

      expect([outcomeOf(first), recordedThen, outcomeOf(second)]).toEqual([kind, 0, 'answered']);
    },
  );

  it('should keep that a prompt is too long, for a decision may rest on it', async () => {
    const model = countingModel(faultyModel(exact(), [{ gives: { kind: 'malformed', code: 'too-long' } }]));
    const recorded = withRecord(model, { answers: memoryAnswers() });

    const replies = [await recorded.choose(choosing()), await recorded.choose(choosing())];

    expect(replies.map(outcomeOf)).toEqual(['malformed', 'malformed']);
    expect(model.calls).toHaveLength(1);
  });

  it('should ask once what is asked again while it is under way', async () => {
    const { opened, open } = gate();
    const model = countingModel(scriptedModel({ choose: () => [3, 1], delay: () => opened }));
    const recorded = withRecord(model, { answers: memoryAnswers() });

    const asked = [1, 2, 3, 4].map(() => recorded.choose(choosing()));
    open();
    const replies = await Promise.all(asked);

    expect(model.calls).toHaveLength(1);
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
  });

  it('should ask anew for those who still wait when the one who asked was interrupted, once for all of them', async () => {
    const model = countingModel(faultyModel(exact(), [{ calls: [1], gives: 'hang' }]));
    const recorded = withRecord(model, { answers: memoryAnswers() });
    const stop = new AbortController();
    const first = recorded.choose(choosing(), { signal: stop.signal });
    const others = [1, 2, 3].map(() => recorded.choose(choosing()));
    await idle();

    stop.abort();

    expect(outcomeOf(await first)).toBe('aborted');
    expect((await Promise.all(others)).map(outcomeOf)).toEqual(['answered', 'answered', 'answered']);
    expect(model.calls).toHaveLength(2);
  });

  it('should not ask anew for one who was interrupted as well', async () => {
    const model = countingModel(faultyModel(exact(), [{ gives: 'hang' }]));
    const recorded = withRecord(model, { answers: memoryAnswers() });
    const { signal, abort } = ((controller) => ({ signal: controller.signal, abort: () => controller.abort() }))(
      new AbortController(),
    );
    const asked = [1, 2].map(() => recorded.choose(choosing(), { signal }));
    await idle();

    abort();

    expect((await Promise.all(asked)).map(outcomeOf)).toEqual(['aborted', 'aborted']);
    expect(model.calls).toHaveLength(1);
  });

  it('should share exact answers between streams and seeds', async () => {
    const model = exact();
    const recorded = withRecord(model, { answers: memoryAnswers() });

    await recorded.choose(choosing(), { stream: 'run 1', seed: 1 });
    await recorded.choose(choosing(), { stream: 'run 2', seed: 2 });

    expect(model.calls).toHaveLength(1);
  });

  it('should keep sampled answers apart by stream and by seed', async () => {
    const model = sampled();
    const recorded = withRecord(model, { answers: memoryAnswers() });

    for (const context of [
      { stream: 'run 1', seed: 1 },
      { stream: 'run 2', seed: 1 },
      { stream: 'run 1', seed: 2 },
    ]) {
      await recorded.choose(choosing(), context);
      await recorded.choose(choosing(), context);
    }

    expect(model.calls).toHaveLength(3);
  });

  it('should tell of every request, and of every one that needed no call', async () => {
    const told: string[] = [];
    let hits = 0;
    const recorded = withRecord(exact(), {
      answers: memoryAnswers(),
      onAsk: (_key, { verb }) => void told.push(verb),
      onHit: () => (hits += 1),
    });

    await recorded.choose(choosing());
    await recorded.choose(choosing());
    await recorded.score({ ...about, continuations: ['x'] });

    expect([told, hits]).toEqual([['choose', 'choose', 'score'], 1]);
  });

  it('should ask again after an answer could not be written, and tell the caller why', async () => {
    let full = true;
    const answers: Answers = {
      ...memoryAnswers(),
      put() {
        if (full) throw new Error('no space left on the device');
      },
    };
    const recorded = withRecord(exact(), { answers });

    await expect(recorded.choose(choosing())).rejects.toThrow('no space left');
    full = false;

    expect(outcomeOf(await recorded.choose(choosing()))).toBe('answered');
  });
});

describe('withCache', () => {
  it('should ask once and remember while the process lives', async () => {
    const model = exact();
    const cached = withCache(model);

    await Promise.all([cached.choose(choosing()), cached.choose(choosing())]);
    await cached.choose(choosing());

    expect(model.calls).toHaveLength(1);
  });
});

describe('a cache', () => {
  it.each(['refused', 'malformed', 'not-available'] as const)('should not keep "%s"', async (kind) => {
    const store = memoryAnswers();
    const model = faultyModel(exact(), [{ calls: [1], gives: { kind } }]);

    const replies = [await withCache(model, { store }).choose(choosing())];
    const kept = store.size();
    replies.push(await withCache(model, { store }).choose(choosing()));

    expect([replies.map(outcomeOf), kept]).toEqual([[kind, 'answered'], 0]);
  });
});

describe('replayOnly', () => {
  it('should say what is recorded under the same fingerprint', async () => {
    const answers = memoryAnswers();
    const model = exact();
    const said = await withRecord(model, { answers }).choose(choosing());
    const { name, fingerprint } = model;

    const replayed = await replayOnly({ name, fingerprint, choose: 'exact', answers }).choose(choosing());

    expect(replayed).toEqual(said);
  });

  it('should be unavailable for good for anything else', async () => {
    const model = replayOnly({ name: 'm', fingerprint: 'f', choose: 'exact', answers: memoryAnswers() });

    const reply = await model.choose(choosing());

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'unavailable', retryable: false } });
  });
});

describe('a record that must be waited for', () => {
  /** A store that answers when it is told to. */
  const slow = (answer?: unknown) => {
    const { opened, open } = gate();
    return { store: { get: () => opened.then(() => answer), put: async () => undefined }, open };
  };

  it('should let go at once of a caller that is interrupted while another asks the same', async () => {
    const { opened, open } = gate();
    const model = withRecord(scriptedModel({ choose: () => [1, 1], delay: () => opened }), {
      answers: memoryAnswers(),
    });
    const stop = new AbortController();
    const first = model.choose(choosing());
    const second = model.choose(choosing(), { signal: stop.signal });
    await idle();

    stop.abort();

    expect(outcomeOf(await second)).toBe('aborted');
    open();
    expect(outcomeOf(await first)).toBe('answered');
  });

  it('should ask nothing for a caller that was interrupted while the store was read', async () => {
    const { store, open } = slow();
    const counted = exact();
    const stop = new AbortController();
    const asked = withCache(counted, { store }).choose(choosing(), { signal: stop.signal });

    stop.abort();
    open();

    expect([outcomeOf(await asked), counted.calls.length]).toEqual(['aborted', 0]);
  });

  it('should be one call of equal requests that come while the store is read', async () => {
    const { store, open } = slow();
    const counted = exact();
    const model = withCache(counted, { store });
    const asked = Promise.all([model.choose(choosing()), model.choose(choosing())]);

    open();

    expect((await asked).map(outcomeOf)).toEqual(['answered', 'answered']);
    expect(counted.calls).toHaveLength(1);
  });

  it('should hand on what the store has', async () => {
    const { store, open } = slow({ ok: false, failure: { kind: 'refused', message: 'no', retryable: false } });
    const counted = exact();
    const asked = withCache(counted, { store }).choose(choosing());

    open();

    expect([outcomeOf(await asked), counted.calls.length]).toEqual(['refused', 0]);
  });
});
