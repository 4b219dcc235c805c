import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a client asked for, as far as tests look at it. */
export interface ChatRequest {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly temperature?: number;
  readonly max_tokens?: number;
  readonly logprobs?: boolean;
  readonly top_logprobs?: number;
  readonly seed?: number;
  readonly max_completion_tokens?: number;
  readonly response_format?: { readonly type: string };
  /** The text to be continued, in place of messages. */
  readonly prompt?: string;
  readonly echo?: boolean;
  readonly headers: IncomingMessage['headers'];
}

/** What a server does with a request. */
export type Behaviour = (request: ChatRequest, response: ServerResponse) => void;

/** A small OpenAI-compatible endpoint on this machine. */
export interface EndpointServer {
  readonly baseUrl: string;
  /** All chats so far, in the order in which they came. */
  readonly requests: readonly ChatRequest[];
  /** All texts that were to be continued. */
  readonly completions: readonly ChatRequest[];
  /** Changes what it does from now on. */
  behave(behaviour: Behaviour): void;
  /** Changes what it does with texts to be continued. At first it has no such path. */
  complete(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** A token of a reply with the probabilities of what could have stood there. */
export interface SaidToken {
  readonly token: string;
  readonly top: { readonly [token: string]: number };
}

/** Starts an endpoint on a free port of 127.0.0.1. */
export async function startEndpoint(first: Behaviour): Promise<EndpointServer> {
  const requests: ChatRequest[] = [];
  const completions: ChatRequest[] = [];
  let behaviour = first;
  let completing = answersWith(404, 'there is no such path');
  const server = createServer((incoming, response) => {
    void read(incoming).then((request) => {
      const chats = request.path.endsWith('/chat/completions');
      (chats ? requests : completions).push(request);
      (chats ? behaviour : completing)(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    requests,
    completions,
    behave(next) {
      behaviour = next;
    },
    complete(next) {
      completing = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers with a text, and with log-probabilities where they are asked for and `tokens` are given. */
export function says(
  text: string | null,
  more: {
    readonly tokens?: readonly SaidToken[];
    readonly finish?: string;
    readonly refusal?: string;
    readonly usage?: {
      readonly prompt_tokens: number;
      readonly completion_tokens: number;
      readonly completion_tokens_details?: { readonly reasoning_tokens: number };
    } | null;
    /** Thoughts in a field of their own. */
    readonly thoughts?: string;
  } = {},
): Behaviour {
  const {
    tokens,
    finish = 'stop',
    refusal = null,
    thoughts,
    usage = { prompt_tokens: 12, completion_tokens: 1 },
  } = more;
  return ({ logprobs }, response) => {
    const content = tokens?.map(({ token, top }) => ({ ...logProbabilityOf(token, top), top_logprobs: listOf(top) }));
    const choice = {
      index: 0,
      message: {
        role: 'assistant',
        content: text,
        refusal,
        ...(thoughts === undefined ? {} : { reasoning_content: thoughts }),
      },
      finish_reason: finish,
      logprobs: logprobs === true && content !== undefined ? { content } : null,
    };
    const about = { id: 'x', object: 'chat.completion', created: 1, model: 'small' };
    sendJson(response, 200, { ...about, choices: [choice], ...(usage === null ? {} : { usage }) });
  };
}

/** Answers with an error, as OpenAI words it. */
export function answersWith(
  status: number,
  message = 'something is wrong',
  headers: { readonly [name: string]: string } = {},
): Behaviour {
  return (_request, response) => sendJson(response, status, { error: { message } }, headers);
}

/** Answers with an error of any fields. */
export function answersError(status: number, error: object, headers: Record<string, string> = {}): Behaviour {
  return (_request, response) => sendJson(response, status, { error }, headers);
}

/** Answers 200 with any body. */
export function answersBody(body: string, type = 'application/json'): Behaviour {
  return (_request, response) => {
    response.writeHead(200, { 'content-type': type });
    response.end(body);
  };
}

/** Closes the connection without a word. */
export const closesSocket: Behaviour = (_request, response) => void response.socket?.destroy();

/** Begins a reply, and closes the connection in the middle of it. */
export const breaksOff: Behaviour = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"id": "x", "choices": [', () => response.socket?.destroy());
};

/** Never answers. */
export const hangs: Behaviour = () => undefined;

/** Refuses log-probabilities with a 400, and does the rest. */
export function refusesLogProbabilities(rest: Behaviour): Behaviour {
  const refuse = answersWith(400, 'logprobs is not supported by this model');
  return (request, response) => (request.logprobs === true ? refuse : rest)(request, response);
}

/** One behaviour a request; the last one stays. */
export function inTurn(...behaviours: readonly Behaviour[]): Behaviour {
  let turn = 0;
  return (request, response) => {
    const behaviour = behaviours[Math.min(turn, behaviours.length - 1)] as Behaviour;
    turn += 1;
    behaviour(request, response);
  };
}

/** Says one token, drawn from nothing: the first of the map, with the whole map as its log-probabilities. */
export function prefers(top: { readonly [token: string]: number }): Behaviour {
  const [token = ''] = Object.keys(top);
  return says(token, { tokens: [{ token, top }] });
}

async function read(incoming: IncomingMessage): Promise<ChatRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = JSON.parse(Buffer.concat(chunks).toString()) as Omit<ChatRequest, 'path' | 'authorization' | 'headers'>;
  const { url: path = '', headers } = incoming;
  return { ...body, path, authorization: headers.authorization, headers };
}

/** Sends a JSON body. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: { readonly [name: string]: string } = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

function listOf(top: { readonly [token: string]: number }): readonly { token: string; logprob: number }[] {
  return Object.entries(top).map(([token, probability]) => ({ token, logprob: Math.log(probability) }));
}

function logProbabilityOf(token: string, top: { readonly [token: string]: number }): object {
  return { token, logprob: Math.log(top[token] ?? 1e-6) };
}
