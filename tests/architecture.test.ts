import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { publicNames } from './support/architecture/public-names.js';
import { rules } from './support/architecture/rules.js';
import { filesIn, madeUpTree, readSourceTree } from './support/architecture/source-tree.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const project = readSourceTree(root);

describe('the architecture', () => {
  it('should be read whole', () => {
    const { size } = project;
    expect(size).toBeGreaterThan(150);
    expect(filesIn(project, ['src/spec', 'scenarios/naming-game']).length).toBeGreaterThan(20);
  });

  for (const { should, check } of rules) it(`should ${should}`, () => expect(check(project)).toEqual([]));

  it('should have the public names that are written down (`npm run golden` writes them anew)', () => {
    const written = readFileSync(new URL('./golden/public-names.txt', import.meta.url), 'utf8');

    expect(publicNames(project).join('\n')).toBe(written.trimEnd());
  });
});

describe('the checks of the architecture', () => {
  for (const { should, check, finds, allows } of rules) {
    for (const { what, tree, says } of finds) {
      it(`should find ${what} (${should})`, () => {
        const problems = check(madeUpTree(tree));

        expect(problems).toHaveLength(1);
        expect(problems[0]).toContain(says);
      });
    }
    it(`should find nothing where there is nothing (${should})`, () => expect(check(madeUpTree(allows))).toEqual([]));
  }

  it('should list names with their entry, types apart, however they are exported', () => {
    const tree = madeUpTree({
      'src/index.ts': "export { b, type A } from './x.js'; export type { C } from './x.js'; export const d = 1;",
      'scenarios/index.ts': 'export function e() {} const hidden = 1; export interface F {}',
    });

    expect(publicNames(tree)).toEqual([
      'mesocosm: b',
      'mesocosm: d',
      'mesocosm: type A',
      'mesocosm: type C',
      'mesocosm/scenarios: e',
      'mesocosm/scenarios: type F',
    ]);
  });

  it('should refuse a list of names that nobody can read', () => {
    const tree = madeUpTree({ 'src/index.ts': "export * from './x.js';" });

    expect(() => publicNames(tree)).toThrow('list the names');
  });
});
