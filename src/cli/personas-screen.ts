import { modeInWords } from '../persona/instrument/index.js';
import type { MetricRow, PopulationMeasures } from '../persona/measuring/index.js';
import { fittedLines, type ScreenLine } from '../report/fitted-lines.js';
import { dollars } from '../report/format.js';
import { plural, share, type PersonaReport } from '../report/index.js';
import { personaCost } from '../report/persona-cost.js';
import { chanceOf, interval, listed, orNone, shortened } from '../report/persona-figures.js';
import { personaFinding } from '../report/persona-finding.js';
import { gainSentence, reachSentences } from '../report/persona-loop-section.js';

/** So many lines are shown without scrolling. */
const MOST_LINES = 25;

/** Characters of a name. */
const LONGEST_NAME = 28;

const LONGEST_POPULATION = 60;

/** In this order the screen does without what the report has as well. */
const KEEP = {
  names: 1,
  reach: 2,
  agreement: 3,
  slopes: 4,
  loop: 5,
  writer: 6,
  instrument: 7,
  cost: 8,
  hull: 9,
  coverage: 10,
} as const;

/**
 * What stands in the terminal when a population was generated or measured: at most 25 lines from 40 columns on, unless
 * paths alone take more. What the instrument or the noise gate forbids to claim stands before what is claimed; figures,
 * what is missing, cost and paths stay, if in short, and what has no room is in the report.
 */
export function personasScreen(
  report: PersonaReport,
  how: { readonly width: number; readonly files: readonly string[] },
): string {
  const width = Math.max(20, Math.min(how.width, 100));
  const { measurement, cost } = report;
  const { measures } = measurement;
  const lines: readonly ScreenLine[] = [
    ...whoLines(report),
    ...verdictLines(report),
    ...spreadLines(measures),
    ...slopeLines(measures),
    ...agreementLines(report),
    ...loopLines(report),
    ...missingLines(report),
    ...(cost === undefined ? [] : [costLine(cost, measurement.responses.personas.length)]),
    ...how.files.map((file) => kept(`File: ${file}`)),
  ];
  return fittedLines(lines, { width, most: MOST_LINES }).join('\n');
}

function whoLines({ measurement, made }: PersonaReport): readonly ScreenLine[] {
  const { population, answeredBy, responses } = measurement;
  const answered = `answered by ${answeredBy}`;
  if (made === undefined) {
    const people = plural(responses.personas.length, 'person', 'people');
    return [kept(`${shortened(population, LONGEST_POPULATION)}: ${people}, ${answered}.`)];
  }
  const { generator, placement, writer, people, missing } = made;
  return [
    kept(`${shortened(population, LONGEST_POPULATION)}: ${plural(people - missing.length, 'person', 'people')}.`),
    {
      text: `Written by ${generator} (placement ${placement}) with ${writer}; ${answered}.`,
      keep: KEEP.writer,
      instead: `Written with ${writer}; ${answered}.`,
    },
  ];
}

/** What may not be claimed comes first. */
function verdictLines({ measurement }: PersonaReport): readonly ScreenLine[] {
  const { instrument, measures } = measurement;
  const { gate } = measures;
  const finding = personaFinding({ measurement });
  const failed = `${instrument.failed.length} of ${plural(instrument.axes.length, 'axis', 'axes')} fail`;
  const heading: readonly ScreenLine[] =
    finding.instrument === null
      ? [kept(`Instrument: ${allOf(measures.axes.length)} can be measured.`)]
      : [
          {
            text: finding.instrument,
            keep: KEEP.instrument,
            instead: `This model cannot be measured with this instrument: ${failed}.`,
          },
        ];
  const reliability = `reliability ${interval(gate.reliability)}, ${chanceOf(gate.pValue)}`;
  const verdicts = {
    distinguishable: `More than noise: ${reliability}.`,
    'not distinguishable from noise': `Not distinguishable from noise: ${reliability}. Read no diversity from what follows.`,
    undefined: `Whether this is more than noise cannot be told: ${gate.why ?? 'reliability is not defined'}.`,
  } as const;
  return [...heading, kept(verdicts[gate.verdict])];
}

/** Coverage, hull and dispersion with what they are held against; where there is no room, without intervals. */
function spreadLines(measures: PopulationMeasures): readonly ScreenLine[] {
  const row = (metric: MetricRow['metric']): MetricRow | undefined =>
    measures.metrics.find((one) => one.metric === metric);
  const [coverage, hull, dispersion] = [row('coverage'), row('hull_volume'), row('dispersion')];
  if (coverage === undefined || hull === undefined || dispersion === undefined) return [];
  const { correctedCoverage: corrected } = measures;
  const held = [
    ...(coverage.ideal === null ? [] : [`ideal ${share(coverage.ideal)}`]),
    ...(coverage.clones === null ? [] : [`copies of one ${share(coverage.clones)}`]),
  ];
  const whole = corrected.value === null ? [] : [`corrected ${interval(corrected)}`];
  const short = corrected.value === null ? [] : [`corrected ${share(corrected.value)}`];
  return [
    {
      text: `Coverage ${[interval(coverage), ...held, ...whole].join('; ')}.`,
      keep: KEEP.coverage,
      instead: `Coverage ${[orNone(coverage.value), ...held, ...short].join('; ')}.`,
    },
    {
      text: `Hull ${against(hull)}; dispersion ${against(dispersion)}, lower is better.`,
      keep: KEEP.hull,
      instead: `Hull ${orNone(hull.value)}, dispersion ${orNone(dispersion.value)}.`,
    },
  ];
}

function against(row: MetricRow): string {
  return `${interval(row)}${row.ideal === null ? '' : ` (ideal ${share(row.ideal)})`}`;
}

/** What is left of intended differences on each axis. */
function slopeLines({ fidelity }: PopulationMeasures): readonly ScreenLine[] {
  const slopes = (fidelity ?? []).flatMap(({ axis, slope }) => (slope.value === null ? [] : [{ axis, slope }]));
  if (slopes.length === 0) return [];
  const values = slopes.map(({ slope }) => slope.value ?? 0);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const each = slopes.map(({ axis, slope }) => `${shortened(axis, LONGEST_NAME)} ${interval(slope)}`);
  const instead = `Slopes ${share(least)} to ${share(most)} on ${plural(slopes.length, 'axis', 'axes')}.`;
  return [{ text: `Slopes (1 keeps what was intended): ${each.join(', ')}.`, keep: KEEP.slopes, instead }];
}

/** How far other ways of asking put people in the same order. */
function agreementLines({ measurement: { agreement, instrument } }: PersonaReport): readonly ScreenLine[] {
  return [...new Set(agreement.map((row) => row.with))].map((mode) => {
    const own = agreement.filter((row) => row.with === mode);
    const each = own.map(({ axis, correlation }) => `${shortened(axis, LONGEST_NAME)} ${orNone(correlation)}`);
    const by = `Order of people by ${modeInWords(mode)} and by "${instrument.mode}"`;
    return { text: `${by}, Spearman: ${each.join(', ')}.`, keep: KEEP.agreement };
  });
}

/** What ended a loop; limits on calls and money stop the command itself. */
const ENDS: { readonly [end in NonNullable<PersonaReport['loop']>['stoppedBy']]: string } = {
  goal: 'reaching its goal',
  budget: 'its limit of rounds',
  plateau: 'plateau',
};

function loopLines({ loop }: PersonaReport): readonly ScreenLine[] {
  if (loop === undefined) return [];
  const { rounds, rewrites, stoppedBy } = loop;
  const caps = reachSentences(loop);
  const capped = plural(caps.length, 'axis', 'axes');
  return [
    {
      text: `Loop: ${plural(rounds.length, 'round')}, ${rewrites} written again, ended by ${ENDS[stoppedBy]}. ${gainSentence(loop)}`,
      keep: KEEP.loop,
      instead: `Loop: ${shortGain(loop)}.`,
    },
    ...caps.map((text, index) => ({
      text,
      keep: KEEP.reach,
      ...(index === 0 ? { instead: `Out of reach of words on ${capped}.` } : {}),
    })),
  ];
}

function shortGain({ rounds }: NonNullable<PersonaReport['loop']>): string {
  const [first, last] = [rounds[0]?.heldOut ?? null, rounds.at(-1)?.heldOut ?? null];
  if (first === null || last === null) return 'gains are not known';
  return `held-out coverage ${share(first.coverage)} to ${share(last.coverage)}`;
}

function missingLines({ measurement, made }: PersonaReport): readonly ScreenLine[] {
  const { measures, responses } = measurement;
  const notWritten = made?.missing.length ?? 0;
  const left = responses.excluded.length + measures.excluded.length;
  const unanswered = responses.answers.flat().filter(({ kind }) => kind === 'missing').length;
  const asked = responses.personas.length * responses.items.length;
  const parts = [
    ...(notWritten === 0 ? [] : [`${notWritten} not written`]),
    ...(left === 0 ? [] : [`${left} left out of the numbers`]),
    ...(unanswered === 0 ? [] : [`${unanswered} of ${asked} answers`]),
  ];
  const names = [
    ...(made?.missing ?? []).map(({ name }) => name),
    ...responses.excluded.map(({ persona }) => persona),
    ...measures.excluded.map(({ persona }) => persona),
  ];
  const noisy = measures.noisyPersonas.map(({ persona }) => persona);
  return [
    kept(`Missing: ${parts.length === 0 ? 'nobody, and no answer' : parts.join(', ')}.`),
    ...(names.length === 0 ? [] : [{ text: `Left out: ${named(names)}.`, keep: KEEP.names }]),
    ...(noisy.length === 0
      ? []
      : [{ text: `Noisy: ${named(noisy)}.`, keep: KEEP.names, instead: `${noisy.length} noisy, in the report.` }]),
  ];
}

function costLine(cost: NonNullable<PersonaReport['cost']>, people: number): ScreenLine {
  const { calls, usd } = cost;
  const money = usd === null || usd === 0 ? '' : `, ${dollars(usd)}`;
  return {
    text: `Cost: ${personaCost(cost, people)}.`,
    keep: KEEP.cost,
    instead: `Cost: ${plural(calls, 'model call')}${money}.`,
  };
}

function named(names: readonly string[]): string {
  return listed(names.map((name) => shortened(name, LONGEST_NAME)), 4); // prettier-ignore
}

function kept(text: string): ScreenLine {
  return { text };
}

function allOf(axes: number): string {
  if (axes === 1) return 'its axis';
  return axes === 2 ? 'both axes' : `all ${axes} axes`;
}
