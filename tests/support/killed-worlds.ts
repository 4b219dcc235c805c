import { attention, fixedOrder, inPhases, poissonClocks, simultaneousRounds } from '../../src/environment/index.js';
import { narratedRegime } from '../../src/environment/narrator/narrated-regime.js';
import type { Change, Intervention, Regime, Scenario } from '../../src/spec/index.js';
import { interacting } from '../../src/study/arms.js';
import { harbourScenario, NARRATOR } from './harbour.js';
import { plaza, PLAZA_INTERVENTIONS, PLAZA_REGIMES } from './plaza.js';

/** What a run that is killed is of, what is done to it from outside, and what a fork of it does differently. */
export interface KilledWorld {
  readonly scenario: Scenario;
  readonly interventions: readonly Intervention[];
  readonly change: Change;
}

const attentive = (): Regime =>
  attention({
    masks: [{ events: ['outcome-told', 'nothing-happened'], latency: 0.5, spread: 0.5 }],
    timer: { mean: 2 },
    first: ['ann', 'cem'],
  });

/** Regimes of players whose attempts a narrator answers. */
const NARRATED: { readonly [name: string]: () => Regime } = {
  'narrated in turns': () => fixedOrder(),
  'narrated at once': () => simultaneousRounds(),
  'narrated under clocks': () => poissonClocks({ writes: () => 'all' }),
  'narrated under attention': attentive,
  'narrated in phases': () =>
    inPhases([
      { name: 'morning', regime: poissonClocks({ writes: () => 'all' }), until: { activations: 4 } },
      { name: 'noon', regime: attentive(), until: { event: 'outcome-told', count: 3 } },
      { name: 'night', regime: fixedOrder() },
    ]),
};

/** The narrator is away for a while, somebody comes and goes, and an attempt comes from outside. */
const AT_THE_HARBOUR: readonly Intervention[] = [
  {
    when: { time: 1.5 },
    changes: [{ do: 'inject', event: { type: 'attempt-made', agent: 'cem', data: { words: 'I pray for rain.' } } }],
  },
  { when: { after: { event: 'turn-taken', count: 4 } }, changes: [{ do: 'remove', agent: 'ben' }] },
  { when: { after: { event: 'turn-taken', count: 6 } }, changes: [{ do: 'remove', agent: NARRATOR }] },
  {
    when: { after: { event: 'turn-taken', count: 8 } },
    changes: [
      { do: 'add', agent: NARRATOR },
      { do: 'add', agent: 'ben' },
    ],
  },
];

/** Names of all worlds that are killed: the plaza under every regime of the library, and the harbour with a narrator. */
export const KILLED_WORLDS: readonly string[] = [...Object.keys(PLAZA_REGIMES), ...Object.keys(NARRATED)];

/** A world by its name. */
export function killedWorld(name: string): KilledWorld {
  const players = NARRATED[name];
  if (players === undefined) {
    const change: Change = { do: 'commit', agent: 'ben', option: 'milk' };
    return { scenario: plaza(name), interventions: PLAZA_INTERVENTIONS, change };
  }
  const scenario: Scenario = {
    ...harbourScenario('fixed-order', { counted: true, enough: 12 }),
    regime: narratedRegime(players(), NARRATOR),
    parameters: { regime: name },
    arms: [interacting],
    elicitation: { labels: 'fixed' },
  };
  return { scenario, interventions: AT_THE_HARBOUR, change: { do: 'remove', agent: 'cem' } };
}
