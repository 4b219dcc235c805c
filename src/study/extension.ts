import { contentHash } from '../foundation/storage/index.js';
import type { Json } from '../spec/index.js';
import { historiesInWords } from './asked-histories.js';
import { ASKED_AFTER, type StudyDesign } from './design.js';

/**
 * Why a design is no extension of another: what it would do differently, and not only more. `null` where every run of the
 * one is a run of the other, so that a study can be gone on with by what is missing.
 */
export function notExtended(before: StudyDesign, now: StudyDesign): string | null {
  const same = (a: unknown, b: unknown): boolean =>
    contentHash((a ?? null) as Json) === contentHash((b ?? null) as Json);
  const fixed = ['name', 'scenario', 'seed', 'mind', 'population', 'interventions', 'values'] as const;
  // Where several minds decide, each condition says which: another condition may bring another mind.
  const several = before.conditions.every(({ minds }) => minds !== undefined);
  const changed = fixed.find((part) => !(part === 'mind' && several) && !same(before[part], now[part]));
  if (changed !== undefined) return `another ${changed === 'values' ? 'value instrument' : changed}`;
  if (now.runs < before.runs) return `${now.runs} runs of every arm, and it has ${before.runs}`;
  for (const one of before.conditions) {
    const other = now.conditions.find(({ name }) => name === one.name);
    if (other === undefined) return `no condition "${one.name}"`;
    if (!same(essence(before, one), essence(now, other))) return `another condition "${one.name}"`;
    const lost = one.arms.find((arm) => !other.arms.includes(arm));
    if (lost !== undefined) return `no arm "${lost}" in the condition "${one.name}"`;
  }
  return null;
}

/** What makes a condition, whatever it is called. */
function essence({ populations = {} }: StudyDesign, condition: StudyDesign['conditions'][number]): unknown {
  const { parameters, settings, population, minds = null } = condition;
  return { parameters, settings, minds, people: population === undefined ? null : populations[population] };
}

/** What an extension adds, in words; empty where the designs are the same. */
export function additionsOf(before: StudyDesign, now: StudyDesign): readonly string[] {
  const conditions = now.conditions.filter(({ name }) => !before.conditions.some((one) => one.name === name));
  const arms = [
    ...new Set(
      before.conditions.flatMap((one) => {
        const other = now.conditions.find(({ name }) => name === one.name);
        return other?.arms.filter((arm) => !one.arms.includes(arm)) ?? [];
      }),
    ),
  ];
  return [
    ...(before.runs === now.runs ? [] : [`runs of every arm: ${before.runs}, then ${now.runs}`]),
    ...(askedAfter(before) === askedAfter(now)
      ? []
      : [`runs of an arm whose agents are asked at the end: ${askedAfter(before)}, then ${askedAfter(now)}`]),
    ...(historiesInWords(before.histories) === historiesInWords(now.histories)
      ? []
      : [`constructed histories: ${historiesInWords(before.histories)}, then ${historiesInWords(now.histories)}`]),
    ...(conditions.length === 0 ? [] : [`conditions added: ${conditions.map(({ name }) => name).join(', ')}`]),
    ...(arms.length === 0 ? [] : [`arms added: ${arms.join(', ')}`]),
    ...(contentHash((before.fits ?? null) as Json) === contentHash((now.fits ?? null) as Json)
      ? []
      : ['the curves that are fitted were changed']),
  ];
}

function askedAfter(design: StudyDesign): string {
  return String(design.askedAfter ?? ASKED_AFTER);
}
