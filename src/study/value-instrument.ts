import { userError } from '../foundation/errors/index.js';
import { BASIC_VALUES, refuseUnfit } from '../persona/index.js';
import type { MindSource } from '../run/index.js';
import type { Questionnaire, Scenario, ValueAnswer } from '../spec/index.js';
import type { Journals } from './design.js';

/** What everybody said to a value instrument before the runs: one list, or one for each mind where several decide. */
export interface ValuesBefore {
  readonly each: readonly { readonly mind?: string; readonly answers: readonly ValueAnswer[] }[];
}

/**
 * The value instrument that a study asks with: the one that ships, or one's own.
 *
 * @throws MesocosmError (usage) when nobody is asked at the end of a run, or the instrument is not fit for use.
 */
export function instrumentOf({
  values,
  askedAfter,
}: {
  readonly values?: true | Questionnaire;
  readonly askedAfter?: Journals;
}): Questionnaire | undefined {
  if (values === undefined) return undefined;
  if (askedAfter === 'none' || askedAfter === 0) {
    const what = 'values are asked before and after runs, and nobody is asked after them';
    throw userError({
      kind: 'usage',
      what,
      remedy: 'leave `values` (--values) away, or ask after some runs (--asked-after)',
    });
  }
  const instrument = values === true ? BASIC_VALUES : values;
  refuseUnfit(`value instrument "${instrument.name}"`, instrument);
  return instrument;
}

/**
 * Refuses values where they cannot be asked.
 *
 * @throws MesocosmError (usage) when nothing stays with the agents of a scenario, or what decides answers no statement.
 */
export function assertValues(
  { scenario, values }: { readonly scenario: Scenario; readonly values?: Questionnaire },
  source: Pick<MindSource, 'kind' | 'name' | 'several'>,
): void {
  if (values === undefined) return;
  if (scenario.situations.after === undefined) {
    const what = `the scenario "${scenario.name}" does not say what its agents know when a run is over, so values cannot be asked then`;
    throw userError({
      kind: 'usage',
      what,
      remedy: 'leave `values` (--values) away, or take a scenario with `situations.after`',
    });
  }
  const deaf = Object.values(source.several ?? { one: source }).find(({ kind }) => WHY_DEAF[kind] !== undefined);
  if (deaf === undefined) return;
  throw userError({
    kind: 'usage',
    what: `"${deaf.name}" has no values to ask for: ${WHY_DEAF[deaf.kind]}`,
    expected: 'a language model, a person, or a mind of your own that answers items',
    remedy: 'leave `values` (--values) away, or let something else decide',
  });
}

const WHY_DEAF: { readonly [kind: string]: string } = {
  'policy-table': 'a table of measured choices holds choices of its scenario alone',
  brought: 'a mind that ships with a scenario decides by its rule alone',
};
