import { memoryOf, userError } from 'mesocosm';
import { OpinionExchangeParameters, type OpinionExchangeInput } from './parameters.js';
import { TOPICS } from './topics.js';

/**
 * Fills in the defaults and checks what no single parameter can tell.
 *
 * @throws MesocosmError (usage) naming the parameter, what was expected and what to do.
 */
export function resolve(given: OpinionExchangeInput = {}): OpinionExchangeParameters {
  const parsed = OpinionExchangeParameters.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const parameter = issue?.path.join('.') ?? 'parameters';
    throw userError({
      kind: 'usage',
      what: `${parameter}: ${issue?.message ?? 'it is not possible'}`,
      where: 'scenario "opinion-exchange"',
    });
  }
  // A memory that cannot be is refused here, and not in the middle of a study.
  memoryOf(parsed.data.memory);
  return parsed.data;
}

/** What people exchange opinions on. */
export function claimOf({ claim, topic, framing }: OpinionExchangeParameters): string {
  return claim ?? TOPICS[topic][framing];
}
