import { describe, expect, it } from 'vitest';
import { Elicitation, presentationsOf, renderPrompt, scriptedMind } from '../../src/agent/index.js';
import type { Event, Mind, Situation } from '../../src/spec/index.js';
import { opinionExchange, scriptedBeliever, type OpinionExchangeInput } from 'mesocosm/scenarios';
import { OpinionExchangeParameters } from '../../scenarios/opinion-exchange/parameters.js';
import { startBeliefs } from '../../scenarios/opinion-exchange/start-beliefs.js';
import { conditions } from '../../scenarios/opinion-exchange/conditions/index.js';
import { LEVELS } from '../../scenarios/opinion-exchange/scale.js';
import { heldBy } from '../support/held-conversations.js';

const typeOf = (events: readonly Event[], type: string): readonly Event[] => events.filter((one) => one.type === type);

function promptOf(situation: Situation, form: 'completion' | 'chat', person: 'first' | 'second' = 'second'): string {
  const elicitation = Elicitation.parse({ labels: 'fixed', form, person });
  const [presentation] = presentationsOf(situation, elicitation);
  const { prompt } = renderPrompt(situation, presentation as never, { elicitation });
  return [prompt.form === 'chat' ? (prompt.system ?? '') : '', ...prompt.pieces].join('\n');
}

/** What everybody was asked, by whoever believes by the rule. */
function listening(): { readonly asked: { agent: string; situation: Situation }[]; readonly mind: Mind } {
  const asked: { agent: string; situation: Situation }[] = [];
  const rule = scriptedBeliever();
  const mind = scriptedMind({
    choose(situation, context) {
      asked.push({ agent: context.agent, situation });
      return rule.judge(situation, context) as ReturnType<Parameters<typeof scriptedMind>[0]['choose']>;
    },
  });
  return { asked, mind };
}

/** Answers one level more than it answered last, whatever it reads. */
const drifting: Mind = scriptedMind({
  choose(situation, context) {
    if (situation.answer !== undefined) return { kind: 'answer', value: 'I have something to say.' };
    const told = [...situation.framing, ...situation.statements].flatMap((line) =>
      line.flatMap((part) => (typeof part === 'object' && 'option' in part ? [part.option] : [])),
    );
    const next = Math.min(LEVELS.length - 1, (told.at(-1) ?? 2) + (context.occasion >= 0 ? 1 : 0));
    return { kind: 'distribution', probabilities: LEVELS.map((_, option) => Number(option === next)) };
  },
});

describe('opinion exchange', () => {
  it('should have the published protocol by default', () => {
    const { parameters, agents, situations } = opinionExchange();

    // Chuang et al. 2024, sections 3.1 to 3.4: N, T, temperature, closed world; cumulative memory; five levels, two people at each.
    expect(parameters).toMatchObject({ agents: 10, steps: 100, temperature: 0.7, closedWorld: true, memory: { kind: 'all' } }); // prettier-ignore
    expect(LEVELS).toHaveLength(5);
    const starts = agents.map((agent) => situations.alone(agent)[0]?.situation.state).map(String);
    expect(starts.toSorted()).toEqual(
      ['-1', '-1', '-2', '-2', '0', '0', '1', '1', '2', '2'].map((belief) => `${belief}; nothing seen`),
    );
  });

  it('should have a condition for each framing and strength of confirmation bias', () => {
    const resolved = Object.values(conditions).map((given) => OpinionExchangeParameters.parse(given));
    const cumulative = resolved.filter(({ memory, closedWorld, start }) => memory.kind === 'all' && closedWorld && start.every((share) => share === 1)); // prettier-ignore

    expect(cumulative.map(({ framing, confirmationBias }) => `${framing} ${confirmationBias}`).toSorted()).toEqual(
      ['false none', 'false weak', 'false strong', 'true none', 'true weak', 'true strong'].toSorted(),
    );
    expect(resolved.some(({ memory }) => memory.kind === 'summary')).toBe(true);
  });

  it('should deal out starts by their shares, the same in every run', () => {
    expect(startBeliefs(10, [1, 1, 1, 1, 1])).toEqual([0, 1, 2, 3, 4, 0, 1, 2, 3, 4]);
    expect(startBeliefs(10, [8, 0, 0, 0, 2])).toEqual([0, 4, 0, 4, 0, 0, 0, 0, 0, 0]);
    expect(startBeliefs(10, [0, 0, 0, 0, 1])).toEqual(Array(10).fill(4));
    // 7 by fifths is 1.4 each: the two that are missing go to the lowest levels.
    expect(startBeliefs(7, [1, 1, 1, 1, 1]).toSorted()).toEqual([0, 0, 1, 1, 2, 3, 4]);
    // 3 by halves is 1.5 each; by .25 and .75 it is .75 and 2.25.
    expect(startBeliefs(3, [1, 0, 0, 0, 3]).toSorted()).toEqual([0, 4, 4]);
  });

  it('should put claim, start, bias and closed world in words, and name the scale', () => {
    const scenario = opinionExchange({ claim: 'Tea is hot.', confirmationBias: 'strong' });
    const [empty, none] = scenario.situations.alone(scenario.agents[0] as never);

    expect(promptOf(empty?.situation as Situation, 'chat')).toBe(
      'The claim: "Tea is hot."\nWhat you answered at the start: strongly disagree.\n' +
        'You believe only what fits your beliefs, and reject everything that goes against them.\n' +
        'You are alone and can look nothing up and ask nobody: you have only what you believed at the start and what strangers write to you.\n' +
        'How far do you agree with the claim now? Answer with one of these and nothing else: ' +
        'strongly disagree, disagree, neither agree nor disagree, agree or strongly agree.',
    );
    expect(promptOf(empty?.situation as Situation, 'completion', 'first')).toMatch(
      / or strongly agree\. My answer now:$/,
    );
    expect(promptOf(none?.situation as Situation, 'chat')).not.toContain('at the start:');
    const open = opinionExchange({ claim: 'Tea is hot.', closedWorld: false });
    const [first] = open.situations.alone(open.agents[0] as never);
    expect(promptOf(first?.situation as Situation, 'chat')).not.toMatch(/look nothing up|fits your beliefs/);
  });

  it('should offer levels as points of a scale, whose labels are never exchanged', async () => {
    const { asked, mind } = listening();
    await heldBy(opinionExchange({ agents: 3, steps: 4 }), { mind });
    const answering = asked.filter(({ situation }) => situation.answer === undefined);

    expect(answering).toHaveLength(4);
    expect(answering.every(({ situation }) => situation.scale === true)).toBe(true);
  });

  it('should frame a topic as what is true or what is false', () => {
    const claimIn = (given: OpinionExchangeInput): string => {
      const scenario = opinionExchange(given);
      return promptOf(scenario.situations.alone(scenario.agents[0] as never)[0]?.situation as Situation, 'chat');
    };

    expect(claimIn({ topic: 'sun', framing: 'true' })).toContain('"The sun rises in the east."');
    expect(claimIn({ topic: 'sun' })).toContain('"The sun rises in the west."');
  });

  it('should let one write and another read and answer in each step, everybody in the end', async () => {
    const { events } = await heldBy(opinionExchange(), { mind: scriptedBeliever() });
    const written = typeOf(events, 'message-written');
    const stated = typeOf(events, 'belief-stated');

    expect([written.length, stated.length]).toEqual([100, 100]);
    expect(written.map(({ time }) => time)).toEqual(Array.from({ length: 100 }, (_, step) => step));
    for (const [step, { agent, data }] of stated.entries()) {
      const message = written[step] as Event;
      expect({ agent, of: data['of'], read: data['read'] }).toEqual({
        agent: message.data['to'],
        of: message.agent,
        read: message.data['words'],
      });
      expect(agent).not.toBe(message.agent);
    }
    expect(new Set(stated.map(({ agent }) => agent)).size).toBe(10);
    expect(events.at(-1)?.data['reason']).toBe('the horizon was reached');
  });

  it('should have remembered what one wrote, read and answered, and show what it reads now', async () => {
    const { asked, mind } = listening();
    await heldBy(opinionExchange({ agents: 2, steps: 6, claim: 'Tea is hot.' }), { mind });
    const last = asked.findLast(({ situation }) => situation.answer === undefined)?.situation as Situation;
    const prompt = promptOf(last, 'chat');

    expect(prompt).toMatch(/You wrote: "I [a-z ]+ with this claim\."/);
    expect(prompt).toMatch(/A stranger wrote: "I [a-z ]+ with this claim\." Your answer then: [a-z ]+\./);
    expect(prompt).toMatch(/\nA stranger wrote: "I [a-z ]+ with this claim\."\s+How far do you agree/);
  });

  it('should ask for a message in words, in both forms, with what is remembered and nothing to read', async () => {
    const { asked, mind } = listening();
    await heldBy(opinionExchange({ agents: 2, steps: 6, claim: 'Tea is hot.' }), { mind });
    const last = asked.findLast(({ situation }) => situation.answer?.kind === 'text')?.situation as Situation;

    expect(promptOf(last, 'chat')).toMatch(/at the start: (strongly )?disagree\./);
    expect(promptOf(last, 'chat')).toMatch(/Your answer then: [a-z ]+\./);
    expect(promptOf(last, 'chat')).toMatch(
      /What short message do you write to a stranger about the claim\?.*believe\.$/,
    );
    expect(promptOf(last, 'completion', 'first')).toMatch(/I write to a stranger:$/);
  });

  it('should leave a belief as it was where an answer fails, and go on where a message does', async () => {
    const failing = scriptedMind({
      choose: ({ answer }, { agent }) =>
        agent === 'agent-1'
          ? { kind: 'refused', message: 'no' }
          : answer === undefined
            ? { kind: 'distribution', probabilities: [0, 0, 0, 0, 1] }
            : { kind: 'answer', value: 'Hm.' },
    });
    const { events, record } = await heldBy(opinionExchange({ agents: 3, steps: 30 }), { mind: failing });
    const silent = typeOf(events, 'message-missing').length;
    const kept = typeOf(events, 'belief-withheld').length;

    expect(silent).toBeGreaterThan(0);
    expect(kept).toBeGreaterThan(0);
    expect(record.values).toMatchObject({ failed_messages: silent, failed_answers: kept, messages: 30 - silent });
    // Agent 1 starts at -2 and stays there, the others end at 2.
    expect(record.values['bias_end']).toBeCloseTo(2 / 3, 12);
    // Who was to read agent 1 reads nothing, and no message of before a second time.
    const ofSilent = typeOf(events, 'belief-stated').filter(({ data }) => data['of'] === 'agent-1');
    expect(ofSilent.length).toBeGreaterThan(3);
    expect(ofSilent.map(({ data }) => data['read'])).toEqual(ofSilent.map(() => null));
  });

  it('should deliver nothing in "isolated", and keep what each wrote, answered and drifts to by itself', async () => {
    const { asked, mind } = listening();
    const { events } = await heldBy(opinionExchange({ agents: 4, steps: 40 }), { mind, arm: 'isolated' });

    expect(asked.some(({ situation }) => JSON.stringify(situation.statements).includes('A stranger wrote'))).toBe(
      false,
    );
    expect(asked.some(({ situation }) => JSON.stringify(situation.statements).includes('You wrote: '))).toBe(true);
    expect(asked.some(({ situation }) => JSON.stringify(situation.statements).includes('Your answer then: '))).toBe(
      true,
    );
    expect(typeOf(events, 'belief-stated').every(({ data }) => data['read'] === null)).toBe(true);
    const together = await heldBy(opinionExchange({ steps: 60 }), { mind: drifting });
    const alone = await heldBy(opinionExchange({ steps: 60 }), { mind: drifting, arm: 'isolated' });
    expect(alone.record.values['bias_end']).toBe(2);
    expect(alone.record.values['bias_end']).toBe(together.record.values['bias_end']);
  });

  it('should let the same people meet in the same order in every arm of a seed', async () => {
    const meetings = async (arm: string): Promise<readonly unknown[]> => {
      const { events } = await heldBy(opinionExchange(), { mind: scriptedBeliever(), arm });
      return typeOf(events, 'belief-stated').map(({ agent, data }) => [agent, data['of']]);
    };
    const together = await meetings('interacting');

    expect(together).toHaveLength(100);
    for (const arm of ['isolated', 'memoryless', 'rule']) expect(await meetings(arm)).toEqual(together);
  });

  it('should remember nothing in "memoryless" but where it started and what it reads', async () => {
    const { asked, mind } = listening();
    await heldBy(opinionExchange({ agents: 3, steps: 30 }), { mind, arm: 'memoryless' });

    expect(asked.every(({ situation }) => situation.statements.length <= 1)).toBe(true);
    expect(asked.some(({ situation }) => JSON.stringify(situation.statements).includes('A stranger wrote'))).toBe(true);
    expect(asked.every(({ situation }) => JSON.stringify(situation.framing).includes('at the start'))).toBe(true);
  });

  it('should take another memory, as data', async () => {
    const { asked, mind } = listening();
    await heldBy(opinionExchange({ agents: 2, steps: 20, memory: { kind: 'window', window: 2 } }), { mind });

    expect(Math.max(...asked.map(({ situation }) => situation.statements.length))).toBe(3);
  });

  it.each([
    [{ start: [0, 0, 0, 0, 0] }, 'start: nobody would start anywhere'],
    [{ start: [1, 1] }, 'start: '],
    [{ agents: 1 }, 'agents: '],
    [{ memory: { kind: 'retrieval', k: 20, most: 10 } }, 'most'],
  ] as const)('should refuse %j', (given, says) => {
    expect(() => opinionExchange(given as OpinionExchangeInput)).toThrow(says);
  });
});
