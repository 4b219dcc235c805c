import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/model/index.js';
import { forecastCheck, qualify } from '../../../src/qualification/index.js';
import { countingModel, fakeClock } from '../../../src/testing/index.js';
import { perfect, subjectModel } from '../../support/qualification-subjects.js';

describe('forecastCheck', () => {
  it('should foretell every call of a check, and each sample where a model must be sampled', async () => {
    const sampled = scriptedModel({ choosing: 'sampled', choose: () => [0.5, 0.5] });
    for (const model of [subjectModel(perfect), sampled]) {
      const counting = countingModel(model);
      const reply = await qualify({ model: counting, version: '0', clock: fakeClock(), quick: true });

      expect(reply.ok && reply.value.calls).toBe(counting.calls.length);
      expect(forecastCheck(model, { quick: true })).toBe(counting.calls.length);
    }
  });

  it('should foretell every call of a whole check', async () => {
    const sampled = scriptedModel({ choosing: 'sampled', choose: () => [0.5, 0.5] });
    for (const model of [subjectModel(perfect), sampled]) {
      const counting = countingModel(model);
      await qualify({ model: counting, version: '0', clock: fakeClock() });

      expect(forecastCheck(model)).toBe(counting.calls.length);
    }
  });
});
