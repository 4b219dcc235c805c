// Runs on the Node that is to be tested, which is named: the command, a study, and the unit tests.
import { join } from 'node:path';
import { node, toolPath } from './commands.js';
import { inTemporaryFolder } from './folders.js';
import { finishedStudy } from './finished-study.js';
import { root } from './root.js';

const [major] = process.versions.node.split('.');
const wanted = process.argv[2];
const command = join(root, 'dist', 'bin', 'mesocosm.js');

async function trial() {
  if (major !== wanted) return [`this is Node ${process.version}, and ${wanted} was wanted`];
  const version = node([command, '--version'], { stdio: 'pipe' });
  if (version.code !== 0) return [`the command does not start: ${version.err}`];
  const study = await inTemporaryFolder(async (cwd) =>
    node([command, 'run', 'naming-game', '--policy', 'llama-3-70b', '--runs', '2', '--json'], { cwd, stdio: 'pipe' }),
  );
  const troubles = finishedStudy(study, { scenario: 'naming-game', runs: 2 });
  if (troubles.length > 0) return troubles;
  console.log(`${process.version}: mesocosm ${version.out.trim()} runs a study`);
  const tests = node([toolPath('vitest', 'vitest.mjs'), 'run', 'tests/unit', '--reporter', 'dot']);
  return tests.code === 0 ? [] : ['unit tests failed'];
}

const troubles = await trial();
for (const trouble of troubles) console.error(`${process.version}: ${trouble}`);
process.exitCode = troubles.length === 0 ? 0 : 1;
