import { beforeAll, describe, expect, it } from 'vitest';
import { firstPerson, nameOnly } from '../../../../generators/index.js';
import {
  evaluateGenerators,
  forecastAsking,
  modelAnswerer,
  type EvaluateOptions,
  type EvaluationRow,
} from '../../../../src/persona/index.js';
import { countingModel, type CountingModel } from '../../../../src/testing/counting-model.js';
import { answering } from '../../../support/answering-model.js';
import { memoryLog } from '../../../support/memory-log.js';
import { questionnaireOf } from '../../../support/questionnaires.js';

const context = questionnaireOf();
const SIZE = 3;

/** Two generators in one context, asked in all modes of a model. */
function evaluation(model: CountingModel, more: Partial<EvaluateOptions> = {}): EvaluateOptions {
  return {
    generators: [firstPerson, nameOnly],
    contexts: [context],
    size: SIZE,
    seed: 1,
    model,
    writer: null,
    answerer: () => modelAnswerer({ model }),
    others: [modelAnswerer({ model, mode: 'appropriateness' }), { mode: 'likelihood', model }],
    log: memoryLog(),
    design: 'design',
    ...more,
  };
}

/** The line of a log that holds a row. */
function recorded<Row extends Pick<EvaluationRow, 'context' | 'generator'>>(row: Row): string {
  return JSON.stringify({ key: `design/${row.context}/${row.generator}`, row });
}

function without<Whole extends object, Name extends keyof Whole>(
  whole: Whole,
  names: readonly Name[],
): Omit<Whole, Name> {
  return Object.fromEntries(Object.entries(whole).filter(([name]) => !names.includes(name as Name))) as Omit<
    Whole,
    Name
  >;
}

describe('evaluateGenerators', () => {
  const model = countingModel(answering());
  let rows: readonly EvaluationRow[] = [];
  beforeAll(async () => {
    rows = await evaluateGenerators(evaluation(model));
  });

  it('should ask the people of an instrument once a context in each mode, whoever writes', () => {
    const asked = { model, modes: ['single', 'appropriateness', 'likelihood'] } as const;
    const { instrument } = forecastAsking({ questionnaire: context, size: SIZE, asked });

    expect(model.calls.filter((call) => call.context.purpose === 'instrument')).toHaveLength(instrument);
  });

  it('should keep the instrument and the agreement of the other modes in each row', () => {
    for (const { otherModes, agreement } of rows) {
      expect(otherModes.map(({ mode }) => mode)).toEqual(['appropriateness', 'likelihood']);
      expect(agreement.map((row) => [row.with, row.axis])).toEqual([
        ['appropriateness', 'trust'],
        ['appropriateness', 'thrift'],
        ['likelihood', 'trust'],
        ['likelihood', 'thrift'],
      ]);
    }
    expect(rows[1]?.otherModes).toEqual(rows[0]?.otherModes);
  });

  it('should measure by the first mode alone', async () => {
    const [alone] = await evaluateGenerators(evaluation(countingModel(answering()), { others: [] }));

    expect(rows[0]?.measures?.metrics).toEqual(alone?.measures?.metrics);
    expect(alone).toMatchObject({ otherModes: [], agreement: [] });
  });

  it('should go on with rows of a version that had one mode, one population of copies and no places', async () => {
    const lines = rows.map((row) => {
      const metrics = row.measures!.metrics.map((metric) => without(metric, ['clonesSd']));
      const old = without(row, ['otherModes', 'agreement', 'places', 'openLoopPlaces']);
      return recorded({ ...old, measures: { ...row.measures, metrics } });
    });
    const again = await evaluateGenerators(evaluation(countingModel(answering()), { log: memoryLog(lines) }));

    for (const row of again) {
      expect(row).toMatchObject({ otherModes: [], agreement: [] });
      expect(row.places).toBeUndefined();
      expect(row.measures!.metrics.map(({ clonesSd }) => clonesSd)).toEqual(rows[0]!.measures!.metrics.map(() => null));
    }
  });

  it('should refuse a recorded row that is none before anybody is asked, naming it and the field', async () => {
    const log = memoryLog([recorded(without(rows[1]!, ['measures']))]);
    const asked = countingModel(answering());

    await expect(evaluateGenerators(evaluation(asked, { log }))).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringMatching(
        /row of name-only, .+ cannot be read: its "measures" is missing.+Evaluate into another folder/,
      ) as string,
    });
    expect(asked.calls).toHaveLength(0);
  });

  it('should be interrupted, and no error of its own, where it is stopped between two rows', async () => {
    const stop = new AbortController();
    const stopping = evaluateGenerators(
      evaluation(countingModel(answering()), {
        signal: stop.signal,
        onProgress: ({ kind }) => kind === 'row' && stop.abort(),
      }),
    );

    await expect(stopping).rejects.toMatchObject({
      kind: 'interrupted',
      message: expect.stringContaining('stopped') as string,
    });
  });

  it('should have no modes in a row that could not be measured', async () => {
    const mute = { ...answering(), choose: async () => ({ ok: false, failure: REFUSED }) as const };
    const asked = countingModel(mute);
    const [row] = await evaluateGenerators(
      evaluation(asked, { others: [], answerer: () => modelAnswerer({ model: asked }) }),
    );

    expect(row).toMatchObject({ measures: null, instrumentFailed: [], otherModes: [], agreement: [] });
    // They were written all the same: what they took is shared by them.
    expect(row).toMatchObject({ planned: SIZE, written: SIZE });
  });
});

const REFUSED = { kind: 'refused', message: 'I will not say.', retryable: false } as const;
