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

  it('should have no modes in a row that could not be measured', async () => {
    const mute = { ...answering(), choose: async () => ({ ok: false, failure: REFUSED }) as const };
    const asked = countingModel(mute);
    const [row] = await evaluateGenerators(
      evaluation(asked, { others: [], answerer: () => modelAnswerer({ model: asked }) }),
    );

    expect(row).toMatchObject({ measures: null, instrumentFailed: [], otherModes: [], agreement: [] });
  });
});

const REFUSED = { kind: 'refused', message: 'I will not say.', retryable: false } as const;
