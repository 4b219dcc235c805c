import { userError } from '../foundation/errors/index.js';
import type { Change, Intervention, Moment, PlannedAgent, Scenario } from '../spec/index.js';

/**
 * Refuses what could not be done to a run of a scenario.
 *
 * @param where Where it stands, for the message: a file, or `the plan`.
 * @throws MesocosmError (usage) naming the change and what there is.
 */
export function checkInterventions(
  interventions: readonly Intervention[],
  run: { readonly scenario: Scenario; readonly agents: readonly Pick<PlannedAgent, 'id'>[] },
  where = 'the plan',
): void {
  for (const [place, { when, changes }] of interventions.entries()) {
    checkMoment(when, run, `${where}, intervention ${place + 1}`);
    for (const [number, change] of changes.entries()) {
      checkChange(change, run, `${where}, intervention ${place + 1}, change ${number + 1}`);
    }
  }
}

/** An agent that there is not never does, or is, anything. */
function checkMoment(
  when: Moment,
  { agents }: { readonly agents: readonly Pick<PlannedAgent, 'id'>[] },
  where: string,
): void {
  const agent = 'after' in when ? when.after.agent : 'state' in when ? when.state.agent : undefined;
  const ids = agents.map(({ id }) => id);
  if (agent === undefined || ids.includes(agent)) return;
  throw userError({ kind: 'usage', what: `there is no agent "${agent}"`, where, given: agent, available: ids });
}

function checkChange(
  change: Change,
  { scenario, agents }: { readonly scenario: Scenario; readonly agents: readonly Pick<PlannedAgent, 'id'>[] },
  where: string,
): void {
  const ids = agents.map(({ id }) => id);
  const agent = change.do === 'inject' ? change.event.agent : change.agent;
  if (agent !== undefined && !ids.includes(agent)) {
    throw userError({ kind: 'usage', what: `there is no agent "${agent}"`, where, given: agent, available: ids });
  }
  if (change.do === 'commit' && change.option !== null && !scenario.options.includes(change.option)) {
    const { option } = change;
    throw userError({ kind: 'usage', what: `there is no option "${option}"`, where, given: option, available: scenario.options }); // prettier-ignore
  }
  if (change.do !== 'inject') return;
  const { type, data } = change.event;
  const injectable = scenario.injectable?.[type];
  if (injectable === undefined) {
    const available = Object.keys(scenario.injectable ?? {});
    const remedy =
      available.length > 0
        ? undefined
        : `"${scenario.name}" takes no events from outside; its agents can still be changed`;
    throw userError({ kind: 'usage', what: `the event ${type} cannot be injected`, where, given: type, available, ...(remedy === undefined ? {} : { remedy }) }); // prettier-ignore
  }
  const { data: schema, agents: whose } = 'agents' in injectable ? injectable : { data: injectable };
  if (whose !== undefined && (agent === undefined || !whose.includes(agent))) {
    const what =
      agent === undefined
        ? `the event ${type} is nobody's, and has to be somebody's`
        : `the event ${type} cannot be of "${agent}"`;
    throw userError({ kind: 'usage', what, where, expected: `an \`agent\` beside its data, of ${whose.join(', ')}` });
  }
  const parsed = schema.safeParse(data);
  if (parsed.success) return;
  const [first] = parsed.error.issues;
  throw userError({
    kind: 'usage',
    what: `the data of ${type} is not as it should be at ${first?.path.join('.') || 'its top'}: ${first?.message}`,
    where,
  });
}
