import { describe, expect, it } from 'vitest';
import { Elicitation, renderPrompt } from '../../src/agent/index.js';
import { chancesFrom } from '../../src/foundation/random/index.js';
import type { Event, MeasureResult, Scenario } from '../../src/spec/index.js';
import { smallSituation } from '../support/small-world.js';
import { glauberMind, majorityOpinion } from 'mesocosm/scenarios';

const elicitation = Elicitation.parse({ labels: 'fixed' });

function held(seq: number, first: number, changedTo?: 'Q' | 'M'): Event {
  const type = changedTo === undefined ? 'opinion-held' : 'opinion-changed';
  return { seq, time: seq, type, agent: 'agent-1', data: { option: changedTo ?? 'Q', first } };
}

function measured(scenario: Scenario, events: readonly Event[]): MeasureResult['values'] {
  const folds = scenario.measures.map((measure) => measure.start(scenario.agents));
  for (const event of events) for (const fold of folds) fold.observe(event);
  return Object.assign({}, ...folds.map((fold) => fold.finish('done').values));
}

function started(scenario: Scenario, seed: number) {
  const ids = scenario.agents.map(({ id }) => id);
  return scenario.world.initial(ids, chancesFrom(seed)('world'));
}

describe('majorityOpinion', () => {
  it('should list what each of the others chose', () => {
    const { ladder } = majorityOpinion({ agents: 4 }).situations;
    const situation = ladder?.points[2]?.situation;
    const presentation = { labels: [0, 1], order: [2, 0, 1], list: [0, 1], names: [0, 1, 2] };
    const { prompt, options } = renderPrompt(situation as never, presentation, { elicitation });

    expect(prompt.pieces.join('')).toBe('Ann chose M.\nBen chose Q.\nCara chose Q.\nYou chose');
    expect(options).toEqual([' Q', ' M']);
  });

  it('should give one situation for each count, the same object on the ladder and in a run', () => {
    const { situations } = majorityOpinion();
    const state = { agents: ['a', 'b', 'c'], shared: { first: 2, steps: 0, salt: 1 }, slice: () => ({ opinion: 0 }) };
    const context = {
      state,
      agent: 'a',
      activation: { index: 0 },
      occasion: 0,
      memory: [],
      lens: (choice: number) => choice,
    };

    expect(situations.facing(context as never)).toBe(situations.ladder?.points[1]?.situation);
  });

  it('should draw which opinion has the extra agent', () => {
    const firsts = new Set(Array.from({ length: 40 }, (_, seed) => started(majorityOpinion(), seed).shared.first));

    expect(firsts).toEqual(new Set([10, 11]));
  });

  it('should move nobody from one opinion to the other but one, when an agent is added', () => {
    for (let seed = 0; seed < 20; seed += 1) {
      const [fewer, more] = [20, 21].map((agents) => started(majorityOpinion({ agents }), seed));
      const ids = majorityOpinion({ agents: 20 }).agents.map(({ id }) => id);
      const moved = ids.filter((id) => fewer?.slice(id).opinion !== more?.slice(id).opinion);

      expect(moved.length).toBeLessThanOrEqual(1);
    }
  });

  it('should list the same people, but for the newcomer, when an agent is added', () => {
    const seen = (agents: number, occasion: number): readonly string[] => {
      const { situations } = majorityOpinion({ agents, neighbours: 5 });
      const looked: string[] = [];
      const ids = Array.from({ length: agents }, (_, index) => `agent-${index + 1}`);
      const slice = () => ({ opinion: 0 });
      const lens = (choice: number, who: string): number => (looked.push(who), choice);
      const state = { agents: ids, shared: { first: 3, steps: 0, salt: 7 }, slice };
      situations.facing({ state, agent: 'agent-1', activation: { index: 0 }, occasion, memory: [], lens } as never);
      return looked;
    };
    for (let occasion = 0; occasion < 20; occasion += 1) {
      const before = seen(20, occasion);
      const kept = seen(21, occasion).filter((who) => who !== 'agent-21');

      expect(before).toHaveLength(5);
      expect(before.filter((who) => !kept.includes(who)).length).toBeLessThanOrEqual(1);
    }
  });

  it('should start everybody but the committed with the first opinion', () => {
    const scenario = majorityOpinion({ committed: 3 });
    const start = started(scenario, 1);
    const opinions = scenario.agents.map(({ id }) => start.slice(id).opinion);

    expect(start.shared.first).toBe(18);
    expect(scenario.agents.map(({ commitment }) => commitment ?? 0)).toEqual(opinions);
  });

  it('should keep an opinion when a decision fails', () => {
    const { world, agents } = majorityOpinion();
    const state = { agents: [], shared: { first: 10, steps: 0, salt: 1 }, slice: () => ({ opinion: 1 }) };
    const agent = agents[0]?.id as string;
    const [draft] = world.apply(
      state,
      [{ agent, decision: { kind: 'malformed', message: '?' }, situation: smallSituation }],
      {} as never,
      chancesFrom(1),
    );

    expect(draft).toEqual({ type: 'opinion-withheld', agent, data: { option: 'M', first: 10 } });
  });

  it('should tell lasting order from a first unanimity that is lost', () => {
    const events = [
      held(1, 2, 'Q'),
      ...Array.from({ length: 19 }, (_, at) => held(at + 2, 1, at === 0 ? 'M' : undefined)),
    ];
    const values = measured(majorityOpinion({ agents: 2, sweeps: 10 }), events);

    expect(values).toMatchObject({ lasting_order: 0, final_order: 0, first_unanimity: 0.5, winner_Q: 0.5 });
  });

  it('should say that a population flipped only at its horizon', () => {
    const scenario = majorityOpinion({ agents: 3, committed: 1, sweeps: 10 });
    const flip = [held(1, 1, 'M'), held(2, 0, 'M')];
    const whole = [...flip, ...Array.from({ length: 28 }, (_, at) => held(at + 3, 0))];

    expect(measured(scenario, flip)['flipped']).toBeNull();
    expect(measured(scenario, whole)).toMatchObject({ flipped: 1, adoption: 1, winner_M: 1 });
  });

  it('should answer a majority as the Glauber rule does', () => {
    const { ladder } = majorityOpinion({ agents: 11 }).situations;
    const at = (x: number): number => {
      const situation = ladder?.points[x]?.situation as never;
      const judgement = glauberMind(1.5).judge(situation, {} as never);
      return 'kind' in judgement && judgement.kind === 'distribution' ? (judgement.probabilities[0] as number) : NaN;
    };

    expect(at(5)).toBe(0.5);
    expect(at(10)).toBeCloseTo((1 + Math.tanh(1.5)) / 2, 12);
    expect(at(2) + at(8)).toBeCloseTo(1, 12);
  });

  it.each([
    [{ agents: 1 }, /agents/],
    [{ agents: 5, neighbours: 5 }, /neighbours: 5 cannot be seen where there are 4 others/],
    [{ labels: ['Q', 'Q'] as [string, string] }, /labels: both opinions are called Q/],
    [{ committed: 21 }, /committed: 21 of 21/],
  ])('should refuse %j with a sentence that names the parameter', (given, sentence) => {
    expect(() => majorityOpinion(given)).toThrow(sentence);
  });
});
