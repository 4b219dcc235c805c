import { chancesFrom, seed32 } from '../../src/foundation/random/index.js';
import {
  answersWith,
  closesSocket,
  hangs,
  says,
  startEndpoint,
  type Behaviour,
  type ChatRequest,
} from './endpoint-server.js';

/** What a server process tells of a request when it comes. */
export interface Told {
  /** The key that the client sent: tests give each sitting one. */
  readonly sitting: string;
  readonly model: string;
  readonly system: string;
  readonly user: string;
}

/**
 * A server whose answers hang on what it is asked alone, and whose latencies and faults hang on the order in which
 * requests come: it is slow by 0 to 15 ms, and one request in twenty fails, with 429, with 500, with a connection that is
 * closed, or by never being answered.
 */
export async function answeringEndpoint(
  seed: string,
  tell: (told: Told) => void,
): Promise<{ readonly baseUrl: string; close(): Promise<void> }> {
  const chance = chancesFrom(seed)('what happens');
  const { baseUrl, close } = await startEndpoint((request, response) => {
    const [system, user] = ['system', 'user'].map((role) => saidBy(request, role)) as [string, string];
    const { model } = request;
    tell({ sitting: request.authorization ?? '', model, system, user });
    const latency = 15 * chance.uniform();
    const luck = chance.uniform();
    const behaviour = isProbe(user) ? answerTo(user) : (faultBy(luck) ?? answerTo(`${of(model)}${system}\n${user}`));
    setTimeout(() => behaviour(request, response), latency);
  });
  return { baseUrl, close };
}

/** What stands before a question to a model of another name than `small`, so that it answers otherwise. */
function of(model: string): string {
  return model === 'small' ? '' : `${model}: `;
}

function saidBy({ messages }: ChatRequest, role: string): string {
  return messages.flatMap((message) => (message.role === role ? message.content : [])).join('\n');
}

/** The question by which a model is opened. */
function isProbe(user: string): boolean {
  return user.startsWith('Say A or B');
}

function faultBy(luck: number): Behaviour | undefined {
  if (luck < 0.015) return answersWith(429, 'slower, please');
  if (luck < 0.03) return answersWith(500, 'something broke');
  if (luck < 0.045) return closesSocket;
  return luck < 0.05 ? hangs : undefined;
}

const WORDS = ['A', 'B', 'tea', 'milk', 'water', 'Ann', 'Ben', 'Cem', 'Dia', 'Eli', 'Fay'];

/** The same for the same words: a distribution, a number or words, and now and then something that is none of them. */
function answerTo(asked: string): Behaviour {
  const hash = seed32(asked);
  return (request, response) => {
    // A model of another name than `small` can always be asked what it would do alone.
    if (request.logprobs === true) return choosing(asked, hash, request.model !== 'small')(request, response);
    const told = attemptOrOutcome(asked, hash);
    if (told !== undefined) return says(told)(request, response);
    const value = request.response_format !== undefined;
    if (value) return says(hash % 9 === 0 ? '{"value":"many"}' : `{"value":${hash % 4}}`)(request, response);
    return says(hash % 7 === 0 ? '(says nothing)' : `Something about ${hash.toString(36)}.`)(request, response);
  };
}

/** What somebody tries at a harbour, or what comes of it, now and then in another form than was asked for. */
function attemptOrOutcome(asked: string, hash: number): string | undefined {
  if (asked.includes('What happens?')) {
    if (hash % 7 === 0) return '{"happens":"Nobody can tell."}';
    const found = { event: 'coins-found', who: ['Ann', 'Ben', 'Cem'][hash % 3], data: { coins: 1 + (hash % 4) } };
    return JSON.stringify({ happens: `It is told ${hash.toString(36)}.`, changes: hash % 2 === 0 ? [found] : [] });
  }
  if (!asked.includes('"const":"attempt"')) return undefined;
  if (hash % 11 === 0) return '{"action":"fly"}';
  return JSON.stringify(hash % 4 === 0 ? { action: 'wait' } : { action: 'attempt', value: `I try ${hash}.` });
}

function choosing(asked: string, hash: number, always: boolean): Behaviour {
  if (!always && hash % 17 === 0) return says('Hm', { tokens: [{ token: 'Hm', top: { Hm: 1 } }] });
  const weights = WORDS.map((word) => 1 + (seed32(asked, word) % 100));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const top = Object.fromEntries(WORDS.map((word, place) => [word, (weights[place] as number) / all]));
  return says('tea', { tokens: [{ token: 'tea', top }] });
}
