import { z } from 'zod';
import { figure, type FindingsTable, type RunRecord } from 'mesocosm';
import { agreementInWords } from './agreement.js';
import { COVERING, DENSITY_MATCHED } from './arms.js';
import { FAILURES } from './measures.js';
import {
  PARTS,
  rarefied,
  searchOf,
  type CodedConversation,
  type Rate,
  type RegionRate,
  type Search,
} from './search.js';

/** The people whom the interacting arm has. */
const GIVEN = 'interacting';
/** Regions in the table; others are counted in its note. */
const MOST_REGIONS = 27;

const Case = z.object({
  failures: z.array(z.string()),
  position: z.record(z.string(), z.number()).optional(),
});

/** A population with all its conversations. */
interface Found {
  readonly search: Search;
  readonly coded: readonly CodedConversation[];
}

/** What each population found out about the system, and for whom it fails, by region of the axes. */
export function failureTables(
  arms: readonly { readonly name: string; readonly records: readonly RunRecord[] }[],
): readonly FindingsTable[] {
  const found = [GIVEN, COVERING, DENSITY_MATCHED].flatMap((name): readonly Found[] => {
    const records = arms.find((arm) => arm.name === name)?.records ?? [];
    const coded = records.flatMap(({ cases = {} }) => z.array(Case).parse(cases[FAILURES] ?? []));
    return coded.length === 0 ? [] : [{ coded, search: searchOf(name, coded, axesOf(coded)) }];
  });
  return found.length === 0
    ? []
    : [
        populations(found, agreementInWords(arms.flatMap(({ records }) => records))),
        ...onSameAxes(found).flatMap((one) => [...alongAxes(one), ...regions(one)]),
      ];
}

/** Populations that stand on the same axes; those who stand nowhere are in no group. */
function onSameAxes(found: readonly Found[]): readonly (readonly Found[])[] {
  const groups = new Map<string, Found[]>();
  for (const one of found) {
    const axes = axesOf(one.coded);
    if (axes.length === 0) continue;
    const key = JSON.stringify(axes.toSorted());
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

/** Axes on which everybody stands somewhere. */
function axesOf(coded: readonly CodedConversation[]): readonly string[] {
  const [first] = coded;
  return Object.keys(first?.position ?? {}).filter((axis) =>
    coded.every(({ position }) => position?.[axis] !== undefined),
  );
}

function populations(found: readonly Found[], agreement: string | null): FindingsTable {
  const same = Math.min(...found.map(({ coded }) => coded.length));
  return {
    name: 'populations',
    title: 'What each population found',
    sentence: `${found.map(({ search }) => inASentence(search)).join('; ')}.${agreement === null ? '' : ` ${agreement}`}`,
    head: [
      'people',
      'conversations',
      'conversations with a failure',
      'different failures',
      'per hundred conversations',
      `expected in ${same}`,
      'which',
    ],
    rows: found.map(({ search, coded }) => [
      search.name,
      String(search.conversations),
      inWords(search.rate),
      String(search.distinct.length),
      (search.distinctPerHundred ?? 0).toFixed(1),
      rarefied(coded, same).toFixed(1),
      search.distinct.join(', ') || 'none',
    ]),
    note:
      `Intervals are Wilson's, over conversations; the error of coding is not in them. Expected in ${same}: different failures in a sample of so many conversations ` +
      '(rarefaction, Hurlbert 1971), so that populations of different size can be compared. What is found per hundred ' +
      'conversations falls with their number where few failures are left to be found.',
  };
}

/** The parts of one axis at a time: fewer cells, with more conversations in each. */
function alongAxes(standing: readonly Found[]): readonly FindingsTable[] {
  const axes = [...new Set(standing.flatMap(({ coded }) => axesOf(coded)))];
  const rows = axes.flatMap((axis) => {
    const searches = standing.map(({ search: { name }, coded }) => searchOf(name, coded, [axis]));
    return PARTS.map((part) => [
      `${axis} ${part}`,
      ...searches.map((search) => {
        const rate = search.regions.find(({ region }) => region[axis] === part);
        return rate === undefined ? 'nobody' : inWords(rate);
      }),
    ]);
  });
  return [
    {
      name: 'axes',
      title: 'For whom it fails, one axis at a time',
      sentence: null,
      head: ['part of an axis', ...standing.map(({ search }) => search.name)],
      rows,
      note: 'Each axis is cut into thirds, whatever the others are. A failure that needs two ends at once is diluted here.',
    },
  ];
}

function regions(found: readonly Found[]): readonly FindingsTable[] {
  const standing = found.map(({ search }) => search);
  const keys = new Map<string, RegionRate>();
  for (const { regions: all } of standing)
    for (const one of all) if (!keys.has(nameOf(one))) keys.set(nameOf(one), one);
  const rateIn = (search: Search, key: string): RegionRate | undefined =>
    search.regions.find((one) => nameOf(one) === key);
  const worst = (key: string): number => Math.max(...standing.map((search) => rateIn(search, key)?.share ?? 0));
  const sorted = [...keys.keys()].toSorted((a, b) => worst(b) - worst(a) || a.localeCompare(b));
  const shown = sorted.slice(0, MOST_REGIONS);
  const rates = standing.flatMap((search) => shown.flatMap((key) => rateIn(search, key) ?? []));
  const few = rates.filter(({ of }) => of < 10).length;
  return [
    {
      name: 'regions',
      title: 'For whom it fails, by region of the axes',
      sentence: null,
      head: ['region', ...standing.map(({ name }) => name), 'failures'],
      rows: shown.map((key) => [
        key,
        ...standing.map((search) => {
          const rate = rateIn(search, key);
          return rate === undefined ? 'nobody' : inWords(rate);
        }),
        [...new Set(standing.flatMap((search) => rateIn(search, key)?.failures ?? []))].sort().join(', ') || 'none',
      ]),
      note:
        "Each axis is cut into thirds. Shares of conversations with a failure, with Wilson's 95 % intervals" +
        (few === 0 ? '.' : `; ${few} of ${rates.length} cells rest on fewer than 10 conversations and say little.`) +
        (sorted.length > shown.length ? ` ${sorted.length - shown.length} more regions are left out.` : ''),
    },
  ];
}

function nameOf({ region }: RegionRate): string {
  return Object.entries(region)
    .map(([axis, part]) => `${axis} ${part}`)
    .join(', ');
}

function inASentence({ name, conversations, rate, distinct }: Search): string {
  return `${name}: ${distinct.length} different ${distinct.length === 1 ? 'failure' : 'failures'} in ${conversations} conversations, ${inWords(rate)} of which fail`;
}

function inWords({ count, of, share, low, high }: Rate): string {
  if (share === null || low === null || high === null) return 'none held';
  return `${count} of ${of} (${figure(share)} [${figure(low)}, ${figure(high)}])`;
}
