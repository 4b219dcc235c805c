import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { conversation, execute, scriptedMind } from 'mesocosm';
import { row } from './_internals/measure.js';

const AGENTS = [10, 100, 1000];
const UTTERANCES = 1_000;
const WINDOW = 20;
const MOST_MB = 16;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

/** Live bytes, after what nobody holds was collected. */
function live() {
  collect();
  return process.memoryUsage().heapUsed;
}

export const title = `Public chat in which everybody hears everything: ${UTTERANCES.toLocaleString('en')} utterances in turn, memory of the last ${WINDOW} (processor time)`;

/** A chat of so many, that all hear or that each only hears itself of; ends after so many utterances. */
function chat(agents, heard) {
  const slots = Array.from({ length: agents }, (_, index) => ({
    id: `agent-${index + 1}`,
    name: `Agent ${index + 1}`,
  }));
  const channels = heard === 'by all' ? { floor: { kind: 'public' } } : { diary: { kind: 'role', role: 'nobody' } };
  const talk = conversation({
    agents: slots,
    channels,
    closing: { turns: UTTERANCES, silence: false },
    memory: { window: WINDOW },
  });
  const mind = scriptedMind({
    choose: (_, { agent, occasion }) => ({ answer: `This is ${agent}, for the ${occasion}th time.` }),
  });
  const { world, facing, memory, regime } = talk;
  const scenario = {
    name: 'chat',
    about: { title: 'Chat', question: 'What does it cost to be heard?', sources: [] },
    parameters: {},
    options: [],
    agents: slots,
    world,
    situations: { facing, alone: () => [] },
    memory,
    regime: regime('next-speaker:round-robin'),
    outcomes: [],
    arms: [],
    measures: [],
    temperature: 1,
  };
  return {
    scenario,
    condition: 'default',
    arm: 'interacting',
    seed: 1,
    agents: slots.map((slot) => ({ ...slot, mind })),
  };
}

/** Milliseconds of processor time an utterance, after the first tenth, and growth of live memory in the second half in MB. */
async function measured(agents, heard) {
  let [said, start, heap, last, grown] = [0, 0, 0, 0, 0];
  const processor = () => {
    const { user, system } = process.cpuUsage();
    return user + system;
  };
  const sink = (events) => {
    if (!events.some(({ type }) => type === 'utterance-said')) return;
    said += 1;
    if (said === UTTERANCES / 10) start = processor();
    if (said === UTTERANCES / 2) {
      const before = processor();
      heap = live();
      // To look is no part of the work.
      start += processor() - before;
    }
    if (said === UTTERANCES) {
      last = processor();
      grown = live() - heap;
    }
  };
  const { status } = await execute(chat(agents, heard), { sink });
  if (status !== 'finished' || said !== UTTERANCES) throw new Error(`the chat is ${status} after ${said} utterances`);
  return { ms: (last - start) / 1000 / (0.9 * UTTERANCES), grown: grown / 1e6 };
}

export async function run() {
  await measured(50, 'by all');
  const rows = [];
  for (const agents of AGENTS) {
    const all = await measured(agents, 'by all');
    const none = await measured(agents, 'by nobody');
    const who = `${agents.toLocaleString('en')} agents`;
    rows.push(
      row({
        what: `${who}, an utterance that all hear`,
        value: all.ms,
        unit: 'ms',
        beside: { what: 'heard by nobody', value: none.ms },
      }),
      row({ what: `${who}, delivery to one hearer`, value: (1000 * (all.ms - none.ms)) / agents, unit: 'µs' }),
      row({
        what: `${who}, live memory, growth over the last 500 utterances`,
        value: all.grown,
        unit: 'MB',
        most: MOST_MB,
      }),
    );
  }
  return rows;
}
