// Writes the pinned files of tests/golden anew: a journal and a playthrough of each scenario, and the public names. They
// are made by the same modules as the tests that compare them, but from the build: `npm run golden` builds first.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import ts from 'typescript';
import { root } from './_internals/root.js';

const SUPPORT = join('tests', 'support');
const compiled = join(root, 'dist', 'tests');
const golden = join(root, 'tests', 'golden');

/** Compiles what tests share to where the build has its neighbours, so that their imports find the build. */
function compileSupport() {
  for (const name of readdirSync(join(root, SUPPORT), { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.ts')) continue;
    const source = readFileSync(join(root, SUPPORT, name), 'utf8');
    const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
    const target = join(root, 'dist', SUPPORT, name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, ts.transpileModule(source, { compilerOptions }).outputText);
  }
}

const importSupport = (name) => import(pathToFileURL(join(root, 'dist', SUPPORT, name)).href);

/** Every pinned file, with what it should hold. */
async function goldenFiles() {
  const { goldenRuns } = await importSupport('golden-runs.js');
  const { publicNames } = await importSupport('architecture/public-names.js');
  const { readSourceTree } = await importSupport('architecture/source-tree.js');
  const names = publicNames(readSourceTree(root));
  return [...(await goldenRuns()), { name: 'public-names.txt', content: `${names.join('\n')}\n` }];
}

function contentOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

try {
  compileSupport();
  mkdirSync(golden, { recursive: true });
  for (const { name, content } of await goldenFiles()) {
    const before = contentOf(join(golden, name));
    writeFileSync(join(golden, name), content);
    const what = before === undefined ? 'new' : before === content ? 'as it was' : 'changed: read the difference';
    console.log(`tests/golden/${name}: ${what}`);
  }
} finally {
  rmSync(compiled, { recursive: true, force: true });
}
