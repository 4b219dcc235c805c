import { mean, standardisedDifference, variance } from '../../foundation/statistics/index.js';
import {
  success,
  type Axis,
  type LanguageModel,
  type LikertItem,
  type ModelFailure,
  type Persona,
  type Questionnaire,
  type Result,
} from '../../spec/index.js';
import { beliefScores, type Belief, type Beliefs } from './_internals/belief-scores.js';
import type { Asked } from './_internals/keyed-job.js';
import { neutralPersonas, polePersonas, type PolePersona, type TextPerson } from './pole-personas.js';
import type { RelativeStance, StanceAnchor } from './relative-stance-schema.js';

/** Anchors nearer to each other than this many units of noise fix no scale: a stance between them would be noise. */
export const LEAST_SEPARATION = 2;

/** Whose stance is told, by which model. */
export interface RelativeStanceOptions extends Asked {
  readonly questionnaire: Questionnaire;
  readonly personas: readonly Persona[];
  readonly model: LanguageModel;
  /** Whether texts say "I" or speak of somebody. Default: `first` where at least half of the people say "I". */
  readonly person?: TextPerson;
  /** Anchors of each pole, from 4 to 6. Default 6. */
  readonly wordings?: number;
  /** Whether the person of a row is weighed on an axis. Default: everybody on all. */
  asks?(row: number, axis: string): boolean;
  /** Default `questionnaire`. */
  readonly purpose?: string;
  /** Told of every person that was weighed, anchors and neutral people included. */
  onPerson?(progress: { readonly done: number; readonly total: number; readonly from: 'log' | 'work' }): void;
}

/**
 * Where people stand by the likelihood of statements: how much likelier a person makes the pro form of an item than its
 * con form, more than neutral people do. For models too small to answer what they are asked.
 *
 * For a person p and an item i, in nats a token (each form's log-likelihood is divided by its number of tokens, so that
 * long forms count no more than short ones),
 *
 * `ratio(p, i) = log P(pro | p) - log P(con | p) - mean over neutral people of the same`,
 *
 * turned where the item is reverse-keyed and averaged over the items of an axis. Position 0 is the mean of con anchors,
 * 1 that of pro anchors: people composed from the poles in wordings of their own, fixed before anybody is measured, none of
 * whom is measured. The spread of neutral people is the unit of noise. An axis is usable where its anchors are at least
 * {@link LEAST_SEPARATION} units apart and are not blind to negation, that is where pro anchors prefer statements to their
 * negations (`it is not true that …`) more than con anchors do.
 *
 * One `score` call for each person, anchor and neutral person. Nothing is drawn.
 *
 * @returns a failure `not-available` where the model gives no likelihoods; one that depends on the hour suspends.
 */
export async function relativeStance(options: RelativeStanceOptions): Promise<Result<RelativeStance, ModelFailure>> {
  const { questionnaire, personas, model, wordings, purpose = 'questionnaire' } = options;
  const { axes, items } = questionnaire;
  const person = options.person ?? personOf(personas);
  const poles = polePersonas(axes, 'anchor', { wordings, person });
  const own = (axis: string): readonly LikertItem[] => items.filter((item) => item.axis === axis);
  const asked = (row: number): readonly LikertItem[] => items.filter(({ axis }) => options.asks?.(row, axis) ?? true);
  const neutral = neutralPersonas(person);
  const believers = [
    ...neutral.map((persona) => ({ persona, items, negations: false })),
    ...poles.map(({ persona, axis }) => ({ persona, items: own(axis), negations: true })),
    ...personas.map((persona, row) => ({ persona, items: asked(row), negations: false })),
  ];
  const reply = await beliefScores(believers, { ...options, model, person, purpose });
  if (!reply.ok) return reply;

  const [apart, anchored, measured] = [
    reply.value.slice(0, neutral.length),
    reply.value.slice(neutral.length, neutral.length + poles.length),
    reply.value.slice(neutral.length + poles.length),
  ];
  const base = items.map((_, item) => meanOrZero(answered(apart).map((beliefs) => (beliefs[item] as Belief).ratio)));
  const baseOf = new Map(items.map(({ id }, item) => [id, base[item] as number]));
  const anchors = axes.map((axis) => {
    const at = { axis, items: own(axis.name), baseOf, all: items };
    return anchorOf(at, { apart, anchored, poles });
  });
  const ratios = measured.map((one, row) => againstNeutral(one, { asked: asked(row), items, baseOf }));
  return success({
    formatVersion: 1,
    mode: 'likelihood',
    questionnaire: questionnaire.name,
    model: model.name,
    person,
    axes: axes.map(({ name }) => name),
    anchors,
    items: items.map(({ id, axis, reverseKeyed }) => ({ id, axis, reverseKeyed })),
    personas: personas.map(({ name }) => name),
    positions: ratios.map((row) => anchors.map((anchor) => positionOf(row, { items, anchor }))),
    ratios,
    missing: measured.flatMap((one, row) =>
      'missing' in one ? [{ persona: (personas[row] as Persona).name, message: one.missing }] : [],
    ),
  });
}

/** A person's ratios less those of neutral people, for all items; `null` where the person was not asked. */
function againstNeutral(
  one: Beliefs,
  how: {
    readonly asked: readonly LikertItem[];
    readonly items: readonly LikertItem[];
    readonly baseOf: ReadonlyMap<string, number>;
  },
): (number | null)[] {
  const beliefs = 'missing' in one ? [] : one.beliefs;
  const known = new Map(how.asked.map(({ id }, at) => [id, beliefs[at]?.ratio]));
  return how.items.map(({ id }) => {
    const ratio = known.get(id);
    return ratio === undefined ? null : ratio - (how.baseOf.get(id) as number);
  });
}

interface OnAxis {
  readonly axis: Axis;
  readonly items: readonly LikertItem[];
  readonly baseOf: ReadonlyMap<string, number>;
  readonly all: readonly LikertItem[];
}

function anchorOf(
  { axis, items, baseOf, all }: OnAxis,
  people: {
    readonly apart: readonly Beliefs[];
    readonly anchored: readonly Beliefs[];
    readonly poles: readonly PolePersona[];
  },
): StanceAnchor {
  const stanceOf = (beliefs: readonly Belief[]): number =>
    mean(items.map((item, at) => keyed(item, (beliefs[at] as Belief).ratio - (baseOf.get(item.id) as number))));
  const sideOf = (pole: PolePersona['pole']): readonly (readonly Belief[])[] =>
    answered(people.anchored.filter((_, at) => isOn(people.poles[at] as PolePersona, axis.name, pole)));
  const [low, high] = [sideOf('low'), sideOf('high')];
  const neutral = answered(people.apart).map((beliefs) =>
    stanceOf(beliefs.filter((_, at) => all[at]?.axis === axis.name)),
  );
  if (items.length === 0 || low.length < 2 || high.length < 2 || neutral.length < 2) {
    const reasons = [items.length === 0 ? 'it has no items' : 'too few anchors or neutral people were weighed'];
    const negation = { effect: 0, low: 0, high: 0, blindTo: [] };
    return { axis: axis.name, con: 0, pro: 0, noise: 0, separation: null, negation, usable: false, reasons };
  }
  const [con, pro] = [mean(low.map(stanceOf)), mean(high.map(stanceOf))];
  const noise = Math.sqrt(variance(neutral));
  const negation = negationOf(items, { low, high });
  const apart = pro - con;
  const reasons = [...apartReason(apart, noise), ...(negation.low > 0 ? [] : ['it is blind to negation'])];
  const separation = noise > 0 ? apart / noise : null;
  return { axis: axis.name, con, pro, noise, separation, negation, usable: reasons.length === 0, reasons };
}

function apartReason(apart: number, noise: number): readonly string[] {
  if (apart <= 0) return ['its anchors stand the wrong way round'];
  return apart > LEAST_SEPARATION * noise ? [] : [`its anchors are less than ${LEAST_SEPARATION} units of noise apart`];
}

/** Whether anchors of both poles differ, in the right direction, in what they make of a statement and its negation. */
function negationOf(
  items: readonly LikertItem[],
  { low, high }: { readonly low: readonly (readonly Belief[])[]; readonly high: readonly (readonly Belief[])[] },
): StanceAnchor['negation'] {
  const preference = (item: LikertItem, at: number) => (beliefs: readonly Belief[]) =>
    keyed(item, (beliefs[at] as Belief).overNegation ?? 0);
  const perPerson = (side: readonly (readonly Belief[])[]): number[] =>
    side.map((beliefs) => mean(items.map((item, at) => preference(item, at)(beliefs))));
  const { effect, interval } = standardisedDifference(perPerson(high), perPerson(low), { leastSpread: 1e-6 });
  const blindTo = items.flatMap((item, at) => {
    const of = preference(item, at);
    return mean(high.map(of)) > mean(low.map(of)) ? [] : [item.id];
  });
  return { effect, low: interval.low, high: interval.high, blindTo };
}

function positionOf(
  ratios: readonly (number | null)[],
  { items, anchor }: { readonly items: readonly LikertItem[]; readonly anchor: StanceAnchor },
): number | null {
  const own = items.flatMap((item, at) => {
    const ratio = ratios[at];
    return item.axis !== anchor.axis || ratio === null || ratio === undefined ? [] : [keyed(item, ratio)];
  });
  return own.length === 0 || anchor.pro === anchor.con ? null : (mean(own) - anchor.con) / (anchor.pro - anchor.con);
}

function personOf(personas: readonly Persona[]): TextPerson {
  const saying = personas.filter(({ text }) => /\b(?:I|My)\b/.test(text)).length;
  return 2 * saying >= personas.length ? 'first' : 'third';
}

function isOn(one: PolePersona, axis: string, pole: PolePersona['pole']): boolean {
  return one.axis === axis && one.pole === pole;
}

function keyed({ reverseKeyed }: LikertItem, value: number): number {
  return reverseKeyed ? -value : value;
}

function answered(all: readonly Beliefs[]): readonly (readonly Belief[])[] {
  return all.flatMap((one) => ('missing' in one ? [] : [one.beliefs]));
}

function meanOrZero(values: readonly number[]): number {
  return values.length === 0 ? 0 : mean(values);
}
