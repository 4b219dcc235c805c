import { conversation, execute, scriptedMind } from 'mesocosm';
import { row } from './_internals/measure.js';

const AGENTS = [10, 100, 1000];
const UTTERANCES = 1_000;
const WINDOW = 20;
const MOST_MB = 64;

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

/** Milliseconds of processor time an utterance, after the first tenth, and growth of the heap meanwhile in MB. */
async function measured(agents, heard) {
  let [said, start, heap] = [0, 0, 0];
  let last = 0;
  const processor = () => process.cpuUsage().user + process.cpuUsage().system;
  const sink = (events) => {
    if (!events.some(({ type }) => type === 'utterance-said')) return;
    said += 1;
    if (said === UTTERANCES / 10) [start, heap] = [processor(), process.memoryUsage().heapUsed];
    if (said === UTTERANCES) last = processor();
  };
  const { status } = await execute(chat(agents, heard), { sink });
  if (status !== 'finished' || said !== UTTERANCES) throw new Error(`the chat is ${status} after ${said} utterances`);
  return { ms: (last - start) / 1000 / (0.9 * UTTERANCES), grown: (process.memoryUsage().heapUsed - heap) / 1e6 };
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
        what: `${who}, heap grown over 900 utterances, uncollected garbage included`,
        value: all.grown,
        unit: 'MB',
        most: MOST_MB,
      }),
    );
  }
  return rows;
}
