import { execute, userError, type InterviewAnswer, type RunPlan } from 'mesocosm';
import { totalVariation } from './distances.js';
import { PRIVATE_BALLOT } from './situations.js';

/** What a speaker did to the private ballots of the others at the end of a run. */
export interface ForkedInfluence {
  readonly speaker: string;
  /** By listener: its last ballot with the speaker and without, and their distance in total variation. */
  readonly listeners: {
    readonly [agent: string]: {
      readonly with: readonly number[];
      readonly without: readonly number[];
      readonly distance: number;
    };
  };
}

/**
 * Who moved whom, from forks: the run is done again without each of the speakers from the start, with the same random
 * numbers, and the private ballots at the end are compared. Unlike attribution by what was perceived, this follows influence
 * through others, and is a cause by construction; one run tells one history, so average it over seeds.
 *
 * Minds are asked anew for what changes: with a language model, each speaker costs up to a run. Of a run that is kept,
 * `mesocosm fork` makes the same fork with every answer that is unchanged.
 *
 * @param speakers Default everybody.
 * @throws MesocosmError (usage) when a speaker is unknown; (unreachable) when a run did not come to its end.
 */
export async function influenceByForks(
  plan: RunPlan,
  speakers: readonly string[] = plan.agents.map(({ id }) => id),
): Promise<readonly ForkedInfluence[]> {
  const known = plan.agents.map(({ id }) => id);
  const stranger = speakers.find((speaker) => !known.includes(speaker));
  if (stranger !== undefined) {
    throw userError({
      kind: 'usage',
      what: `nobody in this run is called "${stranger}"`,
      given: stranger,
      available: known,
    });
  }
  const whole = await lastBallots(plan);
  const forks: ForkedInfluence[] = [];
  for (const speaker of speakers) {
    const leaves = { when: { time: 0 }, changes: [{ do: 'remove' as const, agent: speaker }] };
    const without = await lastBallots({ ...plan, interventions: [...(plan.interventions ?? []), leaves] });
    const listeners = known.flatMap((listener) => {
      const [one, other] = [whole.get(listener), without.get(listener)];
      if (listener === speaker || one === undefined || other === undefined) return [];
      return [[listener, { with: one, without: other, distance: totalVariation(one, other) }] as const];
    });
    forks.push({ speaker, listeners: Object.fromEntries(listeners) });
  }
  return forks;
}

async function lastBallots(plan: RunPlan): Promise<ReadonlyMap<string, readonly number[]>> {
  const execution = await execute(plan);
  if (execution.status !== 'finished') {
    throw userError({ kind: 'unreachable', what: `a run of "${plan.scenario.name}" stopped: ${execution.message}` });
  }
  const atEnd = (answer: InterviewAnswer): boolean => answer.interview === PRIVATE_BALLOT && answer.time === null;
  return new Map(
    execution.interviews.flatMap((answer) =>
      atEnd(answer) && answer.probabilities !== undefined ? [[answer.agent, answer.probabilities] as const] : [],
    ),
  );
}
