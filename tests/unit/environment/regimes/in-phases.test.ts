import { describe, expect, it } from 'vitest';
import {
  attention,
  fixedOrder,
  inPhases,
  PHASE_BEGINS,
  simultaneousRounds,
  type Phase,
} from '../../../../src/environment/index.js';
import { AGENTS, runSmallWorld, smallWorld } from '../../../support/small-world.js';

async function turnsOf(phases: readonly Phase[], most = 20) {
  const turns: string[] = [];
  const world = smallWorld({
    apply(_state, actions, { phase, asks, time }) {
      turns.push(`${time} ${phase}: ${asks === PHASE_BEGINS ? 'begins' : actions.map(({ agent }) => agent).join('+')}`);
      return actions.map(({ agent }) => ({ type: 'word-said', agent, data: { word: 'yes' } }));
    },
    audience: () => 'public',
  });
  const stopAfter = { activations: most, reason: 'enough' };
  const { result } = await runSmallWorld({ regime: inPhases(phases), world, stopAfter });
  return { turns, result };
}

const round: Phase = { name: 'ballot', regime: simultaneousRounds(), until: { activations: 1 } };

describe('inPhases', () => {
  it('should take one regime after another, with those who take part, and then end', async () => {
    const talk: Phase = { name: 'talk', regime: fixedOrder(), agents: ['ben', 'dia'], until: { time: 3 } };
    const { turns, result } = await turnsOf([round, talk, { ...round, name: 'verdict' }]);

    expect(turns).toEqual([
      '0 ballot: begins',
      `0 ballot: ${AGENTS.join('+')}`,
      '0 talk: begins',
      '0 talk: ben',
      '1 talk: dia',
      '2 talk: ben',
      '3 verdict: begins',
      `3 verdict: ${AGENTS.join('+')}`,
    ]);
    expect(result).toMatchObject({ reason: 'nothing is left to happen', activations: 8 });
  });

  it('should end a phase by events, and by the state', async () => {
    const some: Phase = { name: 'some', regime: fixedOrder(), until: { event: 'word-said', count: 2 } };
    const more: Phase = { name: 'more', regime: fixedOrder(), until: { when: ({ slice }) => slice('ann').count >= 3 } };
    const { turns, result } = await turnsOf([some, more]);

    expect(turns.filter((turn) => turn.includes('some'))).toEqual(['0 some: begins', '0 some: ann', '1 some: ben']);
    // Ann has one word from before, and needs two more.
    expect(turns.filter((turn) => turn.includes('more: ann'))).toEqual(['1 more: ann', '5 more: ann']);
    expect(result).toMatchObject({ status: 'finished', reason: 'nothing is left to happen' });
  });

  it('should go on when a regime that reacts has nothing more to do, and at its time where it has one', async () => {
    const listening = attention({ masks: [{ agents: ['cem'], from: ['ann'], latency: 2 }], first: ['ann'] });
    const free = await turnsOf([{ name: 'free', regime: listening }, round]);
    expect(free.turns.slice(0, 4)).toEqual(['0 free: begins', '0 free: ann', '2 free: cem', '2 ballot: begins']);

    const timed = await turnsOf([{ name: 'free', regime: listening, until: { time: 1.5 } }, round]);
    expect(timed.turns.slice(0, 3)).toEqual(['0 free: begins', '0 free: ann', '1.5 ballot: begins']);
  });

  it('should take out what is still due when a phase ends before', async () => {
    const timers = attention({ masks: [], timer: { mean: 1, regular: true } });
    const { turns, result } = await turnsOf([{ name: 'free', regime: timers, until: { event: 'word-said' } }, round]);

    expect(turns).toEqual(['0 free: begins', '1 free: ann', '1 ballot: begins', `1 ballot: ${AGENTS.join('+')}`]);
    expect(result).toMatchObject({ activations: 4 });
  });

  it('should refuse phases of one name, none at all, and one without an end before another', () => {
    expect(() => inPhases([])).toThrow('there are no phases');
    expect(() => inPhases([round, round])).toThrow('two phases have the name "ballot"');
    expect(() => inPhases([{ name: 'talk', regime: fixedOrder() }, round])).toThrow('the phase "talk" has no end');
  });
});
