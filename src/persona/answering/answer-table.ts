import type { AnswerTable } from '../../spec/index.js';
import type { AskedItem, ItemAnswer, Responses } from './responses.js';

/**
 * Answers as numbers: expected scores, or those of the answers that were drawn. A missing answer is `null`. Excluded
 * people have no row.
 */
export function answerTable(
  responses: Responses,
  { kind = 'expected' }: { readonly kind?: AnswerTable['kind'] } = {},
): AnswerTable {
  const { axes, items, mode } = responses;
  const excluded = new Set(responses.excluded.map(({ persona }) => persona));
  const rows = responses.personas.flatMap((persona, row) =>
    excluded.has(persona) ? [] : [{ persona, answers: responses.answers[row] ?? [] }],
  );
  return {
    axes,
    items,
    personas: rows.map(({ persona }) => persona),
    scores: rows.map(({ answers }) =>
      answers.map((answer, column) => scoreOf(answer, items[column] as AskedItem, kind)),
    ),
    kind,
    mode,
  };
}

function scoreOf(answer: ItemAnswer, { points, reverseKeyed }: AskedItem, kind: AnswerTable['kind']): number | null {
  if (answer.kind === 'missing') return null;
  if (kind === 'expected') return answer.expected;
  const agreement = answer.drawn / (points - 1);
  return reverseKeyed ? 1 - agreement : agreement;
}
