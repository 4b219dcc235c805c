import { attempt, withoutSecrets } from './configuration.js';
import type { Redact } from './redact.js';

/** What is said of an address that nobody tells. */
export const UNKNOWN_ADDRESS = 'unknown';

/** Fields in which models, and the clients that they hold, say where they ask; and fields that hold such fields. */
const ADDRESSES = ['baseURL', 'baseUrl', 'apiUrl', 'endpoint', 'azureOpenAIEndpoint', 'azureOpenAIBasePath'];
const HOLDERS = ['clientConfig', 'clientOptions', 'client', 'bound'];
/** Places that are named and not addressed. */
const NAMES: readonly (readonly [string, string])[] = [
  ['azureOpenAIApiInstanceName', 'Azure instance'],
  ['region', 'region'],
];

/** Where a model of LangChain asks, as far as it tells, without any secret; `unknown` where it does not. */
export function addressOf(model: object, redact: Redact): string {
  const address = attempt(() => toldBy(model, 0));
  return address === undefined ? UNKNOWN_ADDRESS : redact(withoutSecrets(address));
}

function toldBy(model: object, depth: number): string | undefined {
  const own = model as { readonly [name: string]: unknown };
  const address = ADDRESSES.map((name) => own[name]).find(isText);
  if (address !== undefined) return address;
  for (const [name, what] of NAMES) if (isText(own[name])) return `${what} ${own[name]}`;
  // A model that binds settings to another may hold one that holds a client.
  if (depth >= 3) return undefined;
  for (const name of HOLDERS) {
    const held = own[name];
    const told = typeof held === 'object' && held !== null ? toldBy(held, depth + 1) : undefined;
    if (told !== undefined) return told;
  }
  const isOpenAi = depth === 0 && own['clientConfig'] !== undefined;
  return isOpenAi ? process.env['OPENAI_BASE_URL'] || undefined : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
