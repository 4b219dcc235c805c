import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scenarios } from 'mesocosm/scenarios';
import { EXIT_CODES } from '../../src/foundation/errors/index.js';
import type { ScenarioEntry } from '../../src/spec/index.js';
import { ROOMS } from '../support/architecture/import-table.js';
import { filesBelow, readDocument, root, sectionOf } from './_internals/documents.js';

const readme = readDocument('README.md');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string;
  license: string;
  engines: { node: string };
  scripts: Record<string, string>;
};

/** First cells of the rows of a text's tables, without their code marks. */
function firstCells(text: string): readonly string[] {
  return text
    .split('\n')
    .filter((line) => /^\| (?!---)/.test(line))
    .map((line) => (line.split(' | ')[0] as string).replace(/^\| /, '').replaceAll('`', '').trim());
}

describe('what README says', () => {
  it('should be the exit codes that there are', () => {
    const codes = firstCells(sectionOf(readme, 'Exit codes')).slice(1).map(Number);

    expect(codes.toSorted((a, b) => a - b)).toEqual([0, 1, ...Object.values(EXIT_CODES)].toSorted((a, b) => a - b));
  });

  it('should be short', () => expect(readme.text.split('\n').length).toBeLessThan(250));

  it('should show a picture that there is', () => {
    const picture = readFileSync(join(root, 'docs/images/report.png'));

    expect(readme.text).toContain('docs/images/report.png');
    expect(picture.subarray(1, 4).toString('latin1')).toBe('PNG');
  });

  it('should name the version of Node that is needed', () => {
    expect(readme.text).toContain(`Node ${manifest.engines.node.replace('>=', '')}`);
  });

  it('should show a closing screen of at most 25 lines', () => {
    const screen = readme.blocks.find(({ code }) => code.includes('Against isolated'));

    expect(screen?.code.split('\n').length).toBeLessThanOrEqual(25);
    expect(Math.max(...(screen?.code.split('\n') ?? []).map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

describe('what CONTRIBUTING says', () => {
  it('should be every script of npm that is for people', () => {
    const { text } = readDocument('CONTRIBUTING.md');
    const helpers = ['build', 'prepare', 'format', 'lint', 'types'];
    const missing = Object.keys(manifest.scripts)
      .filter((name) => !helpers.includes(name))
      .filter((name) => !text.includes(`npm run ${name}`) && !text.includes(`npm ${name}`));

    expect(missing).toEqual([]);
  });
});

describe('what the page about architecture says', () => {
  it('should be the rooms in the order of imports', () => {
    const built = new Set(filesBelow('src').map((path) => path.split('/')[1] as string));
    const rooms = ROOMS.flat().filter((room) => built.has(room));

    expect(firstCells(sectionOf(readDocument('docs/architecture.md'), 'Rooms')).slice(1)).toEqual(rooms);
  });
});

describe('what CITATION.cff and CHANGELOG say', () => {
  it('should be the version and licence of the package', () => {
    const citation = readFileSync(join(root, 'CITATION.cff'), 'utf8');

    expect(citation).toContain(`\nversion: ${manifest.version}\n`);
    expect(citation).toContain(`\nlicense: ${manifest.license}\n`);
    expect(readDocument('CHANGELOG.md').text).toContain(`## [${manifest.version}]`);
  });

  it('should be the licence whose text is here', () => {
    const licence = readFileSync(join(root, 'LICENSE'), 'utf8');

    expect(manifest.license).toBe('Apache-2.0');
    expect(licence).toContain('Apache License');
    expect(licence).toContain('Version 2.0, January 2004');
    expect(licence).toContain('END OF TERMS AND CONDITIONS');
  });
});

describe('what the decisions say', () => {
  const pages = filesBelow('docs/decisions').filter((path) => !path.endsWith('README.md'));
  const index = readDocument('docs/decisions/README.md');

  for (const path of pages) {
    it(`should be dated, short, and in the list: ${path}`, () => {
      const { text, headings } = readDocument(path);
      const [, name = '', date = ''] = /docs\/decisions\/((\d{4}-\d\d-\d\d)-[a-z0-9-]+\.md)$/.exec(path) ?? [];

      expect(text).toContain(`\n\n${date}\n`);
      expect(headings.map((heading) => heading.text).slice(1)).toEqual(['Context', 'Decision', 'Consequences']);
      expect(text.split('\n').length).toBeLessThan(60);
      expect(index.text).toContain(`| ${date} | [${headings[0]?.text}](${name})`);
    });
  }
});

for (const entry of scenarios as readonly ScenarioEntry[]) {
  describe(`what the README of ${entry.name} says`, () => {
    const page = readDocument(`scenarios/${entry.name}/README.md`);

    it('should have the headings that every scenario has', () => {
      expect(page.headings.filter(({ level }) => level === 2).map(({ text }) => text)).toEqual([
        'Question',
        'Source',
        'How to run',
        'Parameters',
        'Conditions',
        'Arms',
        'Measures',
        'Reading the output',
        'Limits',
      ]);
    });

    it('should be its parameters, all of them', () => {
      const names = Object.keys(entry.parameters.shape);

      expect(firstCells(sectionOf(page, 'Parameters')).slice(1).toSorted()).toEqual(names.toSorted());
    });

    it('should be its arms, in their order', () => {
      const { arms, meanField } = entry.create();
      const names = [...arms.map(({ name }) => name), ...(meanField === undefined ? [] : ['mean-field'])];

      expect(firstCells(sectionOf(page, 'Arms')).slice(1)).toEqual(names);
    });

    it('should be its conditions, those of a series by their first and last', () => {
      const text = sectionOf(page, 'Conditions');
      const missing = Object.keys(entry.conditions).filter(
        (name) => !text.includes(`\`${name}\``) && !/^committed-\d/.test(name),
      );

      expect(missing).toEqual([]);
      const series = Object.keys(entry.conditions).some((name) => /^committed-\d/.test(name));
      expect(text.includes('`committed-')).toBe(series);
    });
  });
}
