import { contentHash } from '../../foundation/storage/index.js';
import type { Json, LanguageModel, ModelCapabilities } from '../../spec/index.js';
import type { Connection } from './connection.js';
import type { Learned } from './learned.js';
import type { Found } from './probe.js';

/** Changes whenever the same reply would be read in another way. */
export const READING = 6;

/** What a description says where the temperature of a request has no effect. */
export const NOT_APPLIED = 'not applied';

/** What is known of an endpoint once it is open. */
export interface Known {
  readonly connection: Connection;
  readonly learned: Learned;
  readonly found: Found;
  readonly reasoningTokens: number;
}

/** Name, fingerprint and capabilities, which stay as they were when it was opened. */
export function aboutEndpoint(known: Known): Pick<LanguageModel, 'name' | 'fingerprint' | 'capabilities'> {
  const { connection, found } = known;
  const { baseUrl, model } = connection;
  return {
    name: `openai:${model}`,
    fingerprint: contentHash({ provider: 'openai', baseUrl, model, ...settingsOf(known), reading: READING }),
    capabilities: capabilitiesOf(found),
  };
}

/** What a record says of an endpoint, as far as it is known by now: nothing of keys, and of headers the names. */
export function describeEndpoint(known: Known): LanguageModel['description'] {
  const { connection, found } = known;
  const { headers, body, reasoningTokens, ...left } = settingsOf(known);
  const without = [...new Set([...left.without, ...left.withoutInTexts])].toSorted();
  const sampled = found.structured ? 'structured samples' : 'counted samples';
  return {
    kind: 'endpoint',
    baseUrl: connection.baseUrl,
    model: connection.model,
    choose: found.logprobs ? 'log-probabilities' : sampled,
    forms: [...formsOf(found)],
    ...(headers.length === 0 ? {} : { headers }),
    ...(Object.keys(body).length === 0 ? {} : { body }),
    ...(without.length === 0 ? {} : { parametersLeftOut: without }),
    ...(without.includes('temperature') ? { temperature: NOT_APPLIED } : {}),
    ...(reasoningTokens === null ? {} : { reasoningTokens }),
    ...(connection.timeoutMs === undefined ? {} : { timeoutMs: connection.timeoutMs }),
  };
}

/** Whatever changes an answer. Of headers the names alone: a key may be renewed, and is nobody's business. */
function settingsOf({ connection, learned, found, reasoningTokens }: Known) {
  return {
    choose: found.logprobs ? 'tokens' : found.structured ? 'structured' : 'counted',
    completions: found.completions,
    echo: found.echo,
    headers: Object.keys(connection.headers)
      .map((name) => name.toLowerCase())
      .toSorted(),
    body: connection.body as { readonly [field: string]: Json },
    without: [...learned.chat.without].toSorted(),
    withoutInTexts: [...learned.texts.without].toSorted(),
    reasoningTokens: learned.reasons ? reasoningTokens : null,
  };
}

function formsOf({ completions }: Found): NonNullable<ModelCapabilities['forms']> {
  return completions === 'none' ? ['chat'] : ['chat', 'completion'];
}

function capabilitiesOf(found: Found): ModelCapabilities {
  const { logprobs, echo } = found;
  return { choose: logprobs ? 'exact' : 'sampled', score: echo, write: true, embed: false, forms: formsOf(found) };
}
