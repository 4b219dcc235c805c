import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';

/** Source files by their path below the root, with slashes: what the checks of the architecture look at. */
export type SourceTree = ReadonlyMap<string, string>;

/** One import, export-from or `import()` of a file. */
export interface Import {
  readonly from: string;
  /** A file below the root for a relative import, else the package or module as it is written. */
  readonly to: string;
  readonly relative: boolean;
  /** `type` leaves nothing at run time; `dynamic` is loaded when it is first used. */
  readonly kind: 'static' | 'dynamic' | 'type';
}

/** Folders that hold our own code. */
const FOLDERS = ['src', 'scenarios', 'generators', 'bin', 'tests', 'scripts'];

/** The code of the project. */
export function readSourceTree(root: string): SourceTree {
  const tree = new Map<string, string>();
  const walk = (folder: string): void => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = posix.join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (/\.(ts|js)$/.test(entry.name)) tree.set(path, readFileSync(join(root, path), 'utf8'));
    }
  };
  const there = new Set(readdirSync(root));
  for (const folder of FOLDERS.filter((name) => there.has(name))) walk(folder);
  return tree;
}

/** A small made-up tree, for showing that a check can fail. */
export function madeUpTree(files: { readonly [path: string]: string }): SourceTree {
  return new Map(Object.entries(files));
}

const parsed = new WeakMap<SourceTree, Map<string, ts.SourceFile>>();

/** The syntax tree of a file. */
export function syntaxOf(tree: SourceTree, path: string): ts.SourceFile {
  const files = parsed.get(tree) ?? new Map<string, ts.SourceFile>();
  parsed.set(tree, files);
  const known = files.get(path) ?? ts.createSourceFile(path, tree.get(path) ?? '', ts.ScriptTarget.ES2023);
  files.set(path, known);
  return known;
}

/** Calls `visit` with every node below a file. */
export function forEachNode(file: ts.SourceFile, visit: (node: ts.Node) => void): void {
  const step = (node: ts.Node): void => {
    visit(node);
    ts.forEachChild(node, step);
  };
  ts.forEachChild(file, step);
}

/** All imports of the files below the given folders. */
export function importsOf(tree: SourceTree, folders: readonly string[]): readonly Import[] {
  return filesIn(tree, folders).flatMap((from) => {
    const found: Import[] = [];
    forEachNode(syntaxOf(tree, from), (node) => {
      const read = specifierOf(node);
      if (read === undefined) return;
      const relative = read.specifier.startsWith('.');
      const to = relative ? resolved(tree, posix.join(posix.dirname(from), read.specifier)) : read.specifier;
      found.push({ from, to, relative, kind: read.kind });
    });
    return found;
  });
}

/** Paths of the files below the given folders. */
export function filesIn(tree: SourceTree, folders: readonly string[]): readonly string[] {
  return [...tree.keys()].filter((path) => folders.some((folder) => path.startsWith(`${folder}/`)));
}

/** The source that a compiled name stands for: `./a.js` is `a.ts`, where there is one. */
function resolved(tree: SourceTree, path: string): string {
  const source = path.replace(/\.js$/, '.ts');
  return tree.has(source) || !tree.has(path) ? source : path;
}

function specifierOf(node: ts.Node): { readonly specifier: string; readonly kind: Import['kind'] } | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    if (node.moduleSpecifier === undefined || !ts.isStringLiteral(node.moduleSpecifier)) return undefined;
    return { specifier: node.moduleSpecifier.text, kind: leavesNothing(node) ? 'type' : 'static' };
  }
  if (ts.isImportTypeNode(node)) {
    const { argument } = node;
    if (!ts.isLiteralTypeNode(argument) || !ts.isStringLiteral(argument.literal)) return undefined;
    return { specifier: argument.literal.text, kind: 'type' };
  }
  if (!ts.isCallExpression(node) || node.expression.kind !== ts.SyntaxKind.ImportKeyword) return undefined;
  const [argument] = node.arguments;
  if (argument === undefined || !ts.isStringLiteralLike(argument)) return undefined;
  return { specifier: argument.text, kind: 'dynamic' };
}

function leavesNothing(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  return node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
}
