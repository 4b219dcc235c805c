import { barrelsFromInside, folderCycles, slowStart, strayPackages, trespassing, wrongWay } from './import-rules.js';
import type { SourceTree } from './source-tree.js';
import { hiddenClocksAndChance, longFiles, unmirroredTests } from './text-rules.js';

const MOST_LINES = 320;

/** A rule, and a small bad tree for each thing that it must find. */
export interface Rule {
  readonly should: string;
  check(tree: SourceTree): readonly string[];
  readonly finds: readonly { readonly what: string; readonly tree: Record<string, string>; readonly says: string }[];
  /** A tree that looks like trouble and is none. */
  readonly allows: Record<string, string>;
}

/** The rules of the house that a machine can check. */
export const rules: readonly Rule[] = [
  {
    should: 'import one way, as the table says',
    check: wrongWay,
    finds: [
      {
        what: 'a room that imports a later one',
        tree: { 'src/agent/a.ts': "import { run } from '../run/index.js';" },
        says: 'agent may not import run',
      },
      {
        what: 'a type that is imported against the order',
        tree: { 'src/spec/a.ts': "export type { A } from '../foundation/a.js';" },
        says: 'spec may not import foundation',
      },
      {
        what: 'a dynamic import against the order',
        tree: { 'src/report/a.ts': "export const late = () => import('../study/index.js');" },
        says: 'report may not import study',
      },
      {
        what: 'rooms of one line that know each other',
        tree: { 'src/model/a.ts': "import '../game/index.js';" },
        says: 'model may not import game',
      },
      {
        what: 'a world that reaches for a mind',
        tree: { 'src/environment/a.ts': "import { mind } from '../agent/index.js';" },
        says: 'environment may not import agent',
      },
      {
        what: 'a part of the foundation that imports a later one',
        tree: { 'src/foundation/random/a.ts': "import '../statistics/index.js';" },
        says: 'foundation/random may not import foundation/statistics',
      },
      {
        what: 'a room that is not in the table',
        tree: { 'src/utils/a.ts': "import '../spec/index.js';" },
        says: 'utils may not import spec',
      },
      {
        what: 'doubles that know the command line',
        tree: { 'src/testing/a.ts': "import '../cli/index.js';" },
        says: 'testing may not import cli',
      },
      { what: 'a source that imports the package', tree: { 'src/run/a.ts': "import 'mesocosm';" }, says: 'itself' },
      {
        what: 'a source that imports a scenario',
        tree: { 'src/cli/a.ts': "import '../../scenarios/index.js';" },
        says: 'src imports nothing of ours but src',
      },
    ],
    allows: { 'src/study/a.ts': "import '../report/index.js'; import '../foundation/clock.js'; import 'zod';" },
  },
  {
    should: 'keep packages where they belong',
    check: strayPackages,
    finds: [
      {
        what: 'LangChain outside its adapter',
        tree: { 'src/run/a.ts': "import type { A } from '@langchain/core';" },
        says: 'only src/model/langchain',
      },
      {
        what: 'node-llama-cpp outside its adapter',
        tree: { 'src/model/langchain/a.ts': "export const a = () => import('node-llama-cpp');" },
        says: 'only src/model/llama',
      },
      {
        what: 'an adapter that is loaded at once',
        tree: { 'src/model/a.ts': "import { llamaModel } from './llama/index.js';" },
        says: 'loaded when first used',
      },
      { what: 'contracts with logic', tree: { 'src/spec/a.ts': "import 'rxjs';" }, says: 'only zod' },
      {
        what: 'a scenario with the file system',
        tree: { 'scenarios/a/rules.ts': "import { readFileSync } from 'node:fs';" },
        says: 'only mesocosm, zod',
      },
    ],
    allows: {
      'src/model/llama/a.ts': "import { getLlama } from 'node-llama-cpp';",
      'src/model/a.ts': "export const open = () => import('./llama/index.js');",
      'scenarios/a/rules.ts': "import { mix } from 'mesocosm'; import { z } from 'zod';",
    },
  },
  {
    should: 'load little before the command knows what is asked for',
    check: slowStart,
    finds: [
      {
        what: 'a room that the options of a command bring along',
        tree: {
          'bin/mesocosm.ts': "import { main } from '../src/cli/main.js';",
          'src/cli/main.ts': "import { optionsOf } from './options.js';",
          'src/cli/options.ts': "import { minds } from '../agent/index.js';",
        },
        says: 'src/cli/options.ts',
      },
    ],
    allows: {
      'bin/mesocosm.ts': "import { main } from '../src/cli/main.js';",
      'src/cli/main.ts': "import type { Mind } from '../spec/index.js'; export const act = () => import('./act.js');",
      'src/cli/act.ts': "import { minds } from '../agent/index.js';",
    },
  },
  {
    should: 'let scenarios and generators import what a user could',
    check: trespassing,
    finds: [
      {
        what: 'a scenario that reaches into src',
        tree: { 'scenarios/a/rules.ts': "import { mix } from '../../src/foundation/random/index.js';" },
        says: 'outside scenarios/a/',
      },
      {
        what: 'a scenario that reaches into another',
        tree: { 'scenarios/a/rules.ts': "import '../b/rules.js';" },
        says: 'outside scenarios/a/',
      },
      {
        what: 'helpers that know a scenario',
        tree: { 'scenarios/_internals/a.ts': "import '../b/rules.js';" },
        says: 'outside scenarios/_internals/',
      },
      {
        what: 'a generator that reaches into src',
        tree: { 'generators/a/generator.ts': "import '../../src/index.js';" },
        says: 'outside generators/a/',
      },
    ],
    allows: {
      'scenarios/index.ts': "import './a/scenario.js';",
      'scenarios/a/b/c.ts': "import '../rules.js'; import '../../_internals/names.js';",
    },
  },
  {
    should: 'import files, and not the index of the own folder',
    check: barrelsFromInside,
    finds: [
      {
        what: 'an index from beside it',
        tree: { 'src/run/a.ts': "import { b } from './index.js';" },
        says: 'inside that folder',
      },
      {
        what: 'an index from below it',
        tree: { 'src/model/llama/a.ts': "import { b } from '../index.js';" },
        says: 'inside that folder',
      },
      { what: 'the index of src', tree: { 'src/run/a.ts': "import '../index.js';" }, says: 'inside that folder' },
      {
        what: "another folder's internals",
        tree: { 'src/run/a.ts': "import '../environment/_internals/queue.js';" },
        says: 'belongs to src/environment alone',
      },
    ],
    allows: { 'src/run/a.ts': "import '../spec/index.js'; import './journal/index.js'; import './_internals/b.js';" },
  },
  {
    should: 'have no folders that import each other',
    check: folderCycles,
    finds: [
      {
        what: 'two folders that import each other',
        tree: { 'src/agent/a/x.ts': "import '../b/y.js';", 'src/agent/b/z.ts': "import type { X } from '../a/w.js';" },
        says: 'src/agent/a → src/agent/b → src/agent/a',
      },
      {
        what: 'three folders in a ring',
        tree: {
          'src/a/x.ts': "import '../c/x.js';",
          'src/c/x.ts': "import '../b/x.js';",
          'src/b/x.ts': "import '../a/y.js';",
        },
        says: 'src/a → src/c → src/b → src/a',
      },
    ],
    allows: {
      'src/a/x.ts': "import './_internals/y.js'; import '../b/y.js'; import '../c/z.js';",
      'src/a/_internals/y.ts': "import '../w.js';",
      'src/b/y.ts': "import '../c/z.js';",
    },
  },
  {
    should: 'take time and chance from outside',
    check: hiddenClocksAndChance,
    finds: [
      ...['Math.random()', 'Date.now()', 'new Date()', 'Date()', 'performance.now()', 'AbortSignal.timeout(5)'].map(
        (code) => ({ what: code, tree: { 'src/run/a.ts': `export const a = ${code};` }, says: 'src/run/a.ts:1' }),
      ),
      { what: 'setTimeout', tree: { 'src/run/a.ts': '\nsetTimeout(() => undefined, 1);' }, says: 'src/run/a.ts:2' },
      {
        what: 'a clock of a scenario',
        tree: { 'scenarios/a/b.ts': 'export const now = Date.now;' },
        says: 'scenarios/a/b.ts:1',
      },
      {
        what: 'timers under another name',
        tree: { 'src/run/a.ts': "import * as t from 'node:timers/promises';" },
        says: 'imports node:timers/promises',
      },
      {
        what: 'chance of the system',
        tree: { 'src/run/a.ts': "import { randomUUID as id } from 'node:crypto';" },
        says: 'randomUUID',
      },
    ],
    allows: {
      'src/foundation/clock.ts': 'export const now = () => Date.now();',
      'src/run/a.ts': "// Math.random is not used\nexport const a = 'Date.now()'; export const b: Date[] = [];",
    },
  },
  {
    should: `have no file of more than ${MOST_LINES} lines`,
    check: (tree) => longFiles(tree, MOST_LINES),
    finds: [
      {
        what: 'a long file',
        tree: { 'scripts/a.js': '\n'.repeat(MOST_LINES + 1) },
        says: 'scripts/a.js has 321 lines',
      },
    ],
    allows: { 'scripts/a.js': '\n'.repeat(MOST_LINES), 'src/index.ts': '\n'.repeat(MOST_LINES + 1) },
  },
  {
    should: 'have unit tests in the folders of src',
    check: unmirroredTests,
    finds: [
      {
        what: 'a folder of tests without one of src',
        tree: { 'tests/unit/agents/a.test.ts': '', 'src/agent/a.ts': '' },
        says: 'tests/unit/agents',
      },
    ],
    allows: { 'tests/unit/agent/a.test.ts': '', 'src/agent/mind/a.ts': '' },
  },
];
