import { describe, expect, it } from 'vitest';
import { attention, fixedOrder, nextSpeaker } from '../../../src/environment/index.js';
import type { Committed, Regime } from '../../../src/spec/index.js';
import { regimeOf, runSmallWorld, smallWorld, YES } from '../../support/small-world.js';

describe('runKernel: when nothing is due any more', () => {
  it('should end a run whose regime reacts, or is finite', async () => {
    const finite: Regime = { ...regimeOf([{ agents: ['ann'] }]), finite: true };
    const reason = 'nothing is left to happen';

    expect((await runSmallWorld({ regime: { ...finite, name: 'x' }, stopAfter: undefined })).result).toMatchObject({
      reason,
    });
    expect((await runSmallWorld({ regime: attention({ masks: [], first: [] }) })).result).toMatchObject({
      reason,
      activations: 0,
    });
  });

  it('should end a run in which nobody takes part any more', async () => {
    const regime = attention({ masks: [], timer: { mean: 1 } });
    const world = smallWorld({ present: () => false });

    expect((await runSmallWorld({ regime, world })).result).toMatchObject({
      reason: 'nobody takes part any more',
      activations: 0,
    });
  });

  it('should end a run whose last agents only answer what others do, without asking them again and again', async () => {
    const agents = ['ann', 'ben', 'cem', 'dia'].map((id) => ({ id, name: id }));
    const regime = nextSpeaker({
      by: 'moderator',
      moderators: ['dia'],
      nameOf: (agent) => (agent === 'ann' ? 'yes' : agent),
    });
    const interventions = [
      { when: { time: 2 }, changes: ['ann', 'ben', 'cem'].map((agent) => ({ do: 'remove' as const, agent })) },
    ];
    const world = smallWorld({ audience: () => 'public' });
    const { result, events } = await runSmallWorld({
      agents,
      regime,
      world,
      interventions,
      judge: () => YES,
      stopAfter: { activations: 50, reason: 'too long' },
    });

    expect(result).toMatchObject({ reason: 'nobody takes part any more', activations: 5 });
    expect(events.filter(({ agent, time }) => agent === 'dia' && time >= 2)).toHaveLength(2);
  });

  it('should not wait for ever for an intervention whose time is far off', async () => {
    const everybody = ['ann', 'ben', 'cem', 'dia'];
    const removed = everybody.map((agent) => ({ do: 'remove' as const, agent }));
    const coming = (time: number) => [
      { when: { time: 1 }, changes: removed },
      { when: { time }, changes: [{ do: 'add' as const, agent: 'ann' }] },
    ];
    const run = (time: number) =>
      runSmallWorld({
        regime: fixedOrder(),
        world: smallWorld({
          audience: () => 'public',
          ended: ({ slice }) => (slice('ann').count > 1 ? 'over' : undefined),
        }),
        interventions: coming(time),
        stopAfter: undefined,
      });

    expect((await run(1e15)).result).toMatchObject({ reason: 'nobody takes part any more' });
    expect((await run(40_000)).result).toMatchObject({ reason: 'over' });
  });

  it('should tell a reaction what was passed over', async () => {
    const seen: Pick<Committed, 'passedOver'>[] = [];
    const regime: Regime = {
      name: 'watching',
      activations: () => [{ index: 0, time: 0, agents: ['ben'], reads: ['ben'], writes: ['ben'], reason: 'its turn' }],
      react: () => ({ follow: (committed) => (seen.push(committed), []) }),
    };
    await runSmallWorld({ regime, world: smallWorld({ present: (_state, agent) => agent !== 'ben' }) });

    expect(seen).toMatchObject([{ passedOver: true, events: [] }]);
  });

  it('should ask for the floor again when something happens from outside', async () => {
    const wants = (asked: number) => ({ kind: 'distribution', probabilities: asked > 4 ? [1, 0] : [0, 1] }) as const;
    let asked = 0;
    const { result } = await runSmallWorld({
      regime: nextSpeaker({ by: 'urgency' }),
      world: smallWorld({ audience: () => 'public', reduce: () => undefined }),
      judge: () => wants((asked += 1)),
      interventions: [
        { when: { time: 3 }, changes: [{ do: 'inject', event: { type: 'word-said', agent: 'ann', data: {} } }] },
      ],
      stopAfter: { activations: 3, reason: 'enough' },
    });

    expect(result).toMatchObject({ reason: 'enough', activations: 3 });
  });
});
