import { chancesFrom, fixedOrder, quantise, scriptedMind } from 'mesocosm';

const OPTIONS = ['walk', 'wait', 'work'];
const WINDOW = 5;

/**
 * A small world for measuring the kernel: one agent after the other does as it likes, and whoever sees it remembers the last
 * five things that were done. It ends after so many turns.
 *
 * @param sees `all` (default), or `itself`: then nothing is delivered to anybody else.
 */
export function freeChoice({ agents, turns, sees = 'all' }) {
  const slots = Array.from({ length: agents }, (_, index) => ({
    id: `agent-${index + 1}`,
    name: `Agent ${index + 1}`,
  }));
  const situations = new Map();
  const scenario = {
    name: 'free-choice',
    about: { title: 'Free choice', question: 'How fast is the kernel?', sources: [] },
    parameters: { agents, turns },
    options: OPTIONS,
    agents: slots,
    world: {
      initial: () => ({ shared: { turns: 0 }, slice: () => ({ done: 0 }) }),
      apply: (_state, [{ agent, decision }]) => [
        { type: 'deed-done', agent, data: { deed: OPTIONS[decision.kind === 'made' ? decision.value : 0] } },
      ],
      reduce(draft, event) {
        draft.shared.turns += 1;
        draft.slice(event.agent).done += 1;
      },
      audience: sees === 'all' ? () => 'public' : ({ agent }) => [agent],
      ended: ({ shared }) => (shared.turns >= turns ? 'the turns are over' : undefined),
    },
    situations: {
      facing: ({ memory }) => situationOf(situations, memory),
      alone: () => [{ name: 'empty', situation: situationOf(situations, []) }],
    },
    memory: { window: WINDOW, item: (event) => (event.type === 'deed-done' ? event.data.deed : undefined) },
    regime: sees === 'all' ? fixedOrder() : fixedOrder({ reads: (agent) => [agent], writes: (agent) => [agent] }),
    outcomes: [],
    arms: [],
    measures: [],
    temperature: 1,
  };
  const mind = scriptedMind({
    choose: (situation, { occasion }) => OPTIONS[(occasion + situation.statements.length) % 3],
  });
  return {
    scenario,
    condition: 'default',
    arm: 'interacting',
    seed: 1,
    agents: slots.map((slot) => ({ ...slot, mind })),
  };
}

function situationOf(known, memory) {
  const key = memory.join(' ');
  let situation = known.get(key);
  if (situation === undefined) {
    situation = {
      kind: 'deed',
      options: OPTIONS,
      state: [key],
      framing: [['You may do as you like.']],
      statements: memory.map((deed) => [`Somebody did ${deed}.`]),
      unordered: false,
      names: [],
      cue: { completion: ['You'], chat: ['What do you do?'] },
    };
    known.set(key, situation);
  }
  return situation;
}

/**
 * The same world as a plain loop: the same choices, draws, memories and journal lines, with no promise kept about order,
 * purity or leaks. `append` takes a line; `onTurn` is called after each turn.
 */
export function plainFreeChoice({ agents, turns, append, onTurn = () => undefined }) {
  const chances = chancesFrom(1);
  const ids = Array.from({ length: agents }, (_, index) => `agent-${index + 1}`);
  const memories = ids.map(() => ({ deeds: [], seqs: [] }));
  const done = ids.map(() => 0);
  let seq = 1;
  for (let turn = 0; turn < turns; turn += 1) {
    const at = turn % agents;
    const { deeds, seqs } = memories[at];
    const wanted = (done[at] + deeds.length) % 3;
    const probabilities = quantise(OPTIONS.map((_, option) => Number(option === wanted)));
    const deed = OPTIONS[chances('decision', ids[at], done[at]).draw(probabilities)];
    const state = deeds.join(' ');
    const decided = {
      seq,
      time: turn,
      type: 'decision-made',
      agent: ids[at],
      data: { kind: 'deed', option: deed, probabilities, state },
      causes: seqs,
    };
    append(JSON.stringify(decided));
    append(
      JSON.stringify({ seq: seq + 1, time: turn, type: 'deed-done', agent: ids[at], data: { deed }, causes: [seq] }),
    );
    done[at] += 1;
    for (const memory of memories) {
      memory.deeds = [...memory.deeds, deed].slice(-WINDOW);
      memory.seqs = [...memory.seqs, seq + 1].slice(-WINDOW);
    }
    seq += 2;
    onTurn(turn);
  }
}
