import { posix } from 'node:path';
import { FOUNDATION, ONLY, PACKAGES, ROOMS } from './import-table.js';
import { importsOf, type Import, type SourceTree } from './source-tree.js';

const OURS = ['src', 'scenarios', 'generators', 'bin'];

/** Imports that go against the table. */
export function wrongWay(tree: SourceTree): readonly string[] {
  return importsOf(tree, ['src']).flatMap((one) => {
    if (!one.relative) return /^mesocosm(\/|$)/.test(one.to) ? [`${say(one)}: src does not import itself`] : [];
    if (!one.to.startsWith('src/')) return [`${say(one)}: src imports nothing of ours but src`];
    const [from, to] = [roomOf(one.from), roomOf(one.to)];
    if (from !== to) return allowed(from, to, ROOMS) ? [] : [`${say(one)}: ${from} may not import ${to}`];
    const parts = [partOf(one.from), partOf(one.to)] as const;
    if (from !== 'foundation' || parts[0] === parts[1] || allowed(...parts, FOUNDATION)) return [];
    return [`${say(one)}: foundation/${parts[0]} may not import foundation/${parts[1]}`];
  });
}

function allowed(from: string, to: string, order: readonly (readonly string[])[]): boolean {
  const only = order === ROOMS ? ONLY[from] : undefined;
  if (only !== undefined) return only.includes(to);
  const line = (name: string): number => order.findIndex((names) => names.includes(name));
  return line(to) >= 0 && line(to) < line(from);
}

/** Packages outside their home, folders that use more packages than they may, and heavy folders loaded at once. */
export function strayPackages(tree: SourceTree): readonly string[] {
  return importsOf(tree, OURS).flatMap((one) => {
    if (one.relative) {
      const heavy = PACKAGES.late.find(
        (folder) => one.to.startsWith(`${folder}/`) && !one.from.startsWith(`${folder}/`),
      );
      return heavy === undefined || one.kind !== 'static' ? [] : [`${say(one)}: ${heavy} is loaded when first used`];
    }
    const home = PACKAGES.home.find((entry) => entry.package.test(one.to));
    const limits = PACKAGES.only.find(({ folder }) => one.from.startsWith(`${folder}/`));
    return [
      ...(home === undefined || one.from.startsWith(`${home.folder}/`)
        ? []
        : [`${say(one)}: only ${home.folder} may import it`]),
      ...(limits === undefined || limits.packages.includes(one.to)
        ? []
        : [`${say(one)}: ${limits.folder} may import only ${limits.packages.join(', ')}`]),
    ];
  });
}

/** Scenarios and generators that reach into another's folder or into `src`. */
export function trespassing(tree: SourceTree): readonly string[] {
  return importsOf(tree, ['scenarios', 'generators']).flatMap((one) => {
    if (!one.relative) return [];
    const [top, own] = one.from.split('/') as [string, string];
    const isRegistry = one.from === `${top}/index.ts`;
    const home = isRegistry ? [`${top}/`] : [`${top}/${own}/`, `${top}/_internals/`];
    return home.some((folder) => one.to.startsWith(folder)) ? [] : [`${say(one)}: outside ${home.join(' and ')}`];
  });
}

/** Files that import the index of a folder that they are in, and `_internals` used from outside the folder they serve. */
export function barrelsFromInside(tree: SourceTree): readonly string[] {
  return importsOf(tree, OURS).flatMap((one) => {
    if (!one.relative) return [];
    const folder = posix.dirname(one.to);
    const inside = one.to.endsWith('/index.ts') && one.from !== one.to && one.from.startsWith(`${folder}/`);
    if (inside) return [`${say(one)}: it is inside that folder, and should import the file it needs`];
    const [served] = one.to.split('/_internals/') as [string];
    const hidden = served !== one.to && !one.from.startsWith(`${served}/`);
    return hidden ? [`${say(one)}: it belongs to ${served} alone`] : [];
  });
}

/**
 * Folders that import each other, directly or round a corner. A folder and those inside it are parts of one thing, and
 * are not compared.
 */
export function folderCycles(tree: SourceTree): readonly string[] {
  const graph = new Map<string, Set<string>>();
  for (const { from, to, relative } of importsOf(tree, OURS)) {
    const [a, b] = [folderOf(from), folderOf(to)];
    if (!relative || `${a}/`.startsWith(`${b}/`) || b.startsWith(`${a}/`)) continue;
    graph.set(a, (graph.get(a) ?? new Set()).add(b));
  }
  const found = new Set<string>();
  const done = new Set<string>();
  const walk = (folder: string, path: readonly string[]): void => {
    if (path.includes(folder)) {
      found.add(roundFromLeast(path.slice(path.indexOf(folder))));
      return;
    }
    if (done.has(folder)) return;
    for (const next of graph.get(folder) ?? []) walk(next, [...path, folder]);
    done.add(folder);
  };
  for (const folder of graph.keys()) walk(folder, []);
  return [...found];
}

/** The command, and the rooms whose index may be loaded before it knows what is asked for. */
const COMMAND = 'bin/mesocosm.ts';
const AT_ONCE = ['cli', 'foundation'];

/** Whole rooms that the command loads before it knows what is asked for, and does not need for that. */
export function slowStart(tree: SourceTree): readonly string[] {
  const after = new Map<string, Import[]>();
  for (const one of importsOf(tree, OURS)) {
    if (one.kind === 'static' && one.relative) after.set(one.from, [...(after.get(one.from) ?? []), one]);
  }
  const loaded = new Set([COMMAND]);
  const found: string[] = [];
  for (const file of loaded) {
    for (const one of after.get(file) ?? []) {
      if (AT_ONCE.includes(roomOf(one.to)) || !one.to.endsWith('/index.ts')) loaded.add(one.to);
      else found.push(`${say(one)}: every start of the command would load it; import it when the command acts`);
    }
  }
  return found;
}

/** One way to write a round, wherever it was entered. */
function roundFromLeast(round: readonly string[]): string {
  const least = [...round].sort()[0] as string;
  const start = round.indexOf(least);
  return [...round.slice(start), ...round.slice(0, start), least].join(' → ');
}

function folderOf(path: string): string {
  return posix.dirname(path).replace(/\/_internals(\/.*)?$/, '');
}

/** `src/agent/mind/rule.ts` is in the room `agent`; a file of `src` itself is a room of its own. */
function roomOf(path: string): string {
  return path.split('/')[1] as string;
}

/** `src/foundation/random/chance.ts` is in the part `random`, `src/foundation/clock.ts` is `clock`. */
function partOf(path: string): string {
  return (path.split('/')[2] ?? '').replace(/\.ts$/, '');
}

function say({ from, to }: Import): string {
  return `${from} imports ${to}`;
}
