import type { CallContext, ModelFailure, Prompt, Result } from '../../spec/index.js';
import type { ChatReply } from './chat-reply.js';
import type { EndpointFailure } from './failures.js';

/** A JSON schema that a reply is to follow. */
export interface JsonSchema {
  readonly [key: string]: unknown;
}

/** How one reply is asked for. */
export interface Asking {
  readonly maxTokens: number;
  readonly temperature: number;
  /** Ask for the most likely tokens of every position. */
  readonly logprobs?: boolean;
  readonly seed?: number;
  /** Make the reply follow this, where the endpoint can. */
  readonly schema?: JsonSchema;
  /** `maxTokens` is meant for the answer: thoughts before it get room of their own. */
  readonly answerOnly?: boolean;
}

/** What of a call's context a request heeds. */
export type AskContext = Pick<CallContext, 'signal' | 'allow'>;

/** Why there was no reply. */
export type AskFailure = EndpointFailure | ModelFailure;

/** Asks for one reply. Nothing is thrown, and nothing is asked twice, but for what is found out once. */
export type Ask<Reply extends ChatReply = ChatReply> = (
  prompt: Prompt,
  asking: Asking,
  context?: AskContext,
) => Promise<Result<Reply, AskFailure>>;
