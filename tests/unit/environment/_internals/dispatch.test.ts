import { describe, expect, it } from 'vitest';
import { createDispatch } from '../../../../src/environment/_internals/dispatch.js';
import { createMemories } from '../../../../src/environment/_internals/memories.js';
import { createSeats } from '../../../../src/environment/_internals/seats.js';
import type { KernelSetup } from '../../../../src/environment/kernel.js';
import { createState } from '../../../../src/environment/index.js';
import { chancesFrom } from '../../../../src/foundation/random/index.js';
import type { Activation, Event } from '../../../../src/spec/index.js';
import {
  AGENTS,
  EVEN,
  listMemory,
  regimeOf,
  situationIn,
  smallWorld,
  type Board,
  type Desk,
} from '../../../support/small-world.js';

function parts(change: Partial<KernelSetup<Board, Desk>> = {}) {
  const setup: KernelSetup<Board, Desk> = {
    world: smallWorld({ reduce: reduceBoth }),
    regime: regimeOf([]),
    agents: AGENTS.map((id) => ({ id, name: id })),
    chances: chancesFrom(1),
    facing: ({ state, agent, memory }) => situationIn(`${state.slice(agent).count} ${memory.join()}`),
    memory: listMemory({ initial: () => [], keep: (items, { seq }) => [...items, seq] }),
    judge: () => Promise.resolve(EVEN),
    opening: { type: 'run-started', data: {} },
    sink: () => undefined,
    ...change,
  };
  const state = createState(setup.world, AGENTS, chancesFrom(1)('world'));
  const memories = createMemories(setup, AGENTS);
  const seats = createSeats(setup.agents, setup.world, state);
  return { state, memories, dispatch: createDispatch(setup, state, { memories, seats }) };
}

const reduceBoth: ReturnType<typeof smallWorld>['reduce'] = (draft, { agent }) => {
  draft.shared.words += 1;
  if (agent !== undefined) draft.slice(agent).count += 1;
};

const turn = (index: number, agent: string, reads: Activation['reads'] = [agent]): Activation => ({
  index,
  time: index,
  agents: [agent],
  reads,
  writes: [agent],
  reason: 'test',
});
const said = (seq: number, agent?: string): Event => ({ seq, time: 0, type: 'word-said', agent, data: {} });

describe('createDispatch', () => {
  it('should count the occasions of each agent', () => {
    const { dispatch } = parts();
    const occasions = ['ann', 'ben', 'ann'].map((agent, at) => dispatch.start(turn(at, agent)).questions[0]?.occasion);

    expect(occasions).toEqual([0, 0, 1]);
  });

  it('should find nothing wrong with what was asked just before', () => {
    const { dispatch } = parts();
    const asked = dispatch.start(turn(0, 'ann'));

    expect(() => dispatch.verify(asked)).not.toThrow();
  });

  it('should pass over a change that leaves the situation what it was', () => {
    const { dispatch, state } = parts({ facing: ({ state: seen }) => situationIn(`${seen.slice('ann').last}`) });
    const [one, two] = [dispatch.start(turn(0, 'ben', 'all')), dispatch.start(turn(1, 'cem', 'all'))];
    dispatch.verify(one);
    state.commit([said(2, 'ann')], 'all');

    expect(() => dispatch.verify(two)).not.toThrow();
  });

  it('should name the slice that was written behind the back of an early question', () => {
    const { dispatch, state } = parts();
    const [one, two] = [dispatch.start(turn(0, 'ann')), dispatch.start(turn(1, 'ben'))];
    dispatch.verify(one);
    state.commit([said(2, 'ben')], 'all');

    expect(() => dispatch.verify(two)).toThrow(
      'the situation of "ben" changed between question and commit (activation 1): something wrote the slice of "ben" without declaring it',
    );
  });

  it('should name the shared state and the memory too', () => {
    const { dispatch, state, memories } = parts({
      facing: ({ state: seen, memory }) => situationIn(`${seen.shared.words} ${memory.join()}`),
    });
    const [one, two] = [dispatch.start(turn(0, 'ann', 'all')), dispatch.start(turn(1, 'ben', 'all'))];
    dispatch.verify(one);
    state.commit([said(2)], 'all');
    memories.perceive(said(2), ['ben']);

    expect(() => dispatch.verify(two)).toThrow('something wrote the shared state and the memory of "ben" without');
  });

  it('should be certain for an agent that is committed', () => {
    const { dispatch } = parts({ agents: [{ id: 'ann', name: 'Ann', commitment: 1 }] });

    expect(dispatch.start(turn(0, 'ann')).judgements).toEqual([{ kind: 'distribution', probabilities: [0, 1] }]);
  });

  it('should give the same certainty for the same option, so that it is checked once', () => {
    const { dispatch } = parts({ agents: [{ id: 'ann', name: 'Ann', commitment: 1 }] });

    expect(dispatch.start(turn(0, 'ann')).judgements[0]).toBe(dispatch.start(turn(1, 'ann')).judgements[0]);
  });
});
