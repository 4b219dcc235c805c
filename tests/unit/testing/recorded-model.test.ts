import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countingModel, recordedModel, scriptedModel } from '../../../src/testing/index.js';
import { choosing } from '../../support/endpoint-requests.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const spoken = (name = 'one') => countingModel(scriptedModel({ name, choose: () => [0.75, 0.25] }));

/** Records one choice into a file of its own. */
async function recording() {
  const path = join(folder(), 'answers.jsonl');
  const model = await recordedModel(path, spoken());
  const reply = await model.choose(choosing());
  await model.close();
  return { path, reply };
}

describe('recordedModel', () => {
  it('should say without the model what the model said', async () => {
    const { path, reply } = await recording();
    const played = await recordedModel(path);

    expect(await played.choose(choosing())).toEqual(reply);
    expect(played.name).toBe('one');
    await played.close();
  });

  it('should say of anything else that it is not in the record', async () => {
    const played = await recordedModel((await recording()).path);

    const reply = await played.choose({ ...choosing(), options: [' X', ' Y'] });

    expect(reply).toMatchObject({ ok: false, failure: { kind: 'unavailable' } });
    await played.close();
  });

  it('should ask a model that is given only for what is not there yet', async () => {
    const { path } = await recording();
    const model = spoken();
    const again = await recordedModel(path, model);

    await again.choose(choosing());
    await again.choose({ ...choosing(), options: [' X', ' Y'] });

    expect(model.calls).toHaveLength(1);
    await again.close();
    await again.close();
  });

  it('should refuse a file without a recording, and one of another model', async () => {
    const { path } = await recording();

    await expect(recordedModel(join(folder(), 'none.jsonl'))).rejects.toThrow('there is no recording to play');
    await expect(recordedModel(path, spoken('another'))).rejects.toThrow(
      'this is a recording of "one", and "another" is another model',
    );
  });
});
