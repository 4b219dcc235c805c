import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeOf, readDocument, readDocuments, root, type Document } from './_internals/documents.js';
import { parseMarkdown } from './_internals/markdown.js';

const documents = readDocuments();

/** What is wrong with the relative links of a document. */
function brokenLinks(document: Document): readonly string[] {
  return document.links.flatMap(({ target, line }) => {
    if (/^[a-z]+:/.test(target)) return [];
    const [path = '', anchor] = target.split('#');
    const file = path === '' ? document.path : posix.join(posix.dirname(document.path), decodeURI(path));
    const place = placeOf(document, line);
    if (file.startsWith('..')) return [`${place}: ${target} leads out of the project`];
    if (!existsSync(join(root, file))) return [`${place}: there is no ${file}`];
    if (anchor === undefined) return [];
    const { anchors } = file === document.path ? document : readDocument(file);
    return anchors.has(anchor) ? [] : [`${place}: ${file} has no heading #${anchor}`];
  });
}

/** A made-up document at a path, for showing that the check can fail. */
const made = (path: string, text: string): Document => ({ path, text, ...parseMarkdown(text) });

describe('links', () => {
  it('should be read from all documents', () => {
    expect(documents.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['README.md', 'CONTRIBUTING.md', 'docs/formats.md', 'scenarios/naming-game/README.md']),
    );
    expect(documents.flatMap(({ links }) => links).length).toBeGreaterThan(50);
  });

  for (const document of documents) {
    it(`should lead from ${document.path} to what exists`, () => expect(brokenLinks(document)).toEqual([]));
  }

  it('should lead to every page of docs from its index', () => {
    const index = readDocument('docs/README.md');
    const linked = new Set(index.links.map(({ target }) => posix.join('docs', target.split('#')[0] as string)));
    const pages = documents.map(({ path }) => path).filter((path) => path.startsWith('docs/') && path !== index.path);

    expect(pages.filter((path) => !linked.has(path))).toEqual([]);
  });

  it('should be found broken where a file or a heading is missing', () => {
    const text = '# A b!\n\n[x](#a-b) [y](#c) [z](no.md) [w](../../x.md) [v](docs/README.md#no-such) `[u](no.md)`';

    expect(brokenLinks(made('README.md', text))).toEqual([
      'README.md:3: README.md has no heading #c',
      'README.md:3: there is no no.md',
      'README.md:3: ../../x.md leads out of the project',
      'README.md:3: docs/README.md has no heading #no-such',
    ]);
  });

  it('should not be looked for in fenced blocks', () => {
    const { links, blocks } = parseMarkdown('```ts runnable\n[a](b.md)\n```\n[c](d.md)');

    expect(links.map(({ target }) => target)).toEqual(['d.md']);
    expect(blocks).toEqual([{ info: ['ts', 'runnable'], code: '[a](b.md)', line: 1 }]);
  });
});
