import { z } from 'zod';
import { userError } from '../foundation/errors/index.js';
import { readJsonFile } from '../foundation/storage/index.js';
import { Json } from '../spec/index.js';

/** A day: longest time that an answer can be waited for. */
export const LONGEST_TIMEOUT_MS = 86_400_000;

/** What is sent to an endpoint beside the questions, and how its replies are waited for and taken. */
export const EndpointSettings = z.strictObject({
  /** Default: OPENAI_ORGANIZATION, else OPENAI_ORG_ID. */
  organisation: z.string().min(1).optional(),
  /** Headers for every request. Their values are secrets: they are sent, and written nowhere. */
  headers: z.record(z.string().min(1), z.string()).optional(),
  /** Fields for the body of every request, for example `reasoning_effort`. They are no secrets, and are recorded. */
  body: z.record(z.string().min(1), Json).optional(),
  /** How choices are made. Default `auto`: in the first of these ways that the endpoint has. */
  choose: z.enum(['auto', 'log-probabilities', 'samples', 'structured']).optional(),
  /** Tokens that an answer leaves to the thoughts of a model that reasons, beside its own. Default 4096. */
  reasoningTokens: z.number().int().positive().optional(),
  /** Milliseconds that one answer may take, at most a day. Default: two minutes, and 20 s in the opening. */
  timeoutMs: z.number().int().positive().max(LONGEST_TIMEOUT_MS).optional(),
});
export type EndpointSettings = z.infer<typeof EndpointSettings>;

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
