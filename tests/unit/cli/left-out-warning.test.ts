import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { leftOutWarning } from '../../../src/cli/_internals/left-out-warning.js';
import { mesocosm } from '../../support/command-line.js';
import { samplePopulation } from '../../support/sample-population.js';
import { sampleQuestionnaire } from '../../support/sample-questionnaire.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const generate = (name: string) =>
  mesocosm(['personas', 'generate', 'lofoten-cod-quota', '--model', 'none', '-n', '3', '--out', join(folder(), name)]);

describe('mesocosm personas generate', () => {
  it('should say that a table has no room for the questionnaire, and how people are measured later', async () => {
    const { code, err } = await generate('people.csv');

    expect(code).toBe(0);
    expect(err).toMatch(
      /^csv has no room for [^\n]*questionnaire[^\n]*; measure them later with --context lofoten-cod-quota, or write \.jsonl to keep it\n$/,
    );
  });

  it('should say nothing of a file that holds everything', async () => {
    expect((await generate('people.jsonl')).err).toBe('');
  });
});

describe('leftOutWarning', () => {
  it('should say of a questionnaire that was written with the people that no file has it', () => {
    const population = { ...samplePopulation(), questionnaire: sampleQuestionnaire() };

    expect(leftOutWarning(population, { out: 'x.csv' })).toEqual([
      expect.stringContaining('write .jsonl to keep it: no file has it now'),
    ]);
  });
});
