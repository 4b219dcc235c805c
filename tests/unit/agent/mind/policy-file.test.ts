import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadPolicyFile, parsePolicyFile, selectPolicy } from '../../../../src/agent/index.js';
import { policyFile } from '../../../support/policy-files.js';

const two = policyFile({ models: { big: { baseline: { '': [1, 1] }, all: { '': [3, 1] } }, small: { other: { '': [1, 0] } } } }); // prettier-ignore
const one = policyFile({ models: { only: { baseline: { '': [1, 1] } } } });

describe('selectPolicy', () => {
  it('should take the only model, and its baseline', () => {
    expect(selectPolicy(one)).toEqual({ model: 'only', table: 'baseline' });
  });

  it('should take the model that is named, and the table that is named with it', () => {
    expect(selectPolicy(two, 'big')).toEqual({ model: 'big', table: 'baseline' });
    expect(selectPolicy(two, 'big:all')).toEqual({ model: 'big', table: 'all' });
  });

  it('should take the first table where there is no baseline', () => {
    expect(selectPolicy(two, 'small')).toEqual({ model: 'small', table: 'other' });
  });

  it('should list the models where several are there and none is named', () => {
    expect(() => selectPolicy(two)).toThrow('the policy file holds several models. There are: big, small');
  });

  it('should list the models where there is none of that name, and suggest the nearest', () => {
    expect(() => selectPolicy(two, 'smal')).toThrow(/no model "smal"\. did you mean "small"\?/i);
  });

  it('should list the tables where there is none of that name', () => {
    expect(() => selectPolicy(two, 'big:al')).toThrow(/"big" has no table "al".*There are: baseline, all/);
  });

  it('should not take what every object has for a model', () => {
    expect(() => selectPolicy(two, 'constructor')).toThrow('no model "constructor"');
  });
});

describe('parsePolicyFile and loadPolicyFile', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'policy-file-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('should read what was written', async () => {
    const path = join(folder, 'two.json');
    await writeFile(path, JSON.stringify(two));

    expect(await loadPolicyFile(path)).toEqual(two);
  });

  it('should name the place of what is wrong, and the file', async () => {
    const path = join(folder, 'broken.json');
    await writeFile(path, JSON.stringify({ ...two, models: { big: { baseline: { QM: [1, -1] } } } }));

    await expect(loadPolicyFile(path)).rejects.toThrow(`${path}: $.models.big.baseline.QM[1]`);
    expect(() => parsePolicyFile({ ...two, protocol: {} }, 'the policy')).toThrow('the policy: protocol.');
  });

  it('should say that there is no such file', async () => {
    await expect(loadPolicyFile(join(folder, 'none.json'))).rejects.toThrow('there is no such file');
  });
});
