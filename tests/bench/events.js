import { encodeEvent, execute } from 'mesocosm';
import {
  conflict,
  deliberation,
  scriptedDeliberator,
  scriptedDriver,
  systemUnderTest,
  scriptedPerson,
} from 'mesocosm/scenarios';
import { row } from './_internals/measure.js';

const MOST_BYTES = 1024;

export const title = 'Events: bytes of a line of the journal by kind, in conversations of scripted people';

/** Bytes of the lines of a run, by type of event. */
async function bytesOf(scenario, mind) {
  const sizes = new Map();
  const sink = (events) => {
    for (const event of events) {
      const size = Buffer.byteLength(encodeEvent(event)) + 1;
      sizes.set(event.type, [...(sizes.get(event.type) ?? []), size]);
    }
  };
  const agents = scenario.agents.map((slot) => ({ ...slot, mind: slot.mind ?? mind }));
  const { status } = await execute({ scenario, condition: 'default', arm: 'interacting', seed: 1, agents }, { sink });
  if (status !== 'finished') throw new Error(`the run is ${status}`);
  sizes.delete('run-started');
  return sizes;
}

export async function run() {
  const runs = [
    [deliberation({ agents: 12, rounds: 5 }), scriptedDeliberator()],
    [conflict({ agents: 24 }), scriptedDriver()],
    [systemUnderTest({ agents: 50, turns: 2 }), scriptedPerson()],
  ];
  const rows = [];
  for (const [scenario, mind] of runs) {
    for (const [type, sizes] of await bytesOf(scenario, mind)) {
      const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
      const largest = sizes.reduce((most, size) => Math.max(most, size), 0);
      const bound = type.startsWith('decision') ? { most: MOST_BYTES } : {};
      rows.push(
        row({
          what: `${scenario.name}, ${type}`,
          value: mean,
          unit: 'bytes',
          ...bound,
          note: `${sizes.length} of them, largest ${largest}`,
        }),
      );
    }
  }
  return rows;
}
