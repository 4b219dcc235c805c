import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { mesocosm, quickStudy } from '../../support/command-line.js';
import { htmlProblems, loadedFrom } from '../../support/html.js';
import { onlyStudyIn } from '../../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const root = join(folderForAll(), 'studies');
let run: string;

beforeAll(async () => {
  await mesocosm(quickStudy(root, '--arms', 'isolated'));
  const runs = join(onlyStudyIn(root), 'runs');
  const name = readdirSync(runs).find((one) => one.includes('.interacting.')) as string;
  run = join(runs, name);
});

describe('export of a run', () => {
  it('should tell what happened, to whom, who followed whom, and how to make it again', async () => {
    const to = join(folder(), 'run.html');
    const { code, out } = await mesocosm(['export', run, '--to', to]);
    const html = readFileSync(to, 'utf8');

    expect([code, out]).toEqual([0, `${to}\n`]);
    for (const id of ['time', 'agents', 'network', 'measures', 'events', 'method']) {
      expect(html).toContain(`<section id="${id}">`);
    }
    expect(html).toContain('This is one run.');
    expect(html).toContain(`mesocosm replay ${run}`);
    expect(htmlProblems(html)).toEqual([]);
    expect(loadedFrom(html)).toEqual([]);
  });

  it('should tell the same as Markdown, with the values of its row', async () => {
    const to = join(folder(), 'run.md');
    await mesocosm(['export', run, '--to', to]);
    const text = readFileSync(to, 'utf8');
    const { ending, activations } = JSON.parse(readFileSync(join(run, 'summary.json'), 'utf8')) as {
      ending: string;
      activations: number;
    };

    expect(text).toContain(`It ended after ${activations} activation`);
    expect(text).toContain(ending);
    expect(text).toContain('| from | to | events that followed |');
    expect(text).not.toMatch(/\b(NaN|undefined)\b/);
  });

  it('should refuse what is no page of a run', async () => {
    const to = join(folder(), 'run.md');

    expect((await mesocosm(['export', run, '--to', folder()])).err).toContain('a file that ends in .md or .html');
    expect((await mesocosm(['export', run, '--as', 'methods', '--to', to])).err).toContain('a run has no methods');
    expect(existsSync(to)).toBe(false);
  });
});
