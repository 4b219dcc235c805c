import { posix } from 'node:path';
import ts from 'typescript';
import { filesIn, forEachNode, importsOf, syntaxOf, type SourceTree } from './source-tree.js';

/** The one file that may ask what time it is. */
const CLOCK = 'src/foundation/clock.ts';
const OURS = ['src', 'scenarios', 'generators', 'bin'];
const MEMBERS = ['Math.random', 'Date.now', 'performance.now', 'AbortSignal.timeout', 'process.hrtime'];
const NAMES = ['setTimeout', 'setInterval', 'randomUUID', 'randomBytes', 'randomInt', 'getRandomValues'];
const MODULES = ['timers', 'timers/promises', 'perf_hooks', 'node:timers', 'node:timers/promises', 'node:perf_hooks'];

/** Clocks and chance that nobody can inject. */
export function hiddenClocksAndChance(tree: SourceTree): readonly string[] {
  const files = filesIn(tree, OURS).filter((path) => path !== CLOCK);
  const used = files.flatMap((path) => {
    const file = syntaxOf(tree, path);
    const found: string[] = [];
    forEachNode(file, (node) => {
      const name = hiddenIn(node);
      if (name === undefined) return;
      const line = file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
      found.push(`${path}:${line} uses ${name}: take a Clock or a Chance`);
    });
    return found;
  });
  const imported = importsOf(tree, OURS)
    .filter(({ from, to }) => from !== CLOCK && MODULES.includes(to))
    .map(({ from, to }) => `${from} imports ${to}: take a Clock`);
  return [...used, ...imported];
}

function hiddenIn(node: ts.Node): string | undefined {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    const member = `${node.expression.text}.${node.name.text}`;
    return MEMBERS.includes(member) ? member : undefined;
  }
  if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && ts.isIdentifier(node.expression)) {
    if (node.expression.text === 'Date') return ts.isNewExpression(node) ? 'new Date' : 'Date()';
  }
  return ts.isIdentifier(node) && NAMES.includes(node.text) ? node.text : undefined;
}

/** The list of public names is as long as it is. */
const LISTS = ['src/index.ts'];

/** Files that should be split. */
export function longFiles(tree: SourceTree, limit: number): readonly string[] {
  return [...tree].flatMap(([path, text]) => {
    if (LISTS.includes(path)) return [];
    const lines = text.split('\n').length - Number(text.endsWith('\n'));
    return lines > limit ? [`${path} has ${lines} lines, more than ${limit}`] : [];
  });
}

/** Folders of unit tests for which `src` has no folder. */
export function unmirroredTests(tree: SourceTree): readonly string[] {
  const sources = new Set(filesIn(tree, ['src']).flatMap((path) => foldersAbove(path)));
  const tests = new Set(filesIn(tree, ['tests/unit']).map((path) => posix.dirname(path)));
  return [...tests]
    .filter((folder) => !sources.has(folder.replace(/^tests\/unit/, 'src')))
    .map((folder) => `${folder} mirrors no folder of src`);
}

function foldersAbove(path: string): readonly string[] {
  const parts = posix.dirname(path).split('/');
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
