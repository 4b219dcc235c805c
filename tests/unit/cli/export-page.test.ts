import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { jsonOf, mesocosm, quickStudy } from '../../support/command-line.js';
import { onlyStudyIn } from '../../support/study-picture.js';
import { folderForAll, temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();
const root = join(folderForAll(), 'studies');
let study: string;

beforeAll(async () => {
  await mesocosm(quickStudy(root, '--arms', 'isolated'));
  study = onlyStudyIn(root);
});

function hash(): string {
  return (JSON.parse(readFileSync(join(study, 'study.json'), 'utf8')) as { hash: string }).hash;
}

describe('--preregister', () => {
  it('should write the page with the hash that the study then has, and run nothing', async () => {
    const where = folder();
    const to = join(where, 'plan.md');
    const studies = join(where, 'studies');
    const command = quickStudy(studies, '--arms', 'isolated');
    const { code, out } = await mesocosm([...command, '--preregister', to]);
    const page = readFileSync(to, 'utf8');

    expect(code).toBe(0);
    expect(out).toContain(`hash ${hash()}. Nothing was run.`);
    expect(page).toContain(`its hash is ${hash()}`);
    expect(page).toContain('--arms isolated');
    expect(page).not.toContain('--preregister');
    expect(readdirSync(where)).toEqual(['plan.md']);
  });

  it('should do the same for a protocol, as HTML and with its hash as JSON', async () => {
    const where = folder();
    const protocol = join(where, 'protocol.json');
    const content = { formatVersion: 1, scenario: 'naming-game', policy: 'claude-3.5-sonnet', runs: 2 };
    writeFileSync(protocol, JSON.stringify(content));
    const to = join(where, 'plan.html');
    const ran = await mesocosm(['study', protocol, '--preregister', to, '--json', '--folder', join(where, 'studies')]);

    expect(ran.code).toBe(0);
    expect(jsonOf(ran)).toMatchObject({ status: 'done', data: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
    expect(readFileSync(to, 'utf8')).toMatch(/^<!doctype html>/);
    expect(readdirSync(where).sort()).toEqual(['plan.html', 'protocol.json']);
  });

  it('should refuse what is no page, and to write over one', async () => {
    const to = join(folder(), 'plan.md');
    writeFileSync(to, 'mine');
    const command = quickStudy(root, '--preregister');

    expect((await mesocosm([...command, 'plan.txt'])).err).toContain('a file that ends in .md or .html');
    expect((await mesocosm([...command, to])).err).toContain('is there already');
    expect(readFileSync(to, 'utf8')).toBe('mine');
  });
});

describe('export --as', () => {
  it('should write the frozen design of a study as a preregistration', async () => {
    const to = join(folder(), 'plan.md');
    const { code, out } = await mesocosm(['export', study, '--as', 'preregistration', '--to', to]);

    expect([code, out]).toEqual([0, `${to}\n`]);
    expect(readFileSync(to, 'utf8')).toContain(`its hash is ${hash()}`);
  });

  it('should write the methods paragraph of a finished study', async () => {
    const to = join(folder(), 'methods.md');
    const ran = await mesocosm(['export', study, '--as', 'methods', '--to', to, '--json']);
    const text = readFileSync(to, 'utf8');

    expect(jsonOf(ran)).toMatchObject({ status: 'done', data: { written: [to] } });
    expect(text).toContain(`SHA-256 ${hash()}`);
    expect(text.trimEnd().split('\n')).toHaveLength(1);
  });

  it('should refuse methods of a study that is not finished, other kinds of pages, and to write over them', async () => {
    const to = join(folder(), 'methods.md');
    const other = join(folder(), 'begun');
    const file = JSON.parse(readFileSync(join(study, 'study.json'), 'utf8')) as object;
    const { mkdirSync } = await import('node:fs');
    mkdirSync(other);
    writeFileSync(join(other, 'study.json'), JSON.stringify({ ...file, status: 'interrupted' }));

    expect((await mesocosm(['export', other, '--as', 'methods', '--to', to])).err).toContain('marked "interrupted"');
    expect((await mesocosm(['export', other, '--as', 'preregistration', '--to', to])).code).toBe(0);
    expect((await mesocosm(['export', study, '--as', 'methods', '--to', to])).err).toContain('is there already');
    expect((await mesocosm(['export', study, '--as', 'methods', '--to', to, '--force'])).code).toBe(0);
    expect((await mesocosm(['export', study, '--as', 'methods', '--to', 'a.html'])).err).toContain('as Markdown');
    expect((await mesocosm(['export', study, '--as', 'letter', '--to', to])).code).toBe(2);
  });
});
