import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Compiles these folders of `src` as they stand, types unchecked, so that other processes can import them.
 *
 * @returns where a module is, to be imported: `moduleAt('model/index.js')`.
 */
export function transpileSource(folder: string, parts: readonly string[]): (path: string) => string {
  for (const part of parts) {
    const source = join(root, 'src', part);
    for (const path of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
      if (path.endsWith('.json')) copy(folder, join('src', part, path));
      if (path.endsWith('.ts')) transpile(folder, join('src', part, path));
    }
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return (path) => pathToFileURL(join(folder, 'src', path)).href;
}

/** Compiles the scenarios too, and lets them import the library by its name; after {@link transpilePrograms}. */
export function transpileScenarios(folder: string): void {
  transpile(folder, join('src', 'index.ts'));
  for (const path of readdirSync(join(root, 'scenarios'), { recursive: true, encoding: 'utf8' })) {
    if (path.endsWith('.json')) copy(folder, join('scenarios', path));
    if (path.endsWith('.ts')) transpile(folder, join('scenarios', path));
  }
  const exports = { '.': './src/index.js' };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'mesocosm', type: 'module', exports }));
}

/**
 * Compiles all of `src`, and these files of `tests/support` beside it.
 *
 * @returns where a file of `tests/support` is, to be run: `programAt('a-process.js')`.
 */
export function transpilePrograms(folder: string, files: readonly string[]): (file: string) => string {
  const parts = readdirSync(join(root, 'src'), { withFileTypes: true });
  transpileSource(
    folder,
    parts.filter((part) => part.isDirectory()).map(({ name }) => name),
  );
  for (const file of files) transpile(folder, join('tests', 'support', file));
  return (file) => join(folder, 'tests', 'support', file);
}

function copy(folder: string, path: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  cpSync(join(root, path), join(folder, path));
}

function transpile(folder: string, path: string): void {
  const target = join(folder, path.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(target), { recursive: true });
  const { outputText } = ts.transpileModule(readFileSync(join(root, path), 'utf8'), { compilerOptions });
  writeFileSync(target, outputText);
}

const compilerOptions: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ES2023,
  verbatimModuleSyntax: true,
};
