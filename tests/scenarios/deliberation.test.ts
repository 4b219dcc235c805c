import { describe, expect, it } from 'vitest';
import { Elicitation, renderPrompt, scriptedMind } from '../../src/agent/index.js';
import { deliberation, scriptedDeliberator } from 'mesocosm/scenarios';
import { DeliberationParameters } from '../../scenarios/deliberation/parameters.js';
import type { Mind, MindContext, Situation } from '../../src/spec/index.js';
import { byRule, deliberated, planOf } from '../support/deliberations.js';

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;
const TWO_ROUNDS = { agents: 3, rounds: 2 };

function promptOf(situation: Situation | undefined, form: 'completion' | 'chat'): string {
  const elicitation = Elicitation.parse({ labels: 'fixed', form });
  const presentation = { labels: [0, 1], order: [...(situation?.statements.keys() ?? [])], list: [0, 1], names: [] };
  const { prompt } = renderPrompt(situation as Situation, presentation, { elicitation });
  return [prompt.form === 'chat' ? (prompt.system ?? '') : '', ...prompt.pieces].join('\n');
}

/** What everybody was asked, by kind, beside what it answered. */
function listening() {
  const asked: { readonly agent: string; readonly purpose: string; readonly situation: Situation }[] = [];
  const rule = scriptedDeliberator();
  const mind = scriptedMind({
    choose(situation, context) {
      asked.push({ agent: context.agent, purpose: context.purpose ?? 'decision', situation });
      return rule.judge(situation, context) as ReturnType<Parameters<typeof scriptedMind>[0]['choose']>;
    },
  });
  return { asked, mind };
}

describe('deliberation', () => {
  it('should put the case, the people, the question and a secret vote in words', () => {
    const scenario = deliberation({
      ...TWO_ROUNDS,
      case: 'A cup is broken.',
      question: 'Who broke it?',
      options: ['Tom', 'the cat'],
    });
    const [alone] = scenario.situations.alone(scenario.agents[0] as never);

    expect(promptOf(alone?.situation, 'chat')).toBe(
      'A cup is broken.\nIn this meeting you are called Ann. The others are Ben, Cara.\nWho broke it?\n' +
        'A secret ballot, which nobody sees: Tom or the cat? Answer with one of them only.',
    );
    expect(promptOf(alone?.situation, 'completion')).toMatch(
      /\nEverybody votes in secret: Tom or the cat. You choose:$/,
    );
  });

  it('should ask in private before, after each round and at the end what it asks in secret at the end', async () => {
    const { asked, mind } = listening();
    const { interviews } = await deliberated(planOf(TWO_ROUNDS, mind));

    expect(interviews.map(({ agent, time }) => `${time} ${agent}`)).toEqual(
      [0, 3, 6, null].flatMap((time) => ['agent-1', 'agent-2', 'agent-3'].map((agent) => `${time} ${agent}`)),
    );
    const last = (purpose: string): Situation | undefined =>
      asked.findLast((one) => one.agent === 'agent-2' && one.purpose === purpose && one.situation.kind === 'ballot')
        ?.situation;
    expect(last('interview')).toEqual(last('decision'));
    expect(last('decision')?.statements).toHaveLength(12);
  });

  it('should leave no trace of private ballots and secret votes in what others see', async () => {
    const { asked, mind } = listening();
    await deliberated(planOf(TWO_ROUNDS, mind));

    const lines = asked.flatMap(({ situation }) => situation.statements.map((line) => JSON.stringify(line)));
    expect(lines.some((line) => line.includes('Ben: I am'))).toBe(true);
    expect(lines.some((line) => line.includes('raised a hand for'))).toBe(true);
    expect(lines.some((line) => /vote|ballot|secret/.test(line))).toBe(false);
  });

  it('should let nobody hear anybody in the arm isolated, with as many turns', async () => {
    const { asked, mind } = listening();
    const { events } = await deliberated(planOf(TWO_ROUNDS, mind, { arm: 'isolated' }));

    const others = asked.flatMap(({ situation }) =>
      situation.statements.filter((line) => !line.some((part) => typeof part === 'object')),
    );
    expect(others).toEqual([]);
    const agentOf = new Map(events.map(({ seq, agent }) => [seq, agent]));
    for (const { agent, causes = [] } of events.filter((event) => event.agent !== undefined)) {
      for (const cause of causes) expect([agent, undefined]).toContain(agentOf.get(cause));
    }
    const met = await byRule(TWO_ROUNDS);
    const said = (all: typeof events): number => all.filter(({ type }) => type === 'words-said').length;
    expect(said(events)).toBe(6);
    expect(said(met.events)).toBe(6);
  });

  it('should start the rule from what each said alone', async () => {
    const priors = { 'agent-1': [1, 0], 'agent-2': [0, 1], 'agent-3': [0.5, 0.5] };
    const { interviews } = await deliberated(planOf(TWO_ROUNDS, scriptedDeliberator(), { arm: 'rule', priors }));

    expect(interviews.slice(0, 3).map(({ probabilities }) => probabilities)).toEqual(Object.values(priors));
  });

  it('should start people of a psychometric mind where their personas were meant to stand', async () => {
    const mind = deliberation().minds?.['psychometric']?.() as Mind;
    const [alone] = deliberation().situations.alone({ id: 'agent-1', name: 'Ann' });
    const context = { agent: 'agent-1', occasion: 0, stream: 'x' };
    const persona = { id: 'p', name: 'Mia', text: 'Mia.', position: { trust: 0.9, order: 0.7 } };
    const judge = (who: object): unknown =>
      mind.judge(alone?.situation as Situation, { ...context, ...who } as MindContext);

    expect(judge({ persona })).toMatchObject({ probabilities: [expect.closeTo(0.8, 12), expect.closeTo(0.2, 12)] });
    expect(judge({})).toEqual(scriptedDeliberator().judge(alone?.situation as Situation, context));
  });

  it('should count secret votes, and end with the verdict', async () => {
    const positions = { 'agent-1': [1, 0], 'agent-2': [1, 0], 'agent-3': [0, 1] };
    const { events, record } = await byRule(TWO_ROUNDS, { positions, stubbornness: 1 });

    expect(events.find(({ type }) => type === 'ballots-counted')?.data).toEqual({ counts: { convict: 2, acquit: 1 } });
    expect(record.ending).toBe('the verdict was given');
    expect(record.values).toMatchObject({ winner_convict: 1, winner_acquit: 0, unanimous: 0 });
  });

  it('should give the floor as turn-taking says', async () => {
    const speakers = async (turnTaking: 'round-robin' | 'moderator' | 'simultaneous' | 'urgency'): Promise<string> => {
      const positions = { 'agent-1': [0.5, 0.5], 'agent-2': [0.6, 0.4], 'agent-3': [1, 0] };
      const { events } = await byRule({ ...TWO_ROUNDS, rounds: 1, turnTaking }, { positions, stubbornness: 1 });
      return events
        .flatMap(({ type, agent = '', time }) => (type === 'words-said' ? [`${time}${agent.slice(-1)}`] : []))
        .join(' ');
    };

    expect(await speakers('round-robin')).toBe('01 12 23');
    expect(await speakers('simultaneous')).toBe('01 02 03');
    // Who is surest speaks, but not twice in a row.
    expect(await speakers('urgency')).toBe('03 12 23');
    expect(await speakers('moderator')).toMatch(/^(\d[23] ?){3}$/);
  });

  it.each(DeliberationParameters.shape.turnTaking.unwrap().options)(
    'should be talked through under %s',
    async (turnTaking) => {
      const { events, record } = await byRule({ agents: 4, rounds: 2, turnTaking, maxCharacters: 100 });
      const said = events.filter(({ type }) => type === 'words-said');

      expect(said.length).toBeGreaterThan(2);
      expect(new Set(said.map(({ agent }) => agent)).size).toBeGreaterThan(1);
      expect(events.filter(({ type }) => type === 'hand-shown')).toHaveLength(2 * 4);
      expect(record.ending).toBe('the verdict was given');
    },
  );

  it('should let about one speak in a unit of time under attention, sooner where others are heard', async () => {
    const talked = async (arm: 'interacting' | 'isolated'): Promise<number> => {
      const plan = planOf({ agents: 5, rounds: 2, turns: 60, turnTaking: 'attention' }, scriptedDeliberator(), { arm });
      const { events } = await deliberated(plan);
      return events.filter(({ type }) => type === 'words-said').length;
    };
    const [together, alone] = [await talked('interacting'), await talked('isolated')];

    // 120 units of talk. Alone there is only the timer, of 5 units for each of 5.
    expect(together).toBeGreaterThan(80);
    expect(together).toBeLessThan(150);
    expect(alone).toBeLessThan(together);
    expect(alone).toBeGreaterThan(40);
  });

  it('should take a message from outside, which all remember and nobody is counted for', async () => {
    const plan = planOf({ agents: 3, rounds: 1 }, scriptedDeliberator());
    const words = 'I am 100 % for convict, because the neighbour has come forward.';
    const event = { type: 'words-said', data: { words } };
    const told = await deliberated({
      ...plan,
      interventions: [{ when: { time: 1 }, changes: [{ do: 'inject', event }] }],
    });
    const plain = await deliberated(plan);
    const share = (of: typeof told): number =>
      mean(of.interviews.filter(({ time }) => time === null).map(({ probabilities }) => probabilities?.[0] ?? 0));

    expect(told.record.values).toMatchObject({ utterances: 3 });
    expect(share(told)).toBeGreaterThan(share(plain) + 0.02);
    await expect(
      deliberated({
        ...plan,
        interventions: [
          { when: { time: 1 }, changes: [{ do: 'inject', event: { type: 'words-said', data: { words: ' ' } } }] },
        ],
      }),
    ).rejects.toThrow(/words-said is not as it should be at words/);
  });

  it('should call people by the names that they bear', async () => {
    const called = deliberation(TWO_ROUNDS).called?.({ 'agent-1': 'Priya Zamani', 'agent-2': 'Lucia Alvarez' });
    const agents = (called?.agents ?? []).map((slot) => ({ ...slot, mind: scriptedDeliberator() }));
    const prompts: string[] = [];
    const watching = agents.map((one) => ({
      ...one,
      mind: scriptedMind({
        choose(situation, context) {
          prompts.push(JSON.stringify(situation));
          return one.mind.judge(situation, context) as ReturnType<Parameters<typeof scriptedMind>[0]['choose']>;
        },
      }),
    }));
    const [arm] = called?.arms ?? [];
    await deliberated(
      arm?.plan({ scenario: called as never, condition: 'test', seed: 1, agents: watching, priors: {} }) as never,
    );

    expect(prompts.join()).toMatch(/you are called Priya Zamani\..* The others are Lucia Alvarez, Cara\./);
    expect(prompts.join()).toMatch(/Lucia Alvarez raised a hand for/);
    expect(prompts.join()).not.toMatch(/\bAnn\b|\bBen\b/);
  });

  it('should take words that do not come for turns in which nothing was said', async () => {
    const mind = scriptedMind({
      choose: (situation) => (situation.answer === undefined ? 'acquit' : { answer: null }),
    });
    const silent = await deliberated(planOf(TWO_ROUNDS, mind));
    expect(silent.record.values).toMatchObject({ utterances: 0, silences: 6, failed_turns: 0, talk_gini: null });

    const broken = scriptedMind({
      choose: (situation) => (situation.answer === undefined ? 'acquit' : { kind: 'malformed', message: 'no words' }),
    });
    const failing = await deliberated(planOf(TWO_ROUNDS, broken));
    expect(failing.record.values).toMatchObject({ utterances: 0, failed_turns: 6, winner_acquit: 1 });
    expect(failing.events.filter(({ type }) => type === 'action-rejected')).toHaveLength(6);
  });

  it('should refuse parameters that do not go together, in a sentence', () => {
    expect(() => deliberation({ ballotEvery: 4 })).toThrow(/ballotEvery: 4 is more than the 3 rounds/);
    expect(() => deliberation({ options: ['yes', 'Yes!'] })).toThrow(
      /"yes" cannot be told from another option|"Yes!" cannot/,
    );
    expect(() => deliberation({ agents: 2, turnTaking: 'moderator' })).toThrow(/no conversation to moderate/);
    expect(() => deliberation({ agents: 1 })).toThrow(/agents/);
  });
});
