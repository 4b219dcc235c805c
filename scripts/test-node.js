// Runs the built command and the unit tests on every major version of Node that is supported: `--only 22` for one. Each
// version is fetched through npx and used for this alone. `npm run test:node` builds first.
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { npm } from './_internals/commands.js';
import { root } from './_internals/root.js';

const SUPPORTED = ['20', '22', '24'];

const { values } = parseArgs({ options: { only: { type: 'string' } } });
if (values.only !== undefined && !SUPPORTED.includes(values.only)) {
  console.error(`There is no Node ${values.only} to test; expected one of ${SUPPORTED.join(', ')}.`);
  process.exit(2);
}

const trial = join(root, 'scripts', '_internals', 'on-this-node.js');
const versions = values.only === undefined ? SUPPORTED : [values.only];
const results = versions.map((version) => {
  console.log(`\nNode ${version}`);
  const { code } = npm(['exec', '--yes', `--package=node@${version}`, '--', 'node', trial, version]);
  return { version, passed: code === 0 };
});

console.log('');
for (const { version, passed } of results) console.log(`Node ${version}: ${passed ? 'passed' : 'FAILED'}`);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
