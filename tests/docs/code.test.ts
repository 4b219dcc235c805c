import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFolders } from '../support/temporary-folder.js';
import { examplesIn, execute, typeErrors, writeExamples, type CodeExample } from './_internals/code-blocks.js';
import { readDocuments, type Document } from './_internals/documents.js';
import { parseMarkdown } from './_internals/markdown.js';

/** A made-up document, and made-up examples, for showing that the checks can fail. */
const made = (text: string): Document => ({ path: 'made.md', text, ...parseMarkdown(text) });
const example = (code: string): CodeExample => ({ place: 'made.md:1', code, runs: 'anywhere' });
const wrong = example("import { runStudy } from 'mesocosm';\nawait runStudy(3);");
const right = example("import { namingGame } from 'mesocosm/scenarios';\nconst unused = namingGame({ memory: 3 });");

const examples = readDocuments().flatMap(examplesIn);
const all = [...examples, wrong, right];
const { paths, remove } = writeExamples(all);
afterAll(remove);
const emptyFolder = temporaryFolders();

/** What the compiler says about every file; one program for all, since it reads the whole project. */
let errors: ReadonlyMap<string, readonly string[]>;
beforeAll(() => void (errors = typeErrors(paths)), 180_000);
const errorsOf = (one: CodeExample): readonly string[] => errors.get(paths[all.indexOf(one)] as string) ?? ['not read'];

describe('code in the documents', () => {
  it('should be found, most of it to be executed', () => {
    const places = (kind: CodeExample['runs']): readonly string[] =>
      examples.filter(({ runs }) => runs === kind).map(({ place }) => place);

    expect(places('anywhere').filter((place) => place.startsWith('README.md')).length).toBeGreaterThan(0);
    expect(places('anywhere').filter((place) => place.startsWith('CONTRIBUTING.md')).length).toBeGreaterThan(4);
    expect(places('with the model').some((place) => place.startsWith('README.md'))).toBe(true);
  });

  it('should compile', () => {
    const found = examples.flatMap((one) => errorsOf(one).map((error) => `${one.place} + ${error}`));

    expect(found).toEqual([]);
  });

  for (const [index, { place, runs, prints }] of examples.entries()) {
    if (runs !== 'anywhere') continue;
    it(`should run: ${place}`, async () => {
      const printed = await execute(paths[index] as string, emptyFolder());

      expect(printed).not.toBe('');
      expect(printed).toBe(prints ?? printed);
    }, 120_000);
  }
});

describe('the checks of code in the documents', () => {
  it('should find what does not compile, and let the rest pass', () => {
    expect(errorsOf(wrong)).toHaveLength(1);
    expect(errorsOf(wrong)[0]).toMatch(/^2: /);
    expect(errorsOf(right)).toEqual([]);
  });

  it('should hear what is printed, and fail where a block throws', async () => {
    const files = writeExamples([example("console.log('a', 1, { b: 2 });"), example("throw new Error('no');")]);
    try {
      const [prints, throws] = files.paths as [string, string];

      expect(await execute(prints, emptyFolder())).toBe('a 1 {"b":2}');
      await expect(execute(throws, emptyFolder())).rejects.toThrow('no');
    } finally {
      files.remove();
    }
  });

  it('should read marks and what is printed, and refuse marks that it does not know', () => {
    const text = '```ts runnable\nlet a;\n```\n\n```text prints\nb\n```\n\n```ts\nlet c;\n```\n';

    expect(examplesIn(made(text)).map(({ runs, prints }) => [runs, prints])).toEqual([
      ['anywhere', 'b'],
      ['never', undefined],
    ]);
    expect(() => examplesIn(made('```ts runable\n```'))).toThrow('cannot be marked "runable"');
  });
});
