import type { ChartSpec } from './charts.js';
import { number, share } from './format.js';
import { heavy } from './network-chart.js';
import type { Block, Section } from './section.js';

/** Ties that a table of a network has, the strongest. */
const MOST_TIES = 20;

/** The same sections as Markdown; a chart becomes a small table of its figures. */
export function renderMarkdown(sections: readonly Section[], meta: { readonly about: string }): string {
  const [first, ...rest] = sections;
  const head = first === undefined ? [] : [`# ${cell(first.title)}`, cell(meta.about), ...first.blocks.map(block)];
  const body = rest.flatMap(({ title, blocks }) => [`## ${cell(title)}`, ...blocks.map(block)]);
  return `${[...head, ...body].join('\n\n')}\n`;
}

function block(given: Block): string {
  switch (given.kind) {
    case 'paragraph':
      return cell(given.text);
    case 'warning':
      return `> **Note.** ${cell(given.text)}`;
    case 'code':
      return fenced(given.text);
    case 'table':
      return `${table(given.head, given.rows)}\n\n*${cell(given.caption)}*`;
    case 'details':
      return [`### ${cell(given.summary)}`, ...given.blocks.map(block)].join('\n\n');
    case 'figure':
      return `${chart(given.chart)}\n\n*${cell(given.caption)}*`;
  }
}

function chart(spec: ChartSpec): string {
  switch (spec.kind) {
    case 'intervals':
      return table(
        ['', spec.label, 'low', 'high'],
        spec.points.map(({ name, value, low, high }) => [name, share(value), share(low), share(high)]),
      );
    case 'curve':
      return table(
        [spec.x, spec.y, 'low', 'high'],
        spec.points.map(({ x, p, low, high }) => [number(x), share(p), share(low), share(high)]),
      );
    case 'series':
      return table(
        [spec.x, ...spec.lines.map(({ name }) => name)],
        everyTenth(timesOf(spec.lines)).map((time) => [
          number(time),
          ...spec.lines.map(({ points }) => share(points.find((point) => point.time === time)?.mean ?? null)),
        ]),
      );
    case 'arrows':
      return table(
        ['', `${spec.x}: meant`, 'answered', `${spec.y}: meant`, 'answered'],
        spec.people.map(({ name, from, to }) => [
          name,
          ...[0, 1].flatMap((axis) => [share(from?.[axis] ?? null), share(to[axis] ?? null)]),
        ]),
      );
    case 'comparison':
      return table(
        ['', spec.label, 'low', 'high'],
        spec.rows.map(({ name, value, low, high }) => [name, share(value), share(low), share(high)]),
      );
    case 'fit':
      return table(
        ['', spec.x, spec.y, 'low', 'high'],
        spec.curves.flatMap(({ name, points }) =>
          points.map(({ x, y, low, high }) => [name, number(x), ...[y, low, high].map(spec.share ? share : number)]),
        ),
      );
    case 'network':
      return table(
        ['from', 'to', spec.label],
        heavy(spec.edges, MOST_TIES).map(({ from, to, weight }) => [
          spec.nodes[from]?.name ?? '',
          spec.nodes[to]?.name ?? '',
          number(weight),
        ]),
      );
    case 'strip':
      return table(
        ['', `${spec.axis}: meant`, 'answered'],
        spec.people.map(({ name, from, to }) => [name, share(from), share(to)]),
      );
    case 'responses':
      return table(
        ['axis', 'aim', 'answer, fitted'],
        spec.axes.flatMap(({ name, fit }) =>
          everyTenth(fit.map((_, index) => index)).map((index) => {
            const { aim, answer } = fit[index] as (typeof fit)[number];
            return [name, number(aim), share(answer)];
          }),
        ),
      );
  }
}

/** A block of code, in a fence that is longer than any within; as HTML where it could be taken for that. */
function fenced(text: string): string {
  if (text.includes('<')) return `<pre><code>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</code></pre>`;
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return `${fence}\n${text}\n${fence}`;
}

/** All times at which any line has a point, in order. */
function timesOf(lines: Extract<ChartSpec, { kind: 'series' }>['lines']): readonly number[] {
  const times = new Set(lines.flatMap(({ points }) => points.map(({ time }) => time)));
  return [...times].sort((a, b) => a - b);
}

/** At most eleven of the times, the first and the last among them. */
function everyTenth(times: readonly number[]): readonly number[] {
  const step = Math.max(1, Math.ceil((times.length - 1) / 10));
  return times.filter((_, index) => index % step === 0 || index === times.length - 1);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('\n', ' ');
}
