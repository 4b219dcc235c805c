import { describe, expect, it } from 'vitest';
import { jsonOf, mesocosm } from '../../support/command-line.js';
import { namingStudy } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

describe('mesocosm check STUDY', () => {
  it('should print each finding, and end with 0', async () => {
    const { folder: study } = await namingStudy(folder());
    const { code, out, err } = await mesocosm(['check', study]);

    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^15 checks: \d+ FAILED/);
    expect(out).toContain('passed: interaction (interaction)');
  });

  it('should give the findings as data', async () => {
    const { folder: study } = await namingStudy(folder());
    const { status, data } = jsonOf(await mesocosm(['check', study, '--json']));

    expect(status).toBe('done');
    expect(data).toMatchObject({
      study,
      findings: expect.arrayContaining([expect.objectContaining({ check: 'memory-used' })]),
    });
  });

  it('should refuse a study among other things, and a model that nobody asks', async () => {
    const { folder: study } = await namingStudy(folder(), { arms: ['interacting'], runs: 1 });

    expect(await mesocosm(['check', study, study])).toMatchObject({
      code: 2,
      err: expect.stringContaining('checked alone'),
    });
    expect((await mesocosm(['check', study, '--base-url', 'http://localhost:1/v1'])).err).toContain(
      '--base-url is of no use without --model',
    );
    expect((await mesocosm(['check', 'people.json', '--model', 'none'])).err).toContain(
      '--model is for the check of a study',
    );
  });
});
