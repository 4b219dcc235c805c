import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { StudySummary } from '../../src/spec/index.js';
import { mesocosm } from '../support/command-line.js';
import { onlyStudyIn } from '../support/study-picture.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const folder = temporaryFolders();

/** Twelve jurors, composed and measured without a language model. */
async function jurors(where: string): Promise<string> {
  const out = join(where, 'jury.jsonl');
  const made = await mesocosm(
    ['personas', 'generate', 'irish-jury-room', '--model', 'none', '--size', '12', '--out', out], // prettier-ignore
  );
  expect(made.code).toBe(0);
  return out;
}

const flat = (text: string): string => text.replaceAll(/\s+/g, ' ');

describe('people of a generated population', () => {
  it('should differ in a conflict by what they answered, in summary, report and on the screen', async () => {
    const where = folder();
    const people = await jurors(where);
    const studies = join(where, 'studies');
    const { code, out } = await mesocosm([
      'run',
      'conflict',
      '--mind',
      'psychometric',
      '--axis',
      'weight-of-doubt',
      '--agents',
      '12',
      '--runs',
      '2',
      '--population',
      people,
      '--folder',
      studies,
    ]);

    expect(code).toBe(0);
    expect(flat(out)).toMatch(/12 people differ in what they do by .* in what they answer on "weight-of-doubt" by /);
    const study = onlyStudyIn(studies);
    const summary = StudySummary.parse(JSON.parse(readFileSync(join(study, 'summary.json'), 'utf8')));
    const [table] = summary.conditions[0]?.tables ?? [];
    expect(table?.rows.map(([axis, from, arm]) => [axis, from, arm])).toEqual(
      ['weight-of-doubt', 'rule-of-decision'].flatMap((axis) =>
        ['interacting', 'isolated'].map((arm) => [axis, 'answers', arm]),
      ),
    );
    for (const report of ['report.md', 'report.html'])
      expect(readFileSync(join(study, report), 'utf8')).toContain('Spread of behaviour beside the spread of the');
  });

  it('should be held against where they were meant to stand where answers are of others, or cannot be read', async () => {
    const where = folder();
    const people = await jurors(where);
    const report = join(where, 'jury.report');
    const file = join(report, 'measurement.json');
    const text = readFileSync(file, 'utf8');
    const run = async (name: string): Promise<string> => {
      const { out } = await mesocosm([
        'run',
        'conflict',
        '--mind',
        'scripted',
        '--axis',
        'weight-of-doubt',
        '--condition',
        'moves-only',
        '--agents',
        '4',
        '--runs',
        '1',
        '--population',
        people,
        '--folder',
        join(where, name),
      ]);
      return flat(out);
    };
    writeFileSync(file, text.replaceAll('Dmitri Ghali', 'Somebody Else'));
    expect(await run('others')).toContain('in where they were meant to stand on "weight-of-doubt"');
    writeFileSync(file, text.slice(0, 200));
    expect(await run('broken')).toContain('in where they were meant to stand on "weight-of-doubt"');
    writeFileSync(file, text);
    mkdirSync(join(where, 'jury.measured'));
    renameSync(file, join(where, 'jury.measured', 'measurement.json'));
    expect(await run('measured')).toContain('in what they answer on "weight-of-doubt"');
  });

  it('should be refused in one sentence, before a folder is made, where they lack an axis', async () => {
    const where = folder();
    const people = await jurors(where);
    const studies = join(where, 'studies');
    const lacking = ['--agents', '4', '--population', people, '--folder', studies];
    const { code, err } = await mesocosm(['run', 'conflict', '--mind', 'scripted', ...lacking]);

    expect(code).toBe(2);
    expect(flat(err)).toContain(
      'Dmitri Ghali has no position on the axis "temper", by which a scripted person escalates: name another with ' +
        '--axis (weight-of-doubt, rule-of-decision), or let a model decide',
    );
    expect(err).not.toContain('resume');
    expect(existsSync(studies)).toBe(false);
    const tested = await mesocosm(['run', 'system-under-test', '--mind', 'psychometric', ...lacking]);
    expect(tested.code).toBe(2);
    expect(flat(tested.err)).toContain(
      'no position on the axis "patience", which a scripted person needs: use a population',
    );
  });

  it('should deliberate from where they were meant to stand, and be refused where that is not known', async () => {
    const where = folder();
    const people = await jurors(where);
    const deliberate = [
      'run',
      'deliberation',
      '--mind',
      'psychometric',
      '--agents',
      '4',
      '--runs',
      '1',
      '--rounds',
      '1',
    ];
    const { code, out } = await mesocosm([...deliberate, '--population', people, '--folder', join(where, 'studies')]);

    expect(code).toBe(0);
    expect(flat(out)).toMatch(/Of how far people were moved by others, most goes to \p{Lu}\p{L}+ \p{Lu}\p{L}+: /u);
    const bare = join(where, 'bare.jsonl');
    const lines = readFileSync(people, 'utf8').trimEnd().split('\n');
    const without = lines.map((line) => ({ ...(JSON.parse(line) as object), position: undefined }));
    writeFileSync(bare, `${without.map((line) => JSON.stringify(line)).join('\n')}\n`);
    const refused = await mesocosm([...deliberate, '--population', bare, '--folder', join(where, 'bare')]);
    expect(refused.code).toBe(2);
    expect(flat(refused.err)).toContain('has no position on any axis, from which it would start');
  });
});
