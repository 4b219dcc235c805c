import { describe, expect, it } from 'vitest';
import { attention, type AttentionOptions } from '../../../../src/environment/index.js';
import type { Delivery, EventDraft } from '../../../../src/spec/index.js';
import { runSmallWorld, smallWorld, type SmallSetup } from '../../../support/small-world.js';

/** Ann says a word that all hear; what others say only they hear themselves. */
const world = (change: Parameters<typeof smallWorld>[0] = {}) =>
  smallWorld({
    apply: (_state, actions, { asks }) =>
      asks === undefined
        ? actions.map(({ agent }): EventDraft => ({
            type: 'word-said',
            agent,
            data: { channel: 'hall', to: 'cem', until: 7 },
          }))
        : [{ type: 'bell-rung', data: {} }],
    reduce: () => undefined,
    audience: ({ agent }) => (agent === 'ann' || agent === undefined ? 'public' : [agent]),
    ...change,
  });

async function wakesOf(options: Partial<AttentionOptions>, change: Partial<SmallSetup> = {}) {
  const { events, result } = await runSmallWorld({
    regime: attention({ masks: [], first: ['ann'], ...options }),
    world: world(),
    stopAfter: { activations: 12, reason: 'enough' },
    ...change,
  });
  const wakes = events.filter(({ type }) => type === 'decision-made').map(({ agent, time }) => `${agent} ${time}`);
  return { wakes, result, events };
}

describe('attention', () => {
  it('should wake those whose mask matches, after its latency, and end when nothing is due', async () => {
    const { wakes, result } = await wakesOf({
      masks: [
        { agents: ['ben'], events: ['word-said'], latency: 3 },
        { agents: ['cem'], events: ['thing-done'] },
      ],
    });

    expect(wakes).toEqual(['ann 0', 'ben 3']);
    expect(result).toEqual({ status: 'finished', reason: 'nothing is left to happen', activations: 2 });
  });

  it.each([
    [{ from: ['ann'] }, ['ben', 'cem', 'dia', 'ann']],
    [{ from: ['ben'] }, ['ben']],
    [{ channel: 'hall' }, ['ben', 'cem', 'dia']],
    [{ channel: 'yard' }, []],
    [{ fields: { to: '{self}' } }, ['cem']],
    [{ fields: { to: 'cem', until: 7 } }, ['ben', 'cem', 'dia']],
    [{}, ['ben', 'cem', 'dia']],
  ])('should match %j', async (mask, woken) => {
    const first = 'from' in mask && mask.from[0] === 'ben' ? ['ben'] : ['ann'];
    const { wakes } = await wakesOf(
      { masks: [{ ...mask, latency: 5 }], first },
      { stopAfter: { activations: 1 + woken.length, reason: 'enough' } },
    );

    expect(wakes.slice(1).sort()).toEqual(woken.map((agent) => `${agent} 5`).sort());
  });

  it('should activate an agent once for all that it knows by then', async () => {
    const { wakes } = await wakesOf(
      {
        masks: [
          { agents: ['ben'], latency: 4 },
          { agents: ['ann'], from: ['ann'], latency: 1 },
        ],
      },
      { stopAfter: { activations: 6, reason: 'enough' } },
    );

    // Ann speaks at 0, 1, 2, 3, and Ben serves the words of 0 to 3 at 4; that of 4 comes after it.
    expect(wakes).toEqual(['ann 0', 'ann 1', 'ann 2', 'ann 3', 'ben 4', 'ann 4']);
  });

  it('should wake by what arrives late when it arrives, and not by what is lost', async () => {
    const way = (_event: unknown, to: string): Delivery => (to === 'cem' ? 'lost' : { after: to === 'ben' ? 2.5 : 0 });
    const { wakes } = await wakesOf({ masks: [{ latency: 1 }] }, { world: world({ delivery: way }) });

    expect(wakes).toEqual(['ann 0', 'dia 1', 'ben 3.5']);
  });

  it('should act again for what arrives after it has acted', async () => {
    const way = (_event: unknown, to: string): Delivery => ({ after: to === 'ben' ? 6 : 0 });
    const { wakes } = await wakesOf(
      { masks: [{ agents: ['ben'], latency: 1 }], first: ['ann', 'ben'] },
      { world: world({ delivery: way }) },
    );

    expect(wakes).toEqual(['ann 0', 'ben 0', 'ben 7']);
  });

  it('should ring a timer that starts anew whenever the agent acts', async () => {
    const { wakes } = await wakesOf(
      {
        masks: [{ agents: ['ben'], latency: 4 }],
        timer: { mean: 10, regular: true },
        first: ['ann'],
      },
      { stopAfter: { activations: 6, reason: 'enough' } },
    );

    expect(wakes).toEqual(['ann 0', 'ben 4', 'cem 10', 'dia 10', 'ann 10', 'ben 14']);
  });

  it('should draw timers and latencies by the agent, whoever else there is', async () => {
    const options = { masks: [{ latency: 1, spread: 2 }], timer: { mean: 5 } };
    const timesOf = async (who: readonly string[]) => {
      const agents = who.map((id) => ({ id, name: id }));
      const { wakes } = await wakesOf(
        { ...options, first: [] },
        { agents, world: world({ audience: () => [] }), stopAfter: { activations: 9, reason: 'enough' } },
      );
      return wakes.filter((wake) => wake.startsWith('dia'));
    };

    expect((await timesOf(['ann', 'dia']))[0]).toEqual((await timesOf(['ben', 'cem', 'dia']))[0]);
  });

  it('should let the world alone act when an event says so', async () => {
    const { events } = await wakesOf({ alarms: [{ event: 'word-said', field: 'until' }] });

    expect(events.find(({ type }) => type === 'bell-rung')).toMatchObject({ time: 7 });
  });

  it('should go on where an intervention comes after everything fell silent', async () => {
    const { wakes } = await wakesOf(
      { masks: [{ agents: ['cem'], events: ['bell-rung'], latency: 2 }] },
      { interventions: [{ when: { time: 50 }, changes: [{ do: 'inject', event: { type: 'bell-rung', data: {} } }] }] },
    );

    expect(wakes).toEqual(['ann 0', 'cem 52']);
  });

  it('should refuse masks that are none', () => {
    expect(() => attention({ masks: [{ latency: -1 }] })).toThrow(
      'a mask of attention is not as it should be at latency',
    );
    expect(() => attention({ masks: [{ sort: 'x' } as never] })).toThrow('Unrecognized key');
  });
});
