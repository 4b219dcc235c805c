import { describe, expect, it } from 'vitest';
import { psychometricMind, scriptedMind } from '../../../../src/agent/index.js';
import { administer, answerTable, Responses, type AdministerOptions } from '../../../../src/persona/index.js';
import type { Judgement, Mind } from '../../../../src/spec/index.js';
import { memoryLog } from '../../../support/memory-log.js';
import { peopleAt, questionnaireOf } from '../../../support/questionnaires.js';

const questionnaire = questionnaireOf();
const personas = peopleAt([0.1, 0.5, 0.9]);
const mind = psychometricMind({ questionnaire, seed: 1 });
const base: AdministerOptions = { questionnaire, personas, mind, seed: 1 };

async function responsesOf(more: Partial<AdministerOptions> = {}): Promise<Responses> {
  const reply = await administer({ ...base, ...more });
  if (!reply.ok) throw new Error(reply.failure.message);
  return reply.value;
}
/** A mind that fails where it is told to. */
const failing = (fails: (agent: string, kind: string) => Judgement | undefined): Mind =>
  scriptedMind({
    choose: (situation, context) =>
      fails(context.agent, situation.kind) ?? (mind.judge(situation, context) as Judgement),
  });
const refused = { kind: 'refused', message: 'I would rather not' } as const;

describe('administer', () => {
  it('should keep the distribution, its expected score turned to the high pole, and a drawn point', async () => {
    const sure = scriptedMind({ choose: () => 'agree' });
    const { answers, items } = await responsesOf({ mind: sure });

    expect(items.map(({ reverseKeyed }) => reverseKeyed)).toEqual([false, true, false, true, false, true, false, true]);
    expect(answers[0]?.slice(0, 2)).toEqual([
      { kind: 'answered', probabilities: [0, 0, 0, 1, 0], expected: 0.75, drawn: 3 },
      { kind: 'answered', probabilities: [0, 0, 0, 1, 0], expected: 0.25, drawn: 3 },
    ]);
  });

  it('should give what its schema says', async () => {
    const responses = await responsesOf();

    expect(Responses.parse(JSON.parse(JSON.stringify(responses)))).toEqual(responses);
  });

  it('should ask each item of each person once, with an empty memory and a stream of the item', async () => {
    const met: string[] = [];
    const asked = scriptedMind({
      choose(situation, { agent, occasion, stream, purpose, persona }) {
        expect(situation.statements).toEqual([]);
        expect([occasion, purpose, persona?.name]).toEqual([0, 'questionnaire', agent]);
        met.push(`${agent} ${situation.kind} ${stream}`);
        return 'agree';
      },
    });
    await responsesOf({ mind: asked });

    expect(met).toHaveLength(24);
    expect(new Set(met).size).toBe(24);
    expect(met[0]).toBe('Person 1 item:trust-0 1/trust-0');
  });

  it('should ask only the items that are named', async () => {
    const { items, answers } = await responsesOf({ items: ['thrift-1', 'trust-0'] });

    expect(items.map(({ id }) => id)).toEqual(['trust-0', 'thrift-1']);
    expect(answers.map((row) => row.length)).toEqual([2, 2, 2]);
  });

  it('should draw as often as the distribution says, and the same whoever else was asked', async () => {
    const half = scriptedMind({ choose: () => ({ kind: 'distribution', probabilities: [0.5, 0, 0, 0, 0.5] }) });
    const crowd = peopleAt(Array<number>(300).fill(0.5));
    const all = await responsesOf({ mind: half, personas: crowd, items: ['trust-0'] });
    const some = await responsesOf({ mind: half, personas: crowd.slice(100, 110), items: ['trust-1', 'trust-0'] });
    const other = await responsesOf({ mind: half, personas: crowd, items: ['trust-0'], seed: 2 });
    const drawn = ({ answers }: Responses, column = 0): unknown[] =>
      answers.map((row) => (row[column]?.kind === 'answered' ? row[column].drawn : null));

    const high = drawn(all).filter((point) => point === 4).length;
    expect(Math.abs(high - 150)).toBeLessThan(30);
    expect(drawn(some)).toEqual(drawn(all).slice(100, 110));
    expect(drawn(other)).not.toEqual(drawn(all));
  });

  it('should leave a failed answer missing, count it by person and axis, and exclude who misses too much', async () => {
    const some = failing((agent, kind) => {
      if (agent === 'Person 2' && kind === 'item:trust-0') return refused;
      if (agent === 'Person 3' && kind.startsWith('item:thrift')) return { kind: 'malformed', message: 'mumbled' };
      return undefined;
    });
    const strict = await responsesOf({ mind: some });
    const patient = await responsesOf({ mind: some, mostMissing: 0.25 });

    expect(strict.answers[1]?.[0]).toEqual({ kind: 'missing', reason: 'refused', message: 'I would rather not' });
    expect(strict.missing).toEqual([
      { persona: 'Person 2', axis: 'trust', missing: 1, asked: 4 },
      { persona: 'Person 3', axis: 'thrift', missing: 4, asked: 4 },
    ]);
    expect(strict.excluded).toEqual([
      { persona: 'Person 2', why: 'missing answers: 1 of 4 on "trust"' },
      { persona: 'Person 3', why: 'missing answers: 4 of 4 on "thrift"' },
    ]);
    expect(patient.excluded.map(({ persona }) => persona)).toEqual(['Person 3']);
  });

  it('should exclude whoever misses all of an axis, whatever may be missing', async () => {
    const none = failing((agent) => (agent === 'Person 1' ? refused : undefined));

    expect((await responsesOf({ mind: none, mostMissing: 1 })).excluded.map(({ persona }) => persona)).toEqual([
      'Person 1',
    ]);
  });

  it('should call a distribution over other points than there are malformed', async () => {
    const odd = scriptedMind({ choose: () => ({ kind: 'distribution', probabilities: [0.5, 0.5] }) });

    expect((await responsesOf({ mind: odd })).answers[0]?.[0]).toMatchObject({ kind: 'missing', reason: 'malformed' });
  });

  it.each(['unavailable', 'over-budget', 'aborted'] as const)(
    'should be suspended by what is %s, and go on',
    async (kind) => {
      let left = 5;
      let asked = 0;
      const counted = (hour: boolean): Mind =>
        failing(() => {
          if (hour && (left -= 1) < 0) return { kind, message: 'not now' };
          asked += 1;
          return undefined;
        });
      const log = memoryLog();
      const first = await administer({ ...base, mind: counted(true), log, concurrency: 1 });
      const from: string[] = [];
      const second = await responsesOf({
        mind: counted(false),
        log: memoryLog(log.appended),
        onAnswer: (progress) => from.push(progress.from),
      });

      expect(first).toMatchObject({ ok: false, failure: { kind, message: 'not now' } });
      expect(asked).toBe(24);
      expect(from.filter((source) => source === 'log')).toHaveLength(5);
      expect(second.answers).toEqual((await responsesOf()).answers);
    },
  );

  it('should end where it is interrupted', async () => {
    const controller = new AbortController();
    const reply = await administer({ ...base, signal: controller.signal, onAnswer: () => controller.abort() });

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'aborted' } });
  });

  it('should not take from the log what was asked otherwise', async () => {
    const log = memoryLog();
    await responsesOf({ log });
    const asked = async (more: Partial<AdministerOptions>): Promise<number> => {
      let worked = 0;
      const onAnswer = ({ from }: { readonly from: string }): void => void (worked += Number(from === 'work'));
      await responsesOf({ log: memoryLog(log.appended), onAnswer, ...more });
      return worked;
    };

    expect(await asked({})).toBe(0);
    expect(await asked({ fingerprint: 'another model' })).toBe(24);
    expect(await asked({ seed: 2 })).toBe(24);
    expect(await asked({ mode: 'appropriateness' })).toBe(24);
    expect(await asked({ questionnaire: { ...questionnaire, context: 'Elsewhere.' } })).toBe(24);
    expect(await asked({ personas: personas.map((one, at) => (at === 0 ? { ...one, text: 'Changed.' } : one)) })).toBe(
      8,
    );
  });

  it('should open no more questions at once than it may', async () => {
    let [open, most] = [0, 0];
    const slow = scriptedMind({
      async choose() {
        most = Math.max(most, (open += 1));
        await new Promise((resolve) => setImmediate(resolve));
        open -= 1;
        return { kind: 'distribution', probabilities: [1, 0, 0, 0, 0] };
      },
    });
    await responsesOf({ mind: slow, concurrency: 3 });

    expect(most).toBe(3);
  });

  it('should refuse nobody, and items that there are not', async () => {
    await expect(administer({ ...base, personas: [] })).rejects.toThrow('there is nobody to ask');
    await expect(administer({ ...base, items: ['trust-9'] })).rejects.toThrow('Did you mean "trust-0"');
  });
});

describe('answerTable', () => {
  it('should hold expected scores, or drawn ones, of those who are not excluded', async () => {
    const some = failing((agent, kind) =>
      (agent === 'Person 1' && kind === 'item:trust-1') || (agent === 'Person 2' && kind.includes('trust'))
        ? refused
        : undefined,
    );
    const responses = await responsesOf({ mind: some, mostMissing: 0.3 });
    const expected = answerTable(responses);
    const drawn = answerTable(responses, { kind: 'drawn' });

    expect(expected.personas).toEqual(['Person 1', 'Person 3']);
    expect([expected.kind, drawn.kind, drawn.mode]).toEqual(['expected', 'drawn', 'single']);
    expect(expected.scores[0]?.[1]).toBeNull();
    expect(drawn.scores[0]?.[1]).toBeNull();
    for (const [row, answers] of [responses.answers[0], responses.answers[2]].entries()) {
      answers?.forEach((answer, column) => {
        if (answer.kind === 'missing') return;
        const agreement = answer.drawn / 4;
        expect(expected.scores[row]?.[column]).toBe(answer.expected);
        expect(drawn.scores[row]?.[column]).toBe(column % 2 === 1 ? 1 - agreement : agreement);
      });
    }
  });
});
