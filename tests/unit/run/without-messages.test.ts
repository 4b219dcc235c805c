import { describe, expect, it } from 'vitest';
import { scriptedMind, summaryMemory } from '../../../src/agent/index.js';
import { execute, withoutMessages } from '../../../src/run/index.js';
import type { Event, Judgement, RunPlan } from '../../../src/spec/index.js';
import { listeners, listeningPlan } from '../../support/listeners.js';

const WEIGHTS = { ann: {}, ben: { ann: 2 }, cem: { ann: 1, ben: -1 } };

async function journalOf(plan: RunPlan): Promise<readonly Event[]> {
  const events: Event[] = [];
  const { status } = await execute(plan, { watch: (some) => events.push(...some) });
  expect(status).toBe('finished');
  return events;
}

describe('withoutMessages', () => {
  it('should leave the run as it is, event by event', async () => {
    const plan = listeningPlan(WEIGHTS, 7);

    expect(await journalOf(withoutMessages(plan).plan)).toEqual(await journalOf(plan));
  });

  it('should ask each decision again without what one agent said, and leave all else in memory', async () => {
    const watched = withoutMessages(listeningPlan(WEIGHTS, 7), { from: ['ann'], to: ['cem'] });
    const said = (await journalOf(watched.plan)).filter(({ type }) => type === 'opinion-said');
    const decisions = watched.decisions();
    const ofBen = said.filter(({ agent }) => agent === 'ben').map(({ data }) => (data['first'] === true ? 1 : -1));

    // The first of twelve decisions has nothing to remember.
    expect(decisions.map(({ occasion }) => occasion)).toEqual(Array.from({ length: 11 }, (_, at) => at + 1));
    expect(decisions.every(({ from, to }) => from === 'ann' && to === 'cem')).toBe(true);
    for (const { occasion, without } of decisions) {
      expect(without[0]).toBeCloseTo(1 / (1 + Math.exp(ofBen[occasion - 1] as number)), 12);
    }
    expect(decisions.some(({ with: all, without }) => all[0] !== without[0])).toBe(true);
  });

  it('should follow whom an event is said to come from, and another way to take a message away', async () => {
    const byNobody = withoutMessages(listeningPlan(WEIGHTS, 7), { saidBy: () => [] });
    await journalOf(byNobody.plan);
    const blind = withoutMessages(listeningPlan(WEIGHTS, 7), {
      from: ['ann'],
      to: ['ben'],
      without: (context) => ({ ...context, memory: [] }),
    });
    await journalOf(blind.plan);

    expect(byNobody.decisions()).toEqual([]);
    expect(blind.decisions()).toHaveLength(12);
    expect(blind.decisions().every(({ without }) => without[0] === 0.5)).toBe(true);
  });

  it('should count what is refused without the message, and stop where an answer is not to be had', async () => {
    const answering = (judgement: Judgement): RunPlan => {
      const plan = listeningPlan(WEIGHTS, 7);
      const mind = scriptedMind({ choose: (_, { purpose }) => (purpose === 'influence' ? judgement : 'yes') });
      return { ...plan, agents: plan.agents.map((agent) => ({ ...agent, mind })) };
    };
    const refused = withoutMessages(answering({ kind: 'refused', message: 'no' }), { from: ['ann'], to: ['ben'] });
    await journalOf(refused.plan);
    const gone = withoutMessages(answering({ kind: 'unavailable', message: 'gone' }));

    expect(refused.failed()).toBe(11);
    expect(refused.decisions()).toEqual([]);
    expect(await execute(gone.plan)).toMatchObject({ status: 'suspended', kind: 'unavailable' });
  });

  it('should refuse runs in which no message can be taken away, and say why', () => {
    const plan = listeningPlan(WEIGHTS, 7);
    const remembering = (memory: Partial<NonNullable<RunPlan['scenario']['memory']>>): RunPlan => {
      const scenario = listeners(WEIGHTS);
      return { ...plan, scenario: { ...scenario, memory: { ...scenario.memory!, ...memory } } };
    };

    expect(() => withoutMessages({ ...plan, solitary: {} })).toThrow('nobody hears what others say');
    expect(() => withoutMessages(remembering({ window: 0 }))).toThrow('remember nothing');
    expect(() => withoutMessages(remembering({ policy: summaryMemory() }))).toThrow('writes what it keeps');
  });
});
