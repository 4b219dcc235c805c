// Runs the tests of a real OpenAI-compatible server (llama-cpp-python's) around the weights of the embedded model.
// `npm run test:endpoint` builds first. The server is built once, from source, in a virtual environment in the cache
// folder; MESOCOSM_ENDPOINT_VENV names an environment that has it already, PYTHON another Python. Arguments go to vitest.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { nodeShown, toolPath } from './_internals/commands.js';
import { CannotTest, pythonWithServer, startServer } from './_internals/llama-server.js';
import { root } from './_internals/root.js';

const { cacheFolder, ensureWeights } = await import(pathToFileURL(join(root, 'dist/src/model/index.js')).href);

let server;
const stop = () => void server?.end().finally(() => process.exit(130));
process.once('SIGINT', stop);
process.once('SIGTERM', stop);

try {
  const given = process.env['MESOCOSM_ENDPOINT_VENV'] || undefined;
  const python = pythonWithServer({ given, cache: cacheFolder() });
  const { path } = await ensureWeights();
  server = await startServer({ python, weights: path });
  console.log(`The server is at ${server.baseUrl} (process ${server.pid}).`);
  process.env['MESOCOSM_TEST_ENDPOINT'] = server.baseUrl;
  const vitest = toolPath('vitest', 'vitest.mjs');
  const { code } = await nodeShown([vitest, 'run', '--mode', 'endpoint', ...process.argv.slice(2)]);
  process.exitCode = code;
  if (code !== 0) console.error(`The last that the server said:\n${server.said().slice(-2000)}`);
} catch (error) {
  if (!(error instanceof CannotTest)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  if (server !== undefined) {
    const ended = (await server.end()) && !(await stillThere(server));
    console.log(ended ? 'The server has ended.' : `The server (process ${server.pid}) did NOT end.`);
    if (!ended) process.exitCode = 1;
  }
}

/** Whether anything answers at the address, or the process is there. */
async function stillThere({ baseUrl, pid }) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // There is no such process.
  }
  return fetch(`${baseUrl}/models`).then(
    () => true,
    () => false,
  );
}
