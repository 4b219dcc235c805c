import {
  chancesFrom,
  hash128,
  type Judgement,
  type Mind,
  type MindContext,
  type Persona,
  type Situation,
} from 'mesocosm';
import { BAKERY } from './cases.js';
import { meanOf, totalVariation } from './distances.js';
import { positionIn, wordsFor } from './positions.js';
import { URGENCY_AT_MOST } from './actions.js';

/** How {@link scriptedDeliberator} goes about it. Numbers in [0, 1]; one for all, or one for each agent by its id. */
export interface DeliberatorOptions {
  /** The options of the scenario. Default those of its default case. */
  readonly options?: readonly string[];
  /** Weight of what one thought at first against what one heard: 1 is never moved, 0 keeps nothing. Default 0.5. */
  readonly stubbornness?: number | { readonly [agent: string]: number };
  /** What each thinks at first: a probability for each option. Default one of its own, the same in every run. */
  readonly positions?: { readonly [agent: string]: readonly number[] };
  /**
   * Axis on which a persona's intended position is the probability of the first option that it starts from, the others
   * sharing the rest; `'mean'` takes the mean over all its axes. After `positions`. A study refuses people without one.
   * Default none.
   */
  readonly axis?: string;
  /** Whoever is farther away than this (total variation) from what one thought at first is not listened to. Default 1. */
  readonly confidence?: number;
}

/** Of an agent that options do not name. */
const STUBBORNNESS = 0.5;

/**
 * Somebody who deliberates by a rule and speaks without a language model, for tests, for teaching and as a null model.
 *
 * What it thinks is `s · x0 + (1 − s) · mean of the positions that it remembers hearing` (with `x0` what it thought at first
 * and s its stubbornness), over those within its confidence; it votes and shows its hand accordingly. It says its position
 * in words, `I am 70 % for acquit, because …`, and understands such words and shown hands; of other words it takes no notice.
 * It wants to speak the more, the surer it is.
 *
 * Source: the averaging of DeGroot 1974, DOI 10.1080/01621459.1974.10480137, with stubbornness as in Friedkin, Johnsen 1990,
 * DOI 10.1080/0022250X.1990.9990069, and bounded confidence as in Hegselmann, Krause 2002, JASSS 5(3). Here the mean is over
 * what was heard, not over weighted others.
 */
export function scriptedDeliberator(options: DeliberatorOptions = {}): Mind {
  const { options: labels = BAKERY.options, confidence = 1, stubbornness = STUBBORNNESS } = options;
  const ofAgent = (agent: string): number =>
    typeof stubbornness === 'number' ? stubbornness : (stubbornness[agent] ?? STUBBORNNESS);

  const thinks = ({ statements }: Situation, { agent, persona }: MindContext): number[] => {
    const first =
      options.positions?.[agent] ??
      intended(persona, { axis: options.axis, options: labels.length }) ??
      firstThought(persona?.name ?? agent, labels);
    const heard = statements.flatMap((line) => {
      const position = positionIn(line, labels);
      return position !== undefined && totalVariation(position, first) <= confidence ? [position] : [];
    });
    const own = heard.length === 0 ? 1 : ofAgent(agent);
    return labels.map(
      (_, option) => own * (first[option] ?? 0) + (1 - own) * meanOf(heard.map((one) => one[option] ?? 0)),
    );
  };

  return {
    name: 'rule:deliberator',
    refuses: (persona) => (options.positions === undefined ? lacking(options.axis, persona) : undefined),
    judge(situation, context): Judgement {
      const { answer } = situation;
      if (answer === undefined) {
        if (situation.kind === 'choose-speaker') return evenly(situation.options);
        return { kind: 'distribution', probabilities: thinks(situation, context) };
      }
      const thought = thinks(situation, context);
      const most = Math.max(...thought);
      if (answer.kind === 'number') return { kind: 'answer', value: Math.round(most * URGENCY_AT_MOST) };
      if (answer.kind !== 'text') {
        return { kind: 'malformed', message: `a deliberator by a rule has nothing to say to "${situation.kind}"` };
      }
      const option = labels[thought.indexOf(most)] ?? '';
      return {
        kind: 'answer',
        value: wordsFor(option, {
          most,
          turn: context.occasion + argumentOf(context.agent),
          length: answer.maxCharacters,
        }),
      };
    },
  };
}

function evenly(options: readonly string[]): Judgement {
  return { kind: 'distribution', probabilities: options.map(() => 1 / options.length) };
}

/** Where a persona was meant to stand, as a distribution; `undefined` where that is not known or not asked for. */
function intended(
  persona: Persona | undefined,
  { axis, options }: { readonly axis: string | undefined; readonly options: number },
): readonly number[] | undefined {
  const positions = persona?.position;
  if (axis === undefined || positions === undefined) return undefined;
  const all = axis === 'mean' ? Object.values(positions) : [positions[axis]].filter((one) => one !== undefined);
  if (all.length === 0) return undefined;
  const first = meanOf(all);
  return Array.from({ length: options }, (_, option) => (option === 0 ? first : (1 - first) / (options - 1)));
}

/** Why a persona cannot start from where it was meant to stand, if so. */
function lacking(axis: string | undefined, persona: Persona): string | undefined {
  const has = Object.keys(persona.position ?? {});
  if (axis === undefined || (axis === 'mean' ? has.length > 0 : has.includes(axis))) return undefined;
  const lacks = axis === 'mean' ? 'no position on any axis' : `no position on the axis "${axis}"`;
  return `${persona.name} has ${lacks}, from which it would start: use a population with positions, or another mind`;
}

/** Each distribution as likely as any other; it belongs to a name and is the same in every run. */
function firstThought(who: string, labels: readonly string[]): readonly number[] {
  const chance = chancesFrom('deliberator')('first thought', who);
  // Half a step away from 0, where the logarithm is infinite.
  const weights = labels.map(() => -Math.log(chance.uniform() + 2 ** -33));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** With which argument somebody begins. */
function argumentOf(agent: string): number {
  return hash128(['argument', agent])[0] >>> 0;
}
