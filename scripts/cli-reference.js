// Writes docs/reference/cli.md from the help of every command of the build: `npm run build` first.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createProgram } from '../dist/src/cli/program.js';
import { scenarios } from '../dist/scenarios/index.js';
import { cliReference } from './_internals/cli-reference.js';
import { root } from './_internals/root.js';

const path = join(root, 'docs', 'reference', 'cli.md');
mkdirSync(dirname(path), { recursive: true });
writeFileSync(path, await cliReference(createProgram, scenarios));
console.log('docs/reference/cli.md');
