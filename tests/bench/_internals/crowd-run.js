// Simultaneous rounds of a crowd with its journal, in a process of its own; prints seconds by the clock and at work, and peak memory in MB.
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execute, scriptedMind, simultaneousRounds } from 'mesocosm';
import { openAppendLog } from '../../../dist/src/foundation/storage/index.js';
import { journalSink } from '../../../dist/src/run/index.js';

const [agents, rounds] = process.argv.slice(2).map(Number);
const OPTIONS = ['stay', 'leave'];

const situation = (share) => ({
  kind: 'move',
  options: OPTIONS,
  state: [`${share} of 10 stayed`],
  framing: [['You stay or leave.']],
  statements: [[`${share} of 10 stayed.`]],
  unordered: false,
  names: [],
  cue: { completion: ['You'], chat: ['What do you do?'] },
});
const situations = Array.from({ length: 11 }, (_, share) => situation(share));

const slots = Array.from({ length: agents }, (_, index) => ({ id: `agent-${index + 1}`, name: `Agent ${index + 1}` }));
const scenario = {
  name: 'crowd',
  about: { title: 'Crowd', question: 'How many agents can act at once?', sources: [] },
  parameters: { agents, rounds },
  options: OPTIONS,
  agents: slots,
  world: {
    initial: () => ({ shared: { stayed: 0, round: 0 }, slice: () => ({ stays: 0 }) }),
    apply: (_state, actions) => {
      let stayed = 0;
      const moves = actions.map(({ agent, decision }) => {
        if (decision.value === 0) stayed += 1;
        return { type: 'move-made', agent, by: [agent], data: { move: OPTIONS[decision.value] } };
      });
      return [...moves, { type: 'round-over', data: { stayed } }];
    },
    reduce(draft, { type, agent, data }) {
      if (type === 'round-over') {
        draft.shared.stayed = data.stayed;
        draft.shared.round += 1;
      } else if (data.move === 'stay') draft.slice(agent).stays += 1;
    },
    audience: ({ agent }) => (agent === undefined ? [] : [agent]),
    ended: ({ shared }) => (shared.round >= rounds ? 'the rounds are over' : undefined),
  },
  situations: {
    facing: ({ state }) => situations[Math.round((10 * state.shared.stayed) / agents)],
    alone: () => [{ name: 'empty', situation: situations[0] }],
  },
  regime: simultaneousRounds(),
  outcomes: [],
  arms: [],
  measures: [],
  temperature: 1,
};
const even = { kind: 'distribution', probabilities: [0.5, 0.5] };
const mind = scriptedMind({ choose: () => even });
const plan = {
  scenario,
  condition: 'default',
  arm: 'interacting',
  seed: 1,
  agents: slots.map((slot) => ({ ...slot, mind })),
};

const folder = mkdtempSync(join(tmpdir(), 'mesocosm-bench-'));
const file = join(folder, 'events.jsonl');
try {
  const log = await openAppendLog(file);
  const journal = journalSink(log, { file });
  const start = performance.now();
  const before = process.cpuUsage();
  const { status } = await execute(plan, { sink: journal.write });
  if (status !== 'finished') throw new Error(`the run is ${status}`);
  journal.finish();
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(before);
  log.close();
  // The most that the process ever held, as the system knows it.
  const peak = process.resourceUsage().maxRSS / 1000;
  process.stdout.write(
    JSON.stringify({ seconds, processor: (user + system) / 1e6, peak, journal: statSync(file).size / 1e6 }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
