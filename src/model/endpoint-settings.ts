import { userError } from '../foundation/errors/index.js';
import { readJsonFile } from '../foundation/storage/index.js';
import { EndpointSettings } from '../spec/index.js';

/**
 * Reads the settings of an endpoint from a JSON file. A header's value that is the name of a variable after a dollar
 * sign (`"$MY_KEY"`) is taken from the environment, so that the file need hold no secret.
 *
 * @throws MesocosmError (usage) naming the file and the place in it, or the variable that is not set.
 */
export async function loadEndpointSettings(path: string): Promise<EndpointSettings> {
  const settings = await readJsonFile(path, EndpointSettings);
  if (settings.headers === undefined) return settings;
  const headers = Object.entries(settings.headers).map(
    ([name, value]) => [name, fromEnvironment(value, path)] as const,
  );
  return { ...settings, headers: Object.fromEntries(headers) };
}

function fromEnvironment(value: string, path: string): string {
  const variable = /^\$([A-Za-z_]\w*)$/.exec(value)?.[1];
  if (variable === undefined) return value;
  const found = process.env[variable];
  if (found !== undefined && found !== '') return found;
  throw userError({
    kind: 'usage',
    what: `a header takes its value from the environment variable ${variable}, which is not set`,
    where: path,
    remedy: `set it (\`export ${variable}=…\`), or write the value in its place`,
  });
}
