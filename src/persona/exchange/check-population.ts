import type { Population } from '../../spec/index.js';
import type { Finding } from '../contexts/index.js';

/**
 * What is doubtful about a population of the right shape; nothing where there is nothing.
 *
 * Warnings: two people with the same text, or with names that differ by capitals alone, somebody without a position on an axis that others have one on, positions on
 * axes that the population's questionnaire does not know. Deterministic.
 */
export function checkPopulation(population: Population): readonly Finding[] {
  return [
    ...sameTexts(population),
    ...likeNames(population),
    ...missingPositions(population),
    ...strayAxes(population),
  ];
}

function sameTexts({ personas }: Population): readonly Finding[] {
  const first = new Map<string, number>();
  return personas.flatMap(({ text }, at) => {
    const earlier = first.get(text.trim());
    first.set(text.trim(), earlier ?? at);
    if (earlier === undefined) return [];
    const what = `is word for word that of $.personas[${earlier}]`;
    return [warning(`$.personas[${at}].text`, what, 'two people of one text are one person asked twice: rewrite one')];
  });
}

/** Agents are known by name, and language models hardly tell capitals apart. */
function likeNames({ personas }: Population): readonly Finding[] {
  const first = new Map<string, number>();
  return personas.flatMap(({ name }, at) => {
    const folded = name.normalize('NFKC').toLowerCase();
    const earlier = first.get(folded);
    first.set(folded, earlier ?? at);
    if (earlier === undefined) return [];
    const what = `"${name}" differs from that of $.personas[${earlier}], "${personas[earlier]?.name}", by capitals or forms of letters alone`;
    return [warning(`$.personas[${at}].name`, what, 'agents are known by name: give one of them another')];
  });
}

function missingPositions({ personas }: Population): readonly Finding[] {
  const axes = new Set(personas.flatMap(({ position = {} }) => Object.keys(position)));
  return personas.flatMap(({ position = {} }, at) => {
    const lacks = [...axes].filter((axis) => !Object.hasOwn(position, axis));
    if (lacks.length === 0) return [];
    const what = `has no place on ${lacks.map((axis) => `"${axis}"`).join(', ')}, where others have one`;
    return [warning(`$.personas[${at}].position`, what, 'give a number from 0 to 1, or take the axis from all')];
  });
}

function strayAxes({ personas, questionnaire }: Population): readonly Finding[] {
  if (questionnaire === undefined) return [];
  const known = questionnaire.axes.map(({ name }) => name);
  const used = new Set(personas.flatMap(({ position = {} }) => Object.keys(position)));
  return [...used]
    .filter((axis) => !known.includes(axis))
    .map((axis) => {
      const what = `has positions on "${axis}", an axis that its questionnaire does not know`;
      return warning('$.personas', what, `name it as the questionnaire does: ${known.join(', ')}`);
    });
}

function warning(place: string, what: string, remedy: string): Finding {
  return { severity: 'warning', place, what, remedy };
}
