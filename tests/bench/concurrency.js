import { setTimeout as sleep } from 'node:timers/promises';
import { chancesFrom, execute, languageModelMind, scriptedModel, simultaneousRounds } from 'mesocosm';
import { withLimit } from '../../dist/src/model/index.js';
import { row, timed } from './_internals/measure.js';

const DECISIONS = 64;
const LIMIT = 8;
const LATENCY_MS = 50;
const MOST = 1.1;

export const title = `Concurrency: ${DECISIONS} independent decisions, ${LIMIT} at once, ${LATENCY_MS} ms each`;

/** One round in which everybody decides, each in a situation of its own, so that each needs a call. */
function oneRound(mind) {
  const slots = Array.from({ length: DECISIONS }, (_, index) => ({
    id: `agent-${index + 1}`,
    name: `Agent ${index + 1}`,
  }));
  const situation = (agent) => ({
    kind: 'vote',
    options: ['yes', 'no'],
    state: [agent],
    framing: [['You vote.']],
    statements: [],
    unordered: false,
    names: [],
    cue: { completion: [`${agent} votes`], chat: [`What does ${agent} vote?`] },
  });
  const scenario = {
    name: 'one-round',
    about: { title: 'One round', question: 'How many calls go at once?', sources: [] },
    parameters: {},
    options: ['yes', 'no'],
    agents: slots,
    world: {
      initial: () => ({ shared: { rounds: 0 }, slice: () => ({}) }),
      apply: () => [{ type: 'votes-counted', data: {} }],
      reduce: (draft) => void (draft.shared.rounds += 1),
      audience: () => 'public',
      ended: ({ shared }) => (shared.rounds > 0 ? 'the round is over' : undefined),
    },
    situations: {
      facing: ({ agent }) => situation(agent),
      alone: ({ id }) => [{ name: 'empty', situation: situation(id) }],
    },
    regime: simultaneousRounds(),
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

/** As many loops as may go at once, each taking the next call when it is done. */
async function plain() {
  let next = 0;
  const chance = chancesFrom(1)('plain');
  const lane = async () => {
    while (next < DECISIONS) {
      next += 1;
      await sleep(LATENCY_MS);
      chance.uniform();
    }
  };
  await Promise.all(Array.from({ length: LIMIT }, lane));
}

export async function run() {
  let open = 0;
  let most = 0;
  const slow = scriptedModel({
    choose: () => [0.5, 0.5],
    async delay() {
      open += 1;
      most = Math.max(most, open);
      await sleep(LATENCY_MS);
      open -= 1;
    },
  });
  const model = withLimit(slow, { concurrency: LIMIT });
  const elicitation = { form: 'completion', labels: 'fixed', orders: 'live', shuffles: 2, samples: 1 };
  const plan = oneRound(languageModelMind({ model, temperature: 1, elicitation }));
  const bound = Math.ceil(DECISIONS / LIMIT) * LATENCY_MS;

  const loop = await timed(plain);
  const { ms, result } = await timed(() => execute(plan));
  if (result.status !== 'finished' || result.record.decisions !== DECISIONS) throw new Error('not all decided');
  return [
    row({
      what: `time over ceil(N / L) × d = ${bound} ms`,
      value: ms / bound,
      unit: '×',
      beside: { what: 'plain lanes', value: loop.ms / bound },
      most: MOST,
      note: `${ms.toFixed(0)} ms`,
    }),
    row({ what: 'calls open at once', value: most, unit: 'calls', most: LIMIT, least: LIMIT }),
  ];
}
