import { userError } from '../../foundation/errors/index.js';
import type { Json, Levels } from '../../spec/index.js';

/** One combination of levels: the name of each factor's level, and its value. */
export interface Combination {
  /** `committed=3+incumbent=Q`; `default` where nothing is varied. */
  readonly name: string;
  readonly levels: { readonly [factor: string]: { readonly name: string; readonly value: Json } };
}

/** More conditions than this are a slip of the pen. */
const MOST = 1_000;

/**
 * Every combination of the levels of some factors, the last factor varying fastest (a full factorial).
 *
 * @param where The file, for errors.
 * @throws MesocosmError (usage) for two levels of one name, a level that needs a name, or more than 1,000 combinations.
 */
export function crossLevels(factors: { readonly [factor: string]: Levels }, where: string): readonly Combination[] {
  const named = Object.entries(factors).map(([factor, levels]) => ({
    factor,
    levels: namedLevels(factor, levels, where),
  }));
  const many = named.reduce((product, { levels }) => product * levels.length, 1);
  if (many > MOST) {
    const what = `the factors make ${many} conditions`;
    throw userError({
      kind: 'usage',
      what,
      where,
      expected: `at most ${MOST}`,
      remedy: 'leave levels or factors away',
    });
  }
  return named
    .reduce<readonly (readonly Chosen[])[]>(
      (rows, { factor, levels }) => rows.flatMap((row) => levels.map((level) => [...row, { factor, ...level }])),
      [[]],
    )
    .map((row) => ({
      name: row.length === 0 ? 'default' : row.map(({ factor, name }) => `${factor}=${name}`).join('+'),
      levels: Object.fromEntries(row.map(({ factor, name, value }) => [factor, { name, value }])),
    }));
}

interface Level {
  readonly name: string;
  readonly value: Json;
}

type Chosen = Level & { readonly factor: string };

function namedLevels(factor: string, levels: Levels, where: string): readonly Level[] {
  const named = Array.isArray(levels)
    ? levels.map((value): Level => ({ name: nameOf(factor, value, where), value }))
    : Object.entries(levels).map(([name, value]): Level => ({ name, value }));
  const names = named.map(({ name }) => name);
  const twice = names.find((name, place) => names.indexOf(name) < place);
  if (twice === undefined) return named;
  throw userError({ kind: 'usage', what: `the factor "${factor}" has the level "${twice}" twice`, where });
}

/** A number, a word, true, false or null is its own name. */
function nameOf(factor: string, value: Json, where: string): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if ((typeof value !== 'object' || value === null) && /^[^./\\+=\p{Cc}\s][^/\\+=\p{Cc}\s]{0,39}$/u.test(text))
    return text;
  throw userError({
    kind: 'usage',
    what: `a level of the factor "${factor}" cannot be its own name: ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`,
    where,
    expected: 'numbers or short words, or an object that gives every level a name',
    remedy: `write "${factor}": {"a name": …}`,
  });
}
