import type { ConditionSummary, FindingsTable } from '../spec/index.js';
import type { Block } from './section.js';

/** The tables of the scenario's own, each with what it says before it and how to read it after it. */
export function scenarioTables({ tables = [] }: Pick<ConditionSummary, 'tables'>): readonly Block[] {
  return tables.flatMap(({ title, sentence, head, rows, note }: FindingsTable): readonly Block[] => [
    ...(sentence === null ? [] : [{ kind: 'paragraph', text: sentence } as const]),
    { kind: 'table', caption: title, head, rows },
    { kind: 'paragraph', text: note },
  ]);
}

/** What the tables say, in sentences. */
export function tableSentences({ tables = [] }: Pick<ConditionSummary, 'tables'>): readonly string[] {
  return tables.flatMap(({ sentence }) => sentence ?? []);
}
