import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ruleMind } from '../../../src/agent/index.js';
import { readStudyFile } from '../../../src/study/index.js';
import { deliberation, majorityOpinion, namingGame } from '../../../scenarios/index.js';
import { conformist, majorityStudy, namingStudy } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const only = { arms: ['mean-field'] };
const reasonIn = ({ summary }: Awaited<ReturnType<typeof namingStudy>>): string | undefined =>
  summary.conditions[0]?.notApplicable.find(({ arm }) => arm === 'mean-field')?.reason;

describe('the arm mean-field', () => {
  it('should be one course without runs, beside the arms', async () => {
    const { summary, folder: where, records } = await namingStudy(folder(), only);
    const [condition] = summary.conditions;
    const { design } = await readStudyFile(where);

    expect(design.conditions[0]?.arms).toEqual(['interacting', 'mean-field']);
    expect(new Set(records.map(({ arm }) => arm))).toEqual(new Set(['interacting']));
    expect(condition?.arms.map(({ name }) => name)).toEqual(['interacting']);
    expect(condition?.meanField).toMatchObject({
      situations: 1365,
      removes: expect.stringContaining('takes away agents'),
    });
    expect(condition?.meanField?.values['winner_M']).toMatchObject({ unit: 'share of the win' });
    const { times, values } = condition?.meanField?.series['share_Q'] ?? { times: [], values: [] };
    expect(times).toEqual(condition?.arms[0]?.series['share_Q']?.times);
    expect(values).toHaveLength(times.length);
  });

  it('should stand in the table and in the report, without an interval', async () => {
    const { folder: where } = await namingStudy(folder(), only);
    const markdown = readFileSync(join(where, 'report.md'), 'utf8');

    expect(readFileSync(join(where, 'metrics.csv'), 'utf8')).toMatch(/^default,mean-field,winner_M,[\d.]+,,,,0,0$/m);
    expect(markdown).toContain('one deterministic value without an interval');
    expect(markdown).toMatch(/\| measure \| interacting \| mean-field \|/);
  });

  it('should leave the runs as they are without it', async () => {
    const rows = async (arms: readonly string[]): Promise<string> =>
      readFileSync(join((await namingStudy(folder(), { arms })).folder, 'runs.csv'), 'utf8');

    expect(await rows(['mean-field'])).toBe(await rows(['interacting']));
  });

  it('should be among the usual arms where a table decides, and unknown where a scenario has none', async () => {
    const { summary } = await namingStudy(folder());

    expect(summary.conditions[0]?.meanField).toBeDefined();
    await expect(
      namingStudy(folder(), {
        scenario: deliberation(),
        ...only,
        policy: undefined as never,
        mind: ruleMind({ name: 'x', probabilities: () => [1] }),
      }),
    ).rejects.toThrow('has no arm "mean-field"');
  });

  it('should not be asked of a model in a thousand situations unless it is named', async () => {
    const model = conformist();
    const usual = await namingStudy(folder(), { model, runs: 1 });
    const few = await majorityStudy(folder(), { runs: 1 });

    expect(reasonIn(usual)).toContain('it would be asked in 1365 situations');
    expect(few.summary.conditions[0]?.meanField?.situations).toBe(4);
    const named = await namingStudy(folder(), {
      scenario: namingGame({ agents: 4, memory: 3, horizon: 40 }),
      model,
      runs: 1,
      ...only,
    });
    expect(named.summary.conditions[0]?.meanField?.situations).toBe(85);
  });

  it('should say why there is none where it does not apply', async () => {
    const network = namingGame({ agents: 6, network: 'ring', degree: 2, horizon: 20 });
    const sampled = conformist({ choosing: 'sampled' });

    expect(reasonIn(await namingStudy(folder(), { scenario: network, ...only }))).toContain('anybody may meet anybody');
    expect(reasonIn(await majorityStudy(folder(), { model: sampled, runs: 1, ...only }))).toContain(
      'exact distributions',
    );
    const live = majorityOpinion({ agents: 4, sweeps: 10, presentation: 'live' });
    expect(reasonIn(await majorityStudy(folder(), { scenario: live, runs: 1, ...only }))).toContain('presentation');
  });
});
