import type { Request } from '../../src/model/index.js';
import type { ChooseRequest, Prompt, Result } from '../../src/spec/index.js';

/** A request to choose between Q and M; prompts that differ in `about` are different requests. */
export function choosing(about = 'a', more: Partial<ChooseRequest> = {}): ChooseRequest {
  return { prompt: { form: 'completion', pieces: [`About ${about}:\n`, 'You chose'] }, options: [' Q', ' M'], ...more };
}

/** The prompt of a request that has one. */
export function promptOf({ request }: Request): Prompt {
  if (!('prompt' in request)) throw new Error('a request with a prompt was expected');
  return request.prompt;
}

/** The kind of a reply: `answered`, or that of its failure. */
export function outcomeOf(reply: Result<unknown, { readonly kind: string }>): string {
  return reply.ok ? 'answered' : reply.failure.kind;
}

/** A promise that is resolved from outside. */
export function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

/** Lets everything that can go on without waiting go on. */
export async function idle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Waits until something is so that happens outside this process's own turns: a request that arrives, a file that grows. */
export async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
