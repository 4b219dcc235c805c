import type { Judgement, Situation } from '../../spec/index.js';

/** What comes of a question for something else than a choice, where a mind can only choose. */
export function onlyChooses(name: string, { kind, answer }: Situation): Judgement {
  const asked =
    answer === undefined
      ? 'a choice'
      : answer.kind === 'text'
        ? 'words'
        : `a ${answer.kind === 'number' ? 'number' : 'value'}`;
  const message = `the mind "${name}" only chooses among options, and "${kind}" asks for ${asked}: give this agent a mind that answers`;
  return { kind: 'malformed', message };
}
