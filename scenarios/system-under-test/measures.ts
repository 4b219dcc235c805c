import type { AgentSlot, Event, Measure, MeasureColumn, Persona } from 'mesocosm';
import { winnerColumnTitles, winnerValues } from '../_internals/winner-columns.js';
import type { FailureCode } from './codebook.js';
import { conversationsOf, type Conversation } from './conversation.js';
import { CODED, VERDICT_GIVEN } from './events.js';
import { VERDICTS } from './views.js';

/** Name of the measure of failures, whose cases are the conversations that were coded. */
export const FAILURES = 'failures';

/** Column of a failure: `failed_no_reply`. */
export function failedColumn(code: string): string {
  return `failed_${code.replaceAll('-', '_')}`;
}

/** How people judge the conversations they had. */
export function verdictMeasure(): Measure {
  const winners = winnerColumnTitles(VERDICTS, 'people');
  return measureOf(
    'verdict',
    { satisfied: { title: 'people who say that they got what they wanted', unit: 'share' }, ...winners },
    VERDICT_GIVEN,
    (conversations) => {
      const given = conversations.flatMap(({ verdict }) => (verdict === undefined ? [] : [verdict]));
      if (given.length === 0) return undefined;
      const counts = VERDICTS.map((one) => given.filter((verdict) => verdict === one).length);
      return { satisfied: (counts[0] as number) / given.length, ...winnerValues(VERDICTS, counts) };
    },
  );
}

/** Which failures the conversations of a run show. */
export function failureMeasure(codebook: readonly FailureCode[]): Measure {
  const columns: { [column: string]: MeasureColumn } = {
    failure_rate: { title: 'conversations that show a failure', unit: 'share' },
    distinct_failures: { title: 'different failures found', unit: 'failures' },
    distinct_per_hundred: { title: 'different failures found per hundred conversations', unit: 'failures' },
  };
  for (const { name } of codebook)
    columns[failedColumn(name)] = { title: `conversations that show ${name}`, unit: 'share' };
  return measureOf(FAILURES, columns, CODED, (conversations) => {
    const coded = conversations.flatMap(({ failures }) => (failures === undefined ? [] : [failures]));
    if (coded.length === 0) return undefined;
    const share = (shows: (failures: readonly string[]) => boolean): number =>
      coded.filter(shows).length / coded.length;
    const distinct = new Set(coded.flat()).size;
    return {
      failure_rate: share((failures) => failures.length > 0),
      distinct_failures: distinct,
      distinct_per_hundred: (100 * distinct) / coded.length,
      ...Object.fromEntries(
        codebook.map(({ name }) => [failedColumn(name), share((failures) => failures.includes(name))]),
      ),
    };
  });
}

/** A measure of all conversations of a run, folded over one type of event. */
function measureOf(
  name: string,
  columns: Measure['columns'],
  type: string,
  valuesOf: (conversations: readonly Conversation[]) => { readonly [column: string]: number } | undefined,
): Measure {
  const names = Object.keys(columns);
  return {
    name,
    columns,
    start(agents) {
      const kept: Event[] = [];
      return {
        observe(event) {
          if (event.type === type) kept.push(event);
        },
        finish() {
          const conversations = conversationsOf(kept);
          const values = valuesOf(conversations);
          if (values !== undefined)
            return { values, ...(type === CODED ? { cases: casesOf(conversations, agents) } : {}) };
          const why = type === CODED ? 'no conversation was coded' : 'nobody gave a verdict';
          return {
            values: Object.fromEntries(names.map((column) => [column, null])),
            missing: Object.fromEntries(names.map((column) => [column, why])),
          };
        },
      };
    },
  };
}

/** Conversations as a report counts them: with whom, where that person stands, and what was found. */
function casesOf(
  conversations: readonly Conversation[],
  agents: readonly (AgentSlot & { readonly persona?: Persona })[],
): { readonly agent: string; readonly failures: readonly string[]; readonly position?: Persona['position'] }[] {
  const people = new Map(agents.map(({ id, persona }) => [id, persona]));
  return conversations.flatMap(({ agent, failures }) => {
    const position = people.get(agent)?.position;
    return failures === undefined ? [] : [{ agent, failures, ...(position === undefined ? {} : { position }) }];
  });
}
