import { userError, type Questionnaire } from 'mesocosm';

/** The parts into which the contexts are divided. */
export type ContextSplit = 'train' | 'validation' | 'test';

/** Names of the contexts of a split, in order. */
export function contextNames(_split: ContextSplit): readonly string[] {
  return [];
}

/** One context by name. */
export async function loadContext(name: string): Promise<Questionnaire> {
  throw userError({ kind: 'usage', what: `there is no context "${name}"` });
}

/** All contexts of a split. */
export async function loadContexts(split: ContextSplit): Promise<readonly Questionnaire[]> {
  return Promise.all(contextNames(split).map(loadContext));
}

/** Opens the test split for this process, and leaves a dated line where everybody sees it. */
export async function openTestSplit(_options: { readonly why: string }): Promise<void> {
  throw userError({ kind: 'usage', what: 'the test split cannot be opened yet' });
}
