import { userError } from '../foundation/errors/index.js';
import type { Intervention, Moment, PlannedAgent, Scenario, WorldOutline } from '../spec/index.js';
import { astray } from './schema-path.js';

/** Events of the run itself that a moment may wait for. */
const OF_EVERY_RUN = ['decision-made', 'decision-failed', 'intervention-made'];

/**
 * Refuses moments that could never come, where a world tells of its events and its state: after an event that nothing
 * makes, or once a value is so that there is not. Whether a moment comes in time is for the run to show.
 *
 * @param where Where they stand, for the message: a file, or `the plan`.
 * @throws MesocosmError (usage) naming the moment and what there is.
 */
export function checkMoments(
  interventions: readonly Intervention[],
  { scenario, agents }: { readonly scenario: Scenario; readonly agents: readonly Pick<PlannedAgent, 'id'>[] },
  where = 'the plan',
): void {
  const { outline } = scenario.world;
  if (outline === undefined) return;
  const injected = interventions.flatMap(({ changes }) =>
    changes.flatMap((change) => (change.do === 'inject' ? [change.event.type] : [])),
  );
  const events = [...new Set([...outline.events, ...OF_EVERY_RUN, ...injected])];
  for (const [place, { when }] of interventions.entries()) {
    const at = `${where}, intervention ${place + 1}`;
    if ('after' in when && !events.includes(when.after.event)) throw unknownEvent(when.after.event, events, at);
    if ('state' in when) checkState(when.state, { outline, agents, where: at });
  }
}

function unknownEvent(given: string, available: readonly string[], where: string): Error {
  const what = `no event "${given}" ever happens in this world, so that the intervention would never come`;
  return userError({ kind: 'usage', what, where, given, available });
}

function checkState(
  { path, agent }: Extract<Moment, { readonly state: unknown }>['state'],
  about: {
    readonly outline: WorldOutline;
    readonly agents: readonly Pick<PlannedAgent, 'id'>[];
    readonly where: string;
  },
): void {
  const { outline, agents, where } = about;
  const schema = agent === undefined ? outline.shared : outline.slice(agent);
  if (schema === undefined) {
    const what = `nothing in this world belongs to "${agent}", so that the intervention would never come`;
    const available = agents.map(({ id }) => id).filter((id) => outline.slice(id) !== undefined);
    throw userError({ kind: 'usage', what, where, available });
  }
  const found = astray(schema, path.split('.'));
  if (found === undefined) return;
  const of = agent === undefined ? 'what all share' : `what belongs to "${agent}"`;
  const what = `the path "${path}" leads nowhere in ${of}, so that the intervention would never come`;
  throw userError({ kind: 'usage', what, where, given: found.part, available: found.available });
}
