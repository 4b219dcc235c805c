// Packs the project, installs the tarball in an empty folder as a user would, and uses it: the command, the library from
// a module, and its types. Everything is made in a temporary folder and removed.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { node, npm, toolPath } from './_internals/commands.js';
import { finishedStudy } from './_internals/finished-study.js';
import { filesBelow, inTemporaryFolder, sizeInWords } from './_internals/folders.js';
import { installPacked } from './_internals/pack.js';
import { root } from './_internals/root.js';

const MOST_MEGABYTES = 100;
/** What a package may hold beside the folders and files that package.json lists. */
const ALWAYS = ['package.json', 'README.md', 'LICENSE'];

/** Files in the package that should not be there. */
function strayFiles(folder) {
  const { files } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return filesBelow(folder).flatMap((path) => {
    const listed = ALWAYS.includes(path) || files.some((entry) => path === entry || path.startsWith(`${entry}/`));
    if (!listed) return [`${path} is in the package, and "files" does not list it`];
    // The contexts of the test split are data.
    const isTest = /(^|\/)tests?\/|\.test\./.test(path) && !path.startsWith('dist/generators/contexts/');
    if (isTest) return [`${path} is a test`];
    if (path.endsWith('.map')) return [`${path} is a source map`];
    if (path.endsWith('.ts') && !path.endsWith('.d.ts')) return [`${path} is a source`];
    const maps = path.endsWith('.js') && readFileSync(join(folder, path), 'utf8').includes('sourceMappingURL=');
    return maps ? [`${path} names a source map`] : [];
  });
}

/** Everything that is said, where a program ends with another code than 0. */
function failing({ code, out, err }) {
  return code === 0 ? [] : [`exit code ${code}: ${`${out}\n${err}`.trim()}`];
}

/** The command of the installed package, as `npx mesocosm` starts it; nothing else of that name is fetched. */
function mesocosm(user, ...args) {
  return npm(['exec', '--no', '--', 'mesocosm', ...args], { cwd: user, stdio: 'pipe' });
}

/** The scenarios that ship, in the order of the alphabet. */
const SCENARIOS = [
  'conflict',
  'deliberation',
  'group-search',
  'hidden-profile',
  'majority-opinion',
  'naming-game',
  'opinion-exchange',
  'system-under-test',
];

function describes(scenarios) {
  const failed = failing(scenarios);
  if (failed.length > 0) return failed;
  const { status, data } = JSON.parse(scenarios.out);
  const names = data.map(({ name }) => name).sort();
  return status === 'done' && names.join() === SCENARIOS.join() ? [] : [scenarios.out];
}

/** Runs or compiles one file of `scripts/_internals/pack/`, put where the user's own would be. */
function userFile(user, name) {
  writeFileSync(join(user, name), readFileSync(join(root, 'scripts', '_internals', 'pack', name)));
  return name;
}

function compiled(user) {
  const file = userFile(user, 'types.ts');
  userFile(user, 'tsconfig.json');
  const done = node([toolPath('typescript', 'bin/tsc'), '-p', 'tsconfig.json'], { cwd: user, stdio: 'pipe' });
  return failing(done).map((trouble) => `${file} does not compile: ${trouble}`);
}

const checks = {
  'the package holds what it should': ({ user }) => strayFiles(join(user, 'node_modules', 'mesocosm')),
  [`it takes at most ${MOST_MEGABYTES} MB with all it needs`]: ({ size }) =>
    size.megabytes <= MOST_MEGABYTES ? [] : [sizeInWords(size)],
  'mesocosm --version': ({ user }) => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    const done = mesocosm(user, '--version');
    return done.out.trim() === version ? failing(done) : [`it says "${done.out}${done.err}", expected ${version}`];
  },
  'mesocosm --help': ({ user }) => {
    const done = mesocosm(user, '--help');
    return done.out.includes('Usage: mesocosm') ? failing(done) : [`it says "${done.out}${done.err}"`];
  },
  'mesocosm scenarios --json': ({ user }) => describes(mesocosm(user, 'scenarios', '--json')),
  'mesocosm run naming-game --policy llama-3-70b --runs 5 --json': ({ user }) => {
    const done = mesocosm(user, 'run', 'naming-game', '--policy', 'llama-3-70b', '--runs', '5', '--json');
    return finishedStudy(done, { scenario: 'naming-game', runs: 5 });
  },
  'mesocosm run naming-game --runs 0 says what is wrong': ({ user }) => {
    const { code, err } = mesocosm(user, 'run', 'naming-game', '--runs', '0');
    return code === 2 && err.includes('--runs') ? [] : [`exit code ${code}: ${err}`];
  },
  'a module that imports mesocosm, mesocosm/scenarios and mesocosm/testing': ({ user }) =>
    failing(node([userFile(user, 'library.js')], { cwd: user, stdio: 'pipe' })),
  'a TypeScript file that uses the public types': ({ user }) => compiled(user),
};

const failures = await inTemporaryFolder(async (folder) => {
  const installed = installPacked(folder);
  console.log(`installed in ${installed.seconds.toFixed(1)} s: ${sizeInWords(installed.size)}`);
  let failures = 0;
  for (const [name, check] of Object.entries(checks)) {
    const troubles = check(installed);
    console.log(`${troubles.length === 0 ? 'ok    ' : 'FAILED'} ${name}`);
    for (const trouble of troubles) console.log(`         ${trouble.replaceAll('\n', '\n         ')}`);
    failures += Number(troubles.length > 0);
  }
  return failures;
});
console.log(`Package: ${Object.keys(checks).length - failures} passed, ${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;
