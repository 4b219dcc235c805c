import { execute } from '../../src/run/index.js';
import type { Event, Mind, Persona, PlannedAgent, RunRecord, Scenario } from '../../src/spec/index.js';

/** Runs the interacting arm once, with these people in the places whose minds the scenario does not bring. */
export async function heldBy(
  scenario: Scenario,
  how: { readonly mind: Mind; readonly personas?: readonly Persona[]; readonly seed?: number; readonly arm?: string },
): Promise<{ readonly events: readonly Event[]; readonly record: RunRecord }> {
  const { mind, personas = [], seed = 1, arm: name = 'interacting' } = how;
  let place = 0;
  const agents = scenario.agents.map((slot): PlannedAgent => {
    if (slot.mind !== undefined) return { ...slot, mind: slot.mind };
    const persona = personas[place++];
    return { ...slot, mind, ...(persona === undefined ? {} : { name: persona.name, persona }) };
  });
  const arm = scenario.arms.find((one) => one.name === name);
  if (arm === undefined) throw new Error(`no arm ${name}`);
  const events: Event[] = [];
  const plan = arm.plan({ scenario, condition: 'default', seed, agents, priors: {} });
  const execution = await execute(plan, { sink: (committed) => events.push(...committed) });
  if (execution.status !== 'finished') throw new Error(execution.message);
  return { events, record: execution.record };
}
