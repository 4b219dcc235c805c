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
      const target = join(folder, 'src', part, path.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      if (path.endsWith('.json')) cpSync(join(source, path), target);
      if (!path.endsWith('.ts')) continue;
      const { outputText } = ts.transpileModule(readFileSync(join(source, path), 'utf8'), { compilerOptions });
      writeFileSync(target, outputText);
    }
  }
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  return (path) => pathToFileURL(join(folder, 'src', path)).href;
}

const compilerOptions: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  target: ts.ScriptTarget.ES2023,
  verbatimModuleSyntax: true,
};
