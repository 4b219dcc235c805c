import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StudySummary } from '../../../src/spec/index.js';
import { writeTables } from '../../../src/study/tables.js';
import { runRecord } from '../../support/run-records.js';
import { summaryExample } from '../../support/study-summary.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

describe('writeTables', () => {
  it('should write rows, measures, report and summary', async () => {
    const study = folder();
    await writeTables(study, summaryExample, [runRecord({ values: { order: 0.5 } })]);
    const text = (file: string): string => readFileSync(join(study, file), 'utf8');

    expect(readdirSync(study).sort()).toEqual([
      'information.csv',
      'metrics.csv',
      'report.html',
      'report.md',
      'runs.csv',
      'series.csv',
      'sociology.csv',
      'summary.json',
      'variance.csv',
    ]);
    expect(text('runs.csv').split('\n')[0]).toContain('order,missing');
    expect(text('metrics.csv').split('\n')[0]).toBe('condition,arm,measure,mean,low,high,median,runs,missing_runs');
    expect(text('report.md')).toMatch(/^# Does it order itself\?\n/);
    expect(text('report.html')).toMatch(/^<!doctype html>/);
    expect(StudySummary.parse(JSON.parse(text('summary.json')))).toEqual(summaryExample);
  });

  it('should write over what was there', async () => {
    const study = folder();
    await writeTables(study, summaryExample, []);
    await writeTables(study, { ...summaryExample, name: 'second' }, [runRecord()]);

    expect(readFileSync(join(study, 'summary.json'), 'utf8')).toContain('"second"');
    expect(readFileSync(join(study, 'runs.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(2);
  });

  it('should write the summary last: where it is, all is', async () => {
    const study = folder();
    mkdirSync(join(study, 'report.html'));

    await expect(writeTables(study, summaryExample, [])).rejects.toThrow('report.html');
    expect(readdirSync(study)).not.toContain('summary.json');
  });
});
