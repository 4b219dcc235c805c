import { isIPv4 } from 'node:net';
import { userError } from '../../foundation/errors/index.js';

/** Addresses of one's own network, where endpoints seldom ask for a key. */
const PRIVATE_NETWORKS = [/^127\./, /^10\./, /^192\.168\./, /^172\.(1[6-9]|2\d|3[01])\./, /^0\.0\.0\.0$/];
const LOCAL_NAMES = [/^localhost$/, /\.localhost$/, /\.local$/, /^host\.docker\.internal$/, /^\[::1\]$/];

/** Whether an address is on this machine or its own network, where no key is asked for. */
export function isLocal(baseUrl: string): boolean {
  const { hostname } = new URL(baseUrl);
  return isIPv4(hostname)
    ? PRIVATE_NETWORKS.some((network) => network.test(hostname))
    : LOCAL_NAMES.some((name) => name.test(hostname));
}

/**
 * The address, checked, without a slash at its end.
 *
 * @throws MesocosmError (usage) when it is none, or holds a password or a query, which would be written to every record.
 */
export function checkedAddress(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url !== undefined && /^https?:$/.test(url.protocol)) {
    if (url.username !== '' || url.password !== '' || url.search !== '') throw moreThanAnAddress(url);
    return baseUrl.replace(/\/+$/, '');
  }
  throw userError({
    kind: 'usage',
    what: `"${baseUrl}" is no address of an endpoint`,
    expected: 'one that begins with http:// or https://, for example http://localhost:11434/v1',
    remedy: 'correct --base-url or OPENAI_BASE_URL',
  });
}

function moreThanAnAddress({ origin, pathname, search }: URL): Error {
  return userError({
    kind: 'usage',
    what: `the address of an endpoint may hold no ${search === '' ? 'user name and no password' : 'query'}`,
    where: origin + pathname,
    remedy: 'give a key with OPENAI_API_KEY, and anything else that is secret as a header (--model-options)',
  });
}

/** What is said when an endpoint that is not local is to be asked without a key. */
export function missingKey(baseUrl: string): Error {
  return userError({
    kind: 'usage',
    what: 'no key for the endpoint: OPENAI_API_KEY is not set',
    where: baseUrl,
    remedy:
      'set it in the environment (`export OPENAI_API_KEY=…`), name a local endpoint with --base-url, or go on without ' +
      'a key: `mesocosm run` uses the embedded model',
  });
}
