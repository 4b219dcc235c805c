import type { Prompt } from '../../spec/index.js';
import type { Asking, JsonSchema } from './ask.js';
import type { Connection } from './connection.js';
import type { Learned, Taken } from './learned.js';

/** What is sent. */
export interface Body {
  [field: string]: unknown;
}

/** The body of a request for a chat completion. */
export function chatBody(
  prompt: Prompt,
  asking: Asking,
  how: { connection: Connection; learned: Learned; room: number },
): Body {
  const { connection, learned, room } = how;
  const { logprobs = false, seed, schema, answerOnly = false } = asking;
  const system = prompt.system === undefined ? [] : [{ role: 'system', content: prompt.system }];
  const maxTokens = asking.maxTokens + (answerOnly && learned.reasons ? room : 0);
  return without(learned.chat, {
    model: connection.model,
    messages: [...system, { role: 'user', content: prompt.pieces.join('') }],
    [learned.chat.without.has('max_tokens') ? 'max_completion_tokens' : 'max_tokens']: maxTokens,
    temperature: asking.temperature,
    ...(logprobs ? { logprobs, top_logprobs: learned.chat.topTokens } : {}),
    ...(seed === undefined ? {} : { seed }),
    ...(schema === undefined ? {} : responseFormat(schema, learned)),
    ...connection.body,
  });
}

/** The body of a request for a text to be continued, or, with `echo`, for the likelihood of a text that is given. */
export function completionBody(
  prompt: Prompt,
  asking: Asking & { readonly echo?: boolean },
  { connection, learned }: { readonly connection: Connection; readonly learned: Learned },
): Body {
  const { logprobs = false, seed, echo = false } = asking;
  return without(learned.texts, {
    model: connection.model,
    prompt: (prompt.system ?? '') + prompt.pieces.join(''),
    max_tokens: asking.maxTokens,
    temperature: asking.temperature,
    ...(logprobs ? { logprobs: learned.texts.topTokens } : {}),
    ...(echo ? { echo, logprobs: 1 } : {}),
    ...(seed === undefined ? {} : { seed }),
    ...connection.body,
  });
}

function without({ without: names }: Taken, body: Body): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !(names as ReadonlySet<string>).has(name)));
}

function responseFormat(schema: JsonSchema, { format }: Learned): Body {
  if (format === 'words') return {};
  // Servers of llama.cpp and others take the schema here, and know no other type.
  if (format === 'json-object') return { response_format: { type: 'json_object', schema } };
  const wanted = { name: 'answer', schema, ...(isStrict(schema) ? { strict: true } : {}) };
  return { response_format: { type: 'json_schema', json_schema: wanted } };
}

/** Whether a schema is one that may be called strict: each object lists all its fields as required, and allows no other. */
function isStrict(schema: unknown): boolean {
  if (Array.isArray(schema)) return schema.every(isStrict);
  if (typeof schema !== 'object' || schema === null) return true;
  const { properties, required, additionalProperties } = schema as JsonSchema;
  if (typeof properties === 'object' && properties !== null) {
    const listed = Array.isArray(required) ? required : [];
    const all = Object.keys(properties).every((name) => listed.includes(name));
    if (!all || additionalProperties !== false) return false;
  }
  return Object.values(schema).every(isStrict);
}
