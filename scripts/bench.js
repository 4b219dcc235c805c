// Measures the numbers that the design promises, each beside a plain loop or a bound, and prints them. `--only NAME` for
// one, `--json` for one object on standard output, `--install` for the installation as well. `npm run bench` builds first.
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { benchTable } from './_internals/bench-table.js';
import { stepsInWords } from './_internals/calibration.js';
import { machine } from './_internals/machine.js';
import { root } from './_internals/root.js';

const folder = join(root, 'tests', 'bench');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.js'))
  .map((file) => basename(file, '.js'))
  .sort();

const { values } = parseArgs({
  options: { only: { type: 'string' }, json: { type: 'boolean' }, install: { type: 'boolean' } },
});
if (values.only !== undefined && !names.includes(values.only)) {
  console.error(`There is no benchmark "${values.only}"; there are ${names.join(', ')}.`);
  process.exit(2);
}

/** Which are measured: the one named, or all that need no network. */
function isWanted(name, { onDemand = false }) {
  if (values.only !== undefined) return name === values.only;
  return !onDemand || values.install === true;
}

const say = (text) => void (values.json === true ? process.stderr : process.stdout).write(`${text}\n`);
const results = [];
const measuredOn = [...machine(), stepsInWords()];
for (const line of measuredOn) say(line);
for (const name of names) {
  const bench = await import(pathToFileURL(join(folder, `${name}.js`)).href);
  if (!isWanted(name, bench)) continue;
  say(`\n${name}: ${bench.title}`);
  const rows = await bench.run();
  say(benchTable(rows));
  results.push({ name, title: bench.title, rows });
}

const rows = results.flatMap((result) => result.rows);
const failed = rows.filter(({ holds }) => holds === false).length;
say(`\n${rows.filter(({ holds }) => holds === true).length} bounds hold, ${failed} do not`);
if (values.json === true) console.log(JSON.stringify({ machine: measuredOn, results }));
process.exitCode = failed === 0 ? 0 : 1;
