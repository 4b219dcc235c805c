import { describe, expect, it } from 'vitest';
import { Elicitation, presentationsOf, renderPrompt } from '../../src/agent/index.js';
import { balanceOf, briefingOf, CANDIDATES, FACTS, RIGHT } from '../../scenarios/hidden-profile/facts.js';
import { pluralityShare } from '../../scenarios/hidden-profile/crowd.js';
import { committeeMember, hiddenProfile } from 'mesocosm/scenarios';
import { scriptedMind } from '../../src/agent/index.js';
import { runStudy } from '../../src/study/index.js';
import type { Event, InterviewAnswer, MeasureResult, Mind, Situation } from '../../src/spec/index.js';
import { heldBy } from '../support/held-conversations.js';
import { temporaryFolders } from '../support/temporary-folder.js';

const temporaryFolder = temporaryFolders();
const SIZES = [3, 4, 5, 6, 7, 8];
const letters = (facts: readonly number[]): readonly string[] => facts.map((fact) => FACTS[fact]?.letter ?? '?');

/** Places of facts that everybody is given, or that are dealt out. */
const places = (shared: boolean): readonly number[] =>
  FACTS.flatMap((fact, place) => (fact.shared === shared ? [place] : []));

function facing(
  asks: 'tell' | 'vote',
  told: readonly { readonly fact: number; readonly own: boolean }[] = [],
): Situation {
  return hiddenProfile().situations.facing({ agent: 'agent-1', activation: { asks }, memory: told } as never);
}

function chances(mind: Mind, situation: Situation): { readonly [option: string]: number } {
  const judgement = mind.judge(situation, { agent: 'agent-1' } as never);
  if (!('kind' in judgement) || judgement.kind !== 'distribution') throw new Error('no distribution');
  const sum = judgement.probabilities.reduce((total, one) => total + one, 0);
  return Object.fromEntries(situation.options.map((option, at) => [option, (judgement.probabilities[at] ?? 0) / sum]));
}

function measured(name: string, events: readonly Event[], answers: readonly InterviewAnswer[] = []): MeasureResult {
  const scenario = hiddenProfile({ agents: 3, rounds: 1 });
  const fold = scenario.measures.find((measure) => measure.name === name)?.start(scenario.agents);
  for (const event of events) fold?.observe(event);
  fold?.hear?.(answers);
  return fold?.finish('done') as MeasureResult;
}

const vote = (option: string, seq = 0): Event => ({
  seq,
  time: 9,
  type: 'vote-cast',
  agent: 'agent-1',
  data: { option },
});
const tell = (fact: number, seq = 0): Event => ({
  seq,
  time: seq,
  type: 'fact-told',
  agent: 'agent-2',
  data: { fact: FACTS[fact]?.letter ?? '?' },
});
const first = (...probabilities: readonly number[]): InterviewAnswer => ({
  interview: 'first-vote',
  agent: 'agent-1',
  time: 0,
  decisions: 0,
  probabilities: [...probabilities],
});

describe('the facts of a hidden profile', () => {
  it('should make one candidate the best by all of them', () => {
    expect(balanceOf(FACTS.keys())).toEqual([6, 0, 0]);
    expect(CANDIDATES[RIGHT]).toBe('Keller');
  });

  it.each(SIZES)('should make another the best for each of %i members alone', (agents) => {
    for (let place = 0; place < agents; place += 1) {
      const [best = 0, decoy = 0, other = 0] = balanceOf(briefingOf(place, { agents, information: 'hidden' }));

      expect(decoy).toBeGreaterThan(best);
      expect(decoy).toBeGreaterThan(other);
    }
  });

  it.each(SIZES)('should be all there among %i members, and those dealt out with one of them', (agents) => {
    const given = Array.from({ length: agents }, (_, place) => briefingOf(place, { agents, information: 'hidden' }));

    for (const place of FACTS.keys()) {
      const holders = given.filter((facts) => facts.includes(place)).length;
      expect(holders).toBe(FACTS[place]?.shared ? agents : 1);
    }
  });

  it('should all be given to everybody where information is shared', () => {
    expect(briefingOf(2, { agents: 4, information: 'shared' })).toEqual([...FACTS.keys()]);
  });
});

describe('hiddenProfile', () => {
  it('should let everybody tell once a round, and all vote at the end', async () => {
    const { events } = await heldBy(hiddenProfile({ rounds: 2 }), { mind: committeeMember() });
    const told = events.filter(({ type }) => type === 'fact-told').map(({ agent }) => agent);

    expect(told.slice(0, 4).toSorted()).toEqual(['agent-1', 'agent-2', 'agent-3', 'agent-4']);
    expect(told.slice(4).toSorted()).toEqual(['agent-1', 'agent-2', 'agent-3', 'agent-4']);
    expect(events.filter(({ type }) => type === 'vote-cast')).toHaveLength(4);
    expect(events.at(-1)?.data['reason']).toBe('the votes were counted');
  });

  it('should offer what one was given and what was told, and nothing', () => {
    const foreign =
      places(false).find((place) => !briefingOf(0, { agents: 4, information: 'hidden' }).includes(place)) ?? 0;
    const own = briefingOf(0, { agents: 4, information: 'hidden' });

    expect(facing('tell').options).toEqual([...letters(own), 'nothing']);
    expect(facing('tell', [{ fact: foreign, own: false }]).options).toEqual([
      ...letters([...own, foreign].toSorted((a, b) => a - b)),
      'nothing',
    ]);
  });

  it('should exchange the names of candidates where votes are averaged, and never the letters of facts', () => {
    const elicitation = Elicitation.parse({ labels: 'averaged' });
    const prompts = presentationsOf(facing('vote'), elicitation).map((presentation) =>
      renderPrompt(facing('vote'), presentation, { elicitation }).prompt.pieces.join(''),
    );
    const best = FACTS.findIndex(({ about, shared }) => about === RIGHT && shared);
    const line = (name: string): string => `${name} ${FACTS[best]?.text}.`;

    for (const name of CANDIDATES) expect(prompts.some((prompt) => prompt.includes(line(name)))).toBe(true);
    expect(presentationsOf(facing('tell'), elicitation)).toHaveLength(2);
  });

  it('should let nobody hear anybody in isolation', async () => {
    const seen: Situation[] = [];
    const mind: Mind = {
      name: 'looking',
      judge: (situation, context) => (seen.push(situation), committeeMember().judge(situation, context)),
    };
    const lines = async (arm: string): Promise<readonly string[]> => {
      seen.length = 0;
      await heldBy(hiddenProfile({ rounds: 2 }), { mind, arm });
      return seen.flatMap(({ statements }) => statements.map(([who]) => JSON.stringify(who)));
    };

    expect((await lines('interacting')).some((who) => who.includes('Another member'))).toBe(true);
    expect((await lines('isolated')).some((who) => who.includes('Another member'))).toBe(false);
  });

  it('should count a failed telling as a turn, and a failed vote as none', async () => {
    const mind = scriptedMind({
      choose: ({ kind }, { agent }) =>
        agent === 'agent-1' ? { kind: 'refused', message: 'no' } : kind === 'vote' ? 'Okafor' : 'nothing',
    });
    const { events, record } = await heldBy(hiddenProfile({ agents: 3, rounds: 1 }), { mind });
    const why = events.filter(({ type }) => type === 'turn-passed').map(({ data }) => data['why']);

    expect(why.toSorted()).toEqual(['failure', 'silence', 'silence']);
    expect(events.find(({ type }) => type === 'votes-counted')?.data['counts']).toEqual({
      Keller: 0,
      Moreau: 0,
      Okafor: 2,
    });
    expect(record.values).toMatchObject({ winner_Okafor: 1, members_right: 0, unanimous: 1, silent_turns: 3 });
  });

  it('should refuse what it cannot do, by the name of the parameter', () => {
    expect(() => hiddenProfile({ agents: 2 })).toThrow(/agents/);
    expect(() => hiddenProfile({ rounds: -1 })).toThrow(/rounds/);
  });
});

describe('committeeMember', () => {
  it('should tell any fact as soon as another, so that most are of those that all know', () => {
    const told = chances(committeeMember(), facing('tell'));
    const shared = places(true).reduce((sum, place) => sum + (told[FACTS[place]?.letter ?? ''] ?? 0), 0);

    // Of 15 facts that each of four is given, 12 are shared.
    expect(shared).toBeCloseTo(12 / 15, 12);
    expect(told['nothing']).toBe(0);
  });

  it('should not tell again what was told, and in the end nothing', () => {
    const own = briefingOf(0, { agents: 4, information: 'hidden' });
    const [one = 0] = own;

    expect(chances(committeeMember(), facing('tell', [{ fact: one, own: false }]))[FACTS[one]?.letter ?? '']).toBe(0);
    const all = own.map((fact) => ({ fact, own: true }));
    expect(chances(committeeMember(), facing('tell', all))['nothing']).toBe(1);
  });

  it('should keep back what does not fit its leaning, as far as it is an advocate', () => {
    // It leans to Moreau: 4 facts for and 1 against; against the others 2 and 3, for them 2 and 3.
    const told = chances(committeeMember({ advocacy: 0.5 }), facing('tell'));
    const [fits, not] = [true, false].map((fit) => {
      const place = briefingOf(0, { agents: 4, information: 'hidden' }).find(
        (at) => (FACTS[at]?.about === 1) === fit && FACTS[at]?.value === 1,
      );
      return told[FACTS[place ?? 0]?.letter ?? ''] ?? 0;
    });

    // Nine that fit weigh 1, six that do not weigh a half.
    expect(fits).toBeCloseTo(1 / 12, 12);
    expect(not).toBeCloseTo(1 / 24, 12);
    expect(() => committeeMember({ advocacy: 2 })).toThrow(RangeError);
  });

  it('should vote for whoever has most for and least against', () => {
    expect(chances(committeeMember(), facing('vote'))).toEqual({ Keller: 0, Moreau: 1, Okafor: 0 });
    const all = [...FACTS.keys()].map((fact) => ({ fact, own: false }));
    expect(chances(committeeMember(), facing('vote', all))).toEqual({ Keller: 1, Moreau: 0, Okafor: 0 });
  });

  it('should share its vote among equals', () => {
    // Alone: Keller 0, Moreau +3. Three more facts for Keller make it +3 too.
    const mine = briefingOf(0, { agents: 4, information: 'hidden' });
    const more = [...FACTS.keys()].filter(
      (at) => FACTS[at]?.about === 0 && FACTS[at]?.value === 1 && !mine.includes(at),
    );

    expect(
      chances(
        committeeMember(),
        facing(
          'vote',
          more.slice(0, 3).map((fact) => ({ fact, own: false })),
        ),
      ),
    ).toEqual({
      Keller: 0.5,
      Moreau: 0.5,
      Okafor: 0,
    });
  });
});

describe('pluralityShare', () => {
  it('should give how often the majority of independent votes is right', () => {
    const voter = [0.6, 0.4];

    // .6³ + 3 × .6² × .4
    expect(pluralityShare([voter, voter, voter], 0)).toBeCloseTo(0.648, 12);
    expect(pluralityShare([[0.3, 0.5, 0.2]], 0)).toBeCloseTo(0.3, 12);
  });

  it('should share ties', () => {
    // Two voters: both right .25; one right and one wrong .5, which is half.
    expect(pluralityShare([[0.5, 0.5], [0.5, 0.5]], 0)).toBeCloseTo(0.5, 12); // prettier-ignore
    expect(pluralityShare([[1, 0, 0], [0, 1, 0], [0, 0, 1]], 2)).toBeCloseTo(1 / 3, 12); // prettier-ignore
  });
});

describe('measures of a hidden profile', () => {
  it('should say whom the committee chose', () => {
    expect(measured('verdict', [vote('Keller'), vote('Keller'), vote('Moreau')]).values).toEqual({
      winner_Keller: 1,
      winner_Moreau: 0,
      winner_Okafor: 0,
      members_right: 2 / 3,
      unanimous: 0,
    });
    expect(measured('verdict', []).missing?.['members_right']).toBe('nobody voted');
  });

  it('should set the group against its average and best member and the independent crowd', () => {
    const answers = [first(0.2, 0.8, 0), first(0.5, 0.5, 0), first(0.8, 0.2, 0)];
    const { values } = measured('benefit', [vote('Keller'), vote('Keller'), vote('Moreau')], answers);

    expect(values['average_before']).toBeCloseTo(0.5, 12);
    expect(values['best_before']).toBe(0.8);
    // At least two of .2, .5 and .8: .1 × .2 + .16 × .5 + .4 × .8 of two, and .08 of three.
    expect(values['crowd_before']).toBeCloseTo(
      0.2 * 0.5 * 0.2 + 0.2 * 0.5 * 0.8 + 0.8 * 0.5 * 0.8 + 0.2 * 0.5 * 0.8,
      12,
    );
    expect(values['gain_over_average']).toBeCloseTo(0.5, 12);
    expect(values['gain_over_best']).toBeCloseTo(0.2, 12);
    expect(values['gain_over_crowd']).toBeCloseTo(0.5, 12);
  });

  it('should say why there is no gain', () => {
    expect(measured('benefit', [vote('Keller')]).missing?.['gain_over_best']).toMatch(/before the talk/);
    expect(measured('benefit', [], [first(1, 0, 0)]).missing?.['gain_over_best']).toBe('nobody voted');
  });

  it('should tell facts that all were given from those of one member', () => {
    const [[one = 0, two = 0], [alone = 0]] = [places(true), places(false)];
    const { values, series, cases } = measured('information', [tell(one, 1), tell(alone, 2), tell(one, 3)]);

    expect(values).toEqual({
      shared_told: 1 / 12,
      unshared_told: 1 / 12,
      unshared_share: 1 / 3,
      repeated: 1 / 3,
      silent_turns: 0,
    });
    expect(series).toEqual({ told_shared: [0, 1 / 12, 1 / 12, 1 / 12], told_unshared: [0, 0, 1 / 12, 1 / 12] });
    expect(cases).toHaveLength(3);
    expect(measured('information', [tell(one), tell(two)]).values['shared_told']).toBeCloseTo(2 / 12, 12);
  });
});

describe('a study of a hidden profile', () => {
  it('should be right by pooling, wrong alone, and say what the meeting is worth', async () => {
    const scenario = hiddenProfile({ rounds: 6 });
    const { summary } = await runStudy({ scenario, mind: 'scripted', runs: 10, folder: temporaryFolder() });
    const of = (arm: string, column: string): number | null | undefined =>
      summary.conditions[0]?.arms.find(({ name }) => name === arm)?.measures[column]?.mean.value;

    expect(of('pooled', 'winner_Keller')).toBe(1);
    expect(of('isolated', 'winner_Keller')).toBe(0);
    expect(of('interacting', 'gain_over_crowd')).toBeGreaterThan(0.5);
    expect(of('interacting', 'shared_told')).toBeGreaterThan(of('interacting', 'unshared_told') as number);
    expect(summary.conditions[0]?.outcomes[0]).toMatchObject({ focal: 'Moreau', changed: 'yes' });
  });
});
