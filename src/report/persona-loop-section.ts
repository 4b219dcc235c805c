import type { LoopReport, LoopScores } from '../persona/loop/index.js';
import { count, plural, share } from './format.js';
import { paragraph, table } from './persona-blocks.js';
import { interval, listed } from './persona-figures.js';
import type { Block, Section } from './section.js';

const ENDS: { readonly [end in LoopReport['stoppedBy']]: string } = {
  goal: 'its goal was reached',
  budget: 'as many rounds were made, or people written again, as it may',
  plateau: 'nothing more was gained',
};

const KINDS: { readonly [kind in LoopReport['rounds'][number]['kind']]: string } = {
  'open-loop': 'written for the first time',
  calibration: 'aimed anew by the fitted response',
  'empty-balls': 'sent to the largest empty balls',
  reach: 'written again at the end of the reach',
};

/** What a closed loop did, what it gained on items that it never saw, and what no wording reached. */
export function loopSection(loop: LoopReport): Section {
  const { rounds, rewrites, stoppedBy, radius, items } = loop;
  const blocks: readonly Block[] = [
    paragraph(
      `${plural(rounds.length, 'round')}, ${plural(rewrites, 'person', 'people')} written again; it ended because ${ENDS[stoppedBy]}. ${gainSentence(loop)}`,
    ),
    table(
      `By the ${plural(items.steering.length, 'item')} that steer, and by the ${plural(items.heldOut.length, 'item')} that the loop never saw. ` +
        `Gains are to be read from the held-out items: those that steer were looked at, and partly luck was sought. Coverage within a radius of ${share(radius)}.`,
      ['round', 'what was done', 'written', 'failed', ...scoreHeads('steering'), ...scoreHeads('held out')],
      rounds.map(({ round, kind, written, failed, steering, heldOut }) => [
        count(round),
        KINDS[kind],
        count(written.length),
        count(failed.length),
        ...scoreCells(steering),
        ...scoreCells(heldOut),
      ]),
    ),
    ...reachSentences(loop).map(paragraph),
    ...reachTable(loop),
  ];
  return { id: 'loop', title: 'Closing the loop', blocks };
}

/** What was gained from the first to the last round, on the items that the loop never saw. */
export function gainSentence({ rounds }: LoopReport): string {
  const [first, last] = [rounds[0]?.heldOut ?? null, rounds.at(-1)?.heldOut ?? null];
  if (first === null || last === null) return 'What it gained on held-out items is not known: too few answered them.';
  const change = (name: 'coverage' | 'hull' | 'dispersion'): string =>
    `${name} from ${share(first[name])} to ${share(last[name])}`;
  return `On held-out items ${change('coverage')}, ${change('hull')}, ${change('dispersion')}.`;
}

/** For each axis on which somebody's place lies beyond what words did: how far they reached. */
export function reachSentences({ reach }: LoopReport): readonly string[] {
  return reach
    .filter(({ beyond }) => beyond > 0)
    .map(
      ({ axis, from, to, beyond }) =>
        `On "${axis}" no wording moved the model beyond ${interval(from)} to ${interval(to)}; ${share(beyond)} of the people should stand further out.`,
    );
}

function reachTable({ reach }: LoopReport): readonly Block[] {
  if (reach.length === 0) return [];
  const free = reach.filter(({ beyond }) => beyond === 0).map(({ axis }) => axis);
  const told = free.length === 0 ? '' : ` Nobody's place lies beyond it on ${listed(free)}.`;
  return [
    table(
      `How far words moved the answers: least and largest expected answer over all aims that were tried, with 95 % bootstrap intervals over texts. Nothing is said of aims that nobody tried.${told}`,
      ['axis', 'from', 'to', 'width', 'aims tried', 'people beyond it', 'texts'],
      reach.map(({ axis, from, to, width, tried, beyond, texts }) => [
        axis,
        interval(from),
        interval(to),
        interval(width),
        `${share(tried.low)} to ${share(tried.high)}`,
        share(beyond),
        count(texts),
      ]),
    ),
  ];
}

function scoreHeads(which: string): readonly string[] {
  return ['coverage', 'hull', 'dispersion'].map((name) => `${name}, ${which}`);
}

function scoreCells(scores: LoopScores): readonly string[] {
  if (scores === null) return ['none', 'none', 'none'];
  return [share(scores.coverage), share(scores.hull), share(scores.dispersion)];
}
