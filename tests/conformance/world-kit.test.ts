import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { fixedOrder, simultaneousRounds } from '../../src/environment/index.js';
import { ACTION_REJECTED, type AnswerForm, type Interview, type Scenario } from '../../src/spec/index.js';
import { worldChecks, type PlayableWorld } from '../../src/testing/world-kit.js';
import { playableScenario } from '../../src/testing/_internals/playable.js';
import { counting, ruled, showing, whispers, whispersSituation, type WhispersWorld } from '../support/whispers.js';

/** Names of the checks that fail, with what they say. */
async function failures(create: () => Scenario | PlayableWorld): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { name, check } of worldChecks({ create, seeds: [1], limit: 200 })) {
    await check().catch((error: Error) => failed.push(`${name}: ${error.message}`));
  }
  return failed;
}

/** The world that asks for something else. */
const asking = (answer: AnswerForm): PlayableWorld => ({
  ...whispers(),
  facing: () => ({ ...whispersSituation(0, []), options: [], answer }),
});

const offering = (...options: readonly string[]): PlayableWorld => ({
  ...whispers(),
  facing: () => ({ ...whispersSituation(0, []), options }),
});

/** Turns of the event loop, in which nothing but answers passes the time. */
const ticking = (): PlayableWorld => {
  let ticks = 0;
  return counting(() => {
    setImmediate(() => (ticks += 1));
    return Math.min(ticks, 1);
  });
};

let moved = 0;

const broken: readonly {
  readonly what: string;
  create(): Scenario | PlayableWorld;
  readonly check: string;
  readonly says: string;
}[] = [
  {
    what: 'a rule that changes the state beside its events',
    create: () =>
      ruled(({ apply }) => ({
        apply(state, ...rest) {
          state.shared.given += 1;
          return apply(state, ...rest);
        },
      })),
    check: 'change nothing that its rules are shown',
    says: 'given',
  },
  {
    what: 'a view that is another each time it is asked for',
    create() {
      let views = 0;
      return showing(() => `view ${(views += 1)}`);
    },
    check: 'change nothing that its rules are shown, and say the same of the same',
    says: 'a view gave',
  },
  {
    what: 'a date in a slice',
    create: () =>
      ruled(({ initial }) => ({
        initial: (...given) => ({ ...initial(...given), slice: () => ({ coins: 5, since: new Date(0) }) }),
      })),
    check: 'hold a state and make events that JSON can hold',
    says: 'the slice of "ann" holds at $.since what JSON cannot',
  },
  {
    what: 'an event with a number that is none',
    create: () => counting(() => NaN),
    check: 'hold a state and make events that JSON can hold',
    says: 'a coin-kept holds at $.count what JSON cannot',
  },
  {
    what: 'a state that hangs on more than its events',
    create() {
      let applied = 0;
      return ruled(({ apply, reduce }) => ({
        apply(...given) {
          applied += 1;
          return apply(...given);
        },
        reduce(draft, event) {
          reduce(draft, event);
          draft.shared.given = applied;
        },
      }));
    },
    check: 'come to the same state by its events alone',
    says: 'at state.shared.given (12, and 0 by its events)',
  },
  {
    what: 'a world that goes on where it stopped in the run before',
    create() {
      let count = 0;
      return counting(() => (count += 1));
    },
    check: 'write the same events for the same seed',
    says: 'run once more, line',
  },
  {
    what: 'a view that looks at more than is declared',
    create: () => ({
      ...showing(({ state, agent }) => `${state.agents.map((one) => state.slice(one).coins).join()} ${agent}`),
      regime: fixedOrder({ reads: (agent) => [agent] }),
    }),
    check: 'declare whom it reads, writes and wakes',
    says: 'ann',
  },
  {
    what: 'rules that hang on how long answers take',
    create: ticking,
    check: 'declare whom it reads, writes and wakes, and write the same whoever answers first',
    says: 'with answers that take time, line',
  },
  {
    what: 'rules that hang on whether answers are on record',
    create: ticking,
    check: 'write the same events in a replay',
    says: 'replayed, line',
  },
  {
    what: 'a world that does not forget the half of a run',
    create() {
      let count = 0;
      return counting(() => (count += 1));
    },
    check: 'write the same events when it was cut',
    says: 'and gone on with, line',
  },
  {
    what: 'a departure that is another each time',
    create: () =>
      ruled(() => ({ moved: () => [{ type: 'door-heard', data: { times: (moved += 1), to: 'ann' }, agent: 'ann' }] })),
    check: 'write the same in a fork that changes nothing, and in two that change the same',
    says: 'in a second fork with the same change, line',
  },
  {
    what: 'an interview that leaves a trace',
    create: () => interviewed(),
    check: 'write the same whether interviews are held or not',
    says: 'without its interviews, line',
  },
  {
    what: 'a run that does not end',
    create: () => ruled(() => ({ ended: () => undefined })),
    check: 'come to its end within the bound',
    says: 'it did not end within 200 events',
  },
  {
    what: 'an end without a reason',
    create: () => ruled(({ ended }) => ({ ended: (state) => (ended(state) === undefined ? undefined : '') })),
    check: 'come to its end within the bound, say why',
    says: 'it ended and did not say why',
  },
  {
    what: 'rules that fall over when a decision fails',
    create: () =>
      ruled(({ apply }) => ({
        apply(state, actions, ...rest) {
          const failed = actions.find(({ decision }) => decision.kind === 'refused' || decision.kind === 'malformed');
          if (failed !== undefined) throw new Error(`what is "${failed.agent}" to do?`);
          return apply(state, actions, ...rest);
        },
      })),
    check: 'go on when decisions are refused or malformed',
    says: 'what is "ann" to do?',
  },
  {
    what: 'rules that count on everybody',
    create: () => ({
      ...ruled(({ apply }) => ({
        apply(state, actions, ...rest) {
          if (actions.length < 3) throw new Error(`only ${actions.length} of 3 decided`);
          return apply(state, actions, ...rest);
        },
      })),
      regime: simultaneousRounds(),
    }),
    check: 'go on when somebody leaves and comes back',
    says: 'only 2 of 3 decided',
  },
  {
    what: 'an event for somebody whom nobody knows',
    create: () => ruled(() => ({ audience: ({ agent = '' }) => [agent, 'zoe'] })),
    check: 'name only its own agents',
    says: 'is for "zoe", whom nobody knows',
  },
  {
    what: 'a rejection without a reason',
    create: () => rejecting({}),
    check: 'say why it rejects an action',
    says: 'an action of "ann" was rejected without a reason',
  },
  {
    what: 'a rejection that is kept from whose action it was',
    create: () => {
      const { world, ...rest } = rejecting({ reason: 'not now' });
      const audience: WhispersWorld['audience'] = (event, state) =>
        event.type === ACTION_REJECTED ? ['ben'] : world.audience(event, state);
      return { ...rest, world: { ...world, audience } };
    },
    check: 'say why it rejects an action, to the agent whose it was',
    says: 'an action of "ann" was rejected (not now), and it does not perceive that',
  },
  {
    what: 'a whisper that everybody is shown',
    create: () => showing(({ state }) => `Last heard: ${(state.shared as { last: string }).last}`),
    check: 'show nobody words that did not reach it',
    says: '"ben" was shown at time 7 what "cem" said, and no event brought it there',
  },
  {
    what: 'a choice that others are shown whom it did not reach',
    create: () => showing(({ state }) => `Coins given: ${(state.shared as { given: number }).given}`),
    check: 'show nobody what hangs on decisions that did not reach it',
    says: '"cem" was shown, for its decision 0, what hangs on decision 0 of "ann"',
  },
  { what: 'no options', create: () => offering(), check: 'ask for', says: '"coin" asks for one of no options' },
  {
    what: 'an option without a word',
    create: () => offering('give', ' '),
    check: 'ask for',
    says: '"coin" has an option without a word',
  },
  {
    what: 'an option that is there twice',
    create: () => offering('give', 'give'),
    check: 'ask for',
    says: '"coin" has the option "give" twice',
  },
  {
    what: 'a whole number where there is none',
    create: () => asking({ kind: 'number', minimum: 0.2, maximum: 0.8, integer: true }),
    check: 'ask for',
    says: '"coin" asks for a whole number from 0.2 to 0.8, and there is none',
  },
  {
    what: 'words of no characters',
    create: () => asking({ kind: 'text', maxCharacters: 0 }),
    check: 'ask for',
    says: '"coin" asks for words of 0 characters',
  },
  {
    what: 'a schema that nobody can be told',
    create: () => asking({ kind: 'structured', schema: z.object({ at: z.date() }) }),
    check: 'ask for',
    says: 'the schema of "coin" cannot be put as JSON Schema',
  },
  {
    what: 'a schema that nothing fits',
    create: () => asking({ kind: 'structured', schema: z.object({ at: z.string().refine(() => false) }) }),
    check: 'ask for',
    says: '"coin" takes none of the answers that it asks for',
  },
  {
    what: 'an event that the outline leaves out',
    create: () =>
      ruled(() => ({
        outline: { events: ['coin-given', ACTION_REJECTED], shared: z.unknown(), slice: () => z.unknown() },
      })),
    check: 'come to its end',
    says: 'its outline leaves out the event coin-kept, which it makes',
  },
];

/** The world with every coin rejected. */
function rejecting(data: { readonly reason?: string }): PlayableWorld & { readonly world: WhispersWorld } {
  const good = whispers();
  const apply: WhispersWorld['apply'] = (...given) =>
    good.world
      .apply(...given)
      .map((draft) => (draft.type.startsWith('coin-') ? { ...draft, type: ACTION_REJECTED, data } : draft));
  return { ...good, world: { ...good.world, apply } };
}

/** The world with a poll that it counts. */
function interviewed(): Scenario {
  let polls = 0;
  const poll: Interview = {
    name: 'poll',
    agents: ['ben'],
    when: { start: true },
    situation() {
      polls += 1;
      return whispersSituation(0, []);
    },
  };
  return { ...playableScenario(counting(() => polls)), interviews: [poll] };
}

describe('worldChecks', () => {
  it('should pass a world that does what it must', async () => expect(await failures(whispers)).toEqual([]));

  for (const { what, create, check, says } of broken) {
    it(`should find ${what}`, async () => {
      const failed = (await failures(create)).filter((line) => line.startsWith(check));
      expect(failed.join('\n')).toContain(says);
    });
  }

  it('should have a world that fails each of them', () => {
    const checks = worldChecks({ create: whispers }).map(({ name }) => name);
    expect(checks.filter((name) => !broken.some(({ check }) => name.startsWith(check)))).toEqual([]);
  });

  it('should want a seed', () => {
    expect(() => worldChecks({ create: whispers, seeds: [] })).toThrow('at least one seed');
  });
});
