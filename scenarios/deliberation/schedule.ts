import {
  inPhases,
  regimeOf,
  simultaneousRounds,
  type AgentSlot,
  type Phase,
  type Regime,
  type RegimeChoice,
} from 'mesocosm';
import { WORDS_SAID } from './event-names.js';
import type { Resolved } from './parameters.js';

/** Phase in which everybody votes in secret and the votes are counted. */
export const VERDICT = 'verdict';
const TALK = 'talk-';
const HANDS = 'hands-';

/** What a phase is for. */
export function purposeOf(phase: string | undefined): 'talk' | 'hands' | 'verdict' {
  if (phase === VERDICT) return 'verdict';
  return phase?.startsWith(HANDS) === true ? 'hands' : 'talk';
}

/** How long a round of talk takes, in virtual time. */
export function roundLength({ turnTaking, turns, agents }: Resolved): number {
  return turnTaking === 'simultaneous' ? Math.ceil(turns / agents) : turns;
}

/** Virtual times of the private ballots before the one at the end; the first is 0. */
export function ballotTimes(parameters: Resolved): readonly number[] {
  const { rounds, ballotEvery } = parameters;
  const step = ballotEvery * roundLength(parameters);
  return Array.from({ length: Math.floor(rounds / ballotEvery) + 1 }, (_, place) => place * step);
}

/**
 * Rounds of talk under the chosen turn-taking, a show of hands after each, and the verdict. A round of talk takes the same
 * virtual time whatever is said in it. A private ballot after a round is held before its hands are shown.
 *
 * @param hears Whom the words and hands of an agent reach.
 */
export function schedule(
  parameters: Resolved,
  slots: readonly AgentSlot[],
  hears: (agent: string) => readonly string[] | 'all',
): Regime {
  const touching = { reads: (agent: string) => [agent], writes: hears };
  const length = roundLength(parameters);
  const phases: Phase[] = [];
  for (let round = 1; round <= parameters.rounds; round += 1) {
    const regime = regimeOf(choiceOf(parameters), { agents: slots, ...touching });
    phases.push({ name: `${TALK}${round}`, regime, until: { time: length } });
    phases.push({ name: `${HANDS}${round}`, regime: simultaneousRounds(touching), until: { activations: 1 } });
  }
  phases.push({ name: VERDICT, regime: simultaneousRounds(touching), until: { activations: 1 } });
  return { ...inPhases(phases), name: `deliberation:${parameters.turnTaking}` };
}

/**
 * Clocks ring once in a unit of time on average, all of them together. So do the timers of attention; there somebody also
 * speaks some time after each thing that it heard, whichever comes first. With these means that adds between a tenth and two fifths,
 * whatever the number of people.
 */
function choiceOf({ turnTaking, agents }: Resolved): RegimeChoice {
  if (turnTaking === 'simultaneous') return 'simultaneous-rounds';
  if (turnTaking === 'fixed-order' || turnTaking === 'random-sequential') return turnTaking;
  if (turnTaking === 'clocks') return { regime: 'poisson-clocks', rate: 1 / agents };
  if (turnTaking === 'attention') {
    const masks = [{ events: [WORDS_SAID], latency: 1, spread: 2 * agents * agents }];
    return { regime: 'attention', masks, timer: { mean: agents } };
  }
  return `next-speaker:${turnTaking}`;
}
