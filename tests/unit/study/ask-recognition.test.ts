import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/model/index.js';
import { askRecognition } from '../../../src/study/index.js';

const prompts = Array.from({ length: 9 }, (_, at) => ({ line: at + 1, text: `prompt ${at + 1}` }));
const failing = (kind: 'refused' | 'unavailable' | 'over-budget') =>
  scriptedModel({ write: () => ({ kind, message: 'no', retryable: false }) });

describe('askRecognition', () => {
  it('should show five prompts from the first to the last, and take the answers as they are', async () => {
    const seen: string[] = [];
    const model = scriptedModel({
      write({ prompt }, { purpose }) {
        seen.push(`${purpose}: ${prompt.pieces.join('').split('\n')[0]}`);
        return 'the naming game';
      },
    });

    expect((await askRecognition(model, prompts))?.map(({ line }) => line)).toEqual([1, 3, 5, 7, 9]);
    expect(seen[0]).toBe('recognition: prompt 1');
    expect(await askRecognition(model, prompts.slice(0, 1))).toEqual([{ line: 1, text: 'the naming game' }]);
  });

  it('should have no answers of a model that does not write, or without prompts', async () => {
    expect(await askRecognition(scriptedModel({}), prompts)).toBeNull();
    expect(await askRecognition(failing('unavailable'), [])).toBeNull();
  });

  it('should take a refusal for an answer that names nothing, and stop where none is to be had', async () => {
    expect(await askRecognition(failing('refused'), prompts.slice(0, 1))).toEqual([{ line: 1, text: '' }]);
    await expect(askRecognition(failing('unavailable'), prompts)).rejects.toThrow('the recognition probe stopped');
    await expect(askRecognition(failing('over-budget'), prompts)).rejects.toMatchObject({ kind: 'budget' });
  });
});
