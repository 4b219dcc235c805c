import type { z } from 'zod';
import type { Prompt } from '../../spec/index.js';

/** Attempts at a value after the first, where the request does not say. */
export const DEFAULT_REPAIRS = 2;

/** The prompt with a text after it. */
export function followedBy(prompt: Prompt, text: string): Prompt {
  return { ...prompt, pieces: [...prompt.pieces, `\n\n${text}`] };
}

/** The prompt with the schema that the reply is to have, in words. */
export function askingForJson(prompt: Prompt, shape: object): Prompt {
  return followedBy(prompt, `Reply with JSON alone, of this schema:\n${JSON.stringify(shape)}`);
}

/** What a value lacks, place by place. */
export function whatIsWrong({ issues }: z.ZodError): string {
  return issues.map(({ path, message }) => `${path.join('.') || 'the reply'}: ${message}`).join('; ');
}
