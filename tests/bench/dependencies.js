import { setTimeout as sleep } from 'node:timers/promises';
import { execute, scriptedMind } from 'mesocosm';
import { namingGame } from 'mesocosm/scenarios';
import { row, timed } from './_internals/measure.js';

const AGENTS = 24;
const PAIRINGS = 240;
const LATENCY_MS = 40;
/** Over the longest path under the rule by which the kernel goes: effects commit in order. */
const MOST = 1.2;

export const title = `Dependency-aware: naming game, N = ${AGENTS}, ${PAIRINGS} pairings, ${LATENCY_MS} ms a decision`;

/**
 * Longest chain of pairings in which each has to wait for the one before, because they share an agent; and the same where
 * a pairing also has to wait until all that come before its predecessors are committed, as effects commit in order.
 */
function longestChains(pairings) {
  const finished = new Map();
  const committed = new Map();
  const latest = (times, pair) => Math.max(...pair.map((agent) => times.get(agent) ?? 0));
  let free = 0;
  let ordered = 0;
  for (const pair of pairings) {
    const finish = 1 + latest(finished, pair);
    ordered = Math.max(ordered, 1 + latest(committed, pair));
    free = Math.max(free, finish);
    for (const agent of pair) {
      finished.set(agent, finish);
      committed.set(agent, ordered);
    }
  }
  return { free, ordered };
}

/** The same waiting without a kernel: each pairing starts when both agents are free. */
async function plain(pairings) {
  const free = new Map();
  for (const pair of pairings) {
    const done = Promise.all(pair.map((agent) => free.get(agent))).then(() => sleep(LATENCY_MS));
    for (const agent of pair) free.set(agent, done);
  }
  await Promise.all(free.values());
}

export async function run() {
  const scenario = namingGame({ agents: AGENTS, horizon: PAIRINGS, stopRule: false });
  const mind = scriptedMind({
    async choose({ options }, { agent, occasion }) {
      await sleep(LATENCY_MS);
      const wanted = (occasion + agent.length) % options.length;
      return { kind: 'distribution', probabilities: options.map((_, option) => Number(option === wanted)) };
    },
  });
  const agents = scenario.agents.map((slot) => ({ ...slot, mind }));
  const plan = { scenario, condition: 'default', arm: 'interacting', seed: 42, agents };
  const pairings = [];
  const sink = (events) =>
    pairings.push(...events.filter(({ type }) => type === 'names-exchanged').map(({ data }) => data.agents));

  const { ms, result } = await timed(() => execute(plan, { sink }));
  if (result.status !== 'finished' || pairings.length !== PAIRINGS) throw new Error('the run is not whole');
  const { free, ordered } = longestChains(pairings);
  const loop = await timed(() => plain(pairings));
  const bound = free * LATENCY_MS;
  return [
    row({
      what: `time over the path of ${free} where a pairing waits for its agents alone = ${bound} ms`,
      value: ms / bound,
      unit: '×',
      beside: { what: 'plain promises', value: loop.ms / bound },
      note: `${ms.toFixed(0)} ms; one after the other it would be ${PAIRINGS * LATENCY_MS} ms`,
    }),
    row({
      what: `time over the critical path of ${ordered}, where effects commit in order = ${ordered * LATENCY_MS} ms`,
      value: ms / (ordered * LATENCY_MS),
      unit: '×',
      most: MOST,
    }),
  ];
}
