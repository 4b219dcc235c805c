import type { AskedAfter, Probe } from '../spec/index.js';

/** A cell of `ledger.csv`; what is missing is empty. */
export type LedgerCell = string | number;

/** Columns of `ledger.csv` that every ledger has. */
export const LEDGER_COLUMNS = [
  'condition',
  'arm',
  'run',
  'agent',
  'when',
  'situation',
  'option',
  'probability',
  'missing_because',
] as const;

/** Which rows: of a condition, and of one run of it where they are of one. */
export interface LedgerPlace {
  readonly condition: string;
  readonly arm: LedgerCell;
  /** Seed of the run. */
  readonly run: LedgerCell;
  readonly options: readonly string[];
}

/** Name that stands for the situation after a run. */
const REMEMBERING = 'remembering';

/** What agents answered alone, before anything happened: one row a situation and option. */
export function rowsBefore(
  agents: readonly string[],
  probes: readonly Probe[],
  place: LedgerPlace,
): readonly (readonly LedgerCell[])[] {
  return agents.flatMap((agent) => {
    const own = probes.filter((probe) => probe.agent === agent);
    if (own.length === 0) return rowsOf(place, { agent, when: 'before', situation: '', why: 'not asked alone' });
    return own.flatMap(({ situation, probabilities }) =>
      rowsOf(place, { agent, when: 'before', situation, probabilities }),
    );
  });
}

/** What agents answered when the run was over: one row an agent and option. */
export function rowsAfter(after: readonly AskedAfter[], place: LedgerPlace): readonly (readonly LedgerCell[])[] {
  return after.flatMap(({ agent, probabilities, failure }) =>
    rowsOf(place, {
      agent,
      when: 'after',
      situation: REMEMBERING,
      probabilities,
      why: failure === undefined ? '' : `${failure.kind}: ${failure.message}`,
    }),
  );
}

function rowsOf(
  { condition, arm, run, options }: LedgerPlace,
  row: {
    readonly agent: string;
    readonly when: 'before' | 'after';
    readonly situation: string;
    readonly probabilities?: readonly number[];
    readonly why?: string;
  },
): readonly (readonly LedgerCell[])[] {
  const { agent, when, situation, probabilities, why = '' } = row;
  return options.map((option, index) => [
    condition,
    arm,
    run,
    agent,
    when,
    situation,
    option,
    probabilities?.[index] ?? '',
    why,
  ]);
}
