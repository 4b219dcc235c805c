import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { PolicyFile } from '../../src/agent/index.js';
import { PriceFile } from '../../src/model/index.js';
import { readNetwork } from '../../src/foundation/network/index.js';
import { ModelRegistry } from '../../src/model/index.js';
import { Qualification } from '../../src/qualification/index.js';
import {
  AxisCheck,
  ConcordiaPersona,
  InstrumentCheck,
  LoopReport,
  LoopRound,
  Marginals,
  MetricRow,
  PersonaMeasurement,
  PopulationHeader,
  PopulationMeasures,
  RelativeStance,
  Responses,
} from '../../src/persona/index.js';
import {
  codingsTable,
  fitsTable,
  seriesTable,
  informationTable,
  metricsTable,
  runsTable,
  sociologyTable,
  varianceTable,
} from '../../src/report/index.js';
import { RUN_FILES } from '../../src/run/index.js';
import {
  Choice,
  ConditionSummary,
  Event,
  Evidence,
  HistoryAnswer,
  InterviewAnswer,
  LedgerLine,
  OutcomeSummary,
  Persona,
  Population,
  Probe,
  Questionnaire,
  RunManifest,
  RunRecord,
  StudyProtocol,
  StudySummary,
  type StudySummary as Summary,
} from '../../src/spec/index.js';
import { ADAPTATION_COLUMNS } from '../../src/study/adaptation.js';
import { STUDY_FILES, StudyDesign, StudyFile } from '../../src/study/index.js';
import { VALUES_HEAD } from '../../src/study/values.js';
import { temporaryFolders } from '../support/temporary-folder.js';
import { sectionOf } from './_internals/documents.js';
import { document, exampleOf, filesIn } from './_internals/formats-page.js';
import {
  EvaluationFile,
  EvaluationLine,
  PersonProvenance,
  PopulationProvenance,
  ReplyLine,
  ResponseLine,
} from './_internals/persona-lines.js';

/** Lines of logs whose shapes are interfaces in the source. */
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const AnswerLine = z.strictObject({
  key: hash,
  verb: z.enum(['choose', 'score', 'write']),
  answer: z.object({ ok: z.literal(true), value: Choice.strict() }),
});
const PromptLine = z.strictObject({
  key: hash,
  verb: z.string(),
  form: z.enum(['completion', 'chat']),
  system: z.string().optional(),
  prompt: z.string(),
  options: z.array(z.string()).optional(),
});
const CallLine = z.strictObject({
  key: hash,
  verb: z.string(),
  purpose: z.string().nullable(),
  run: z.string().nullable(),
  agent: z.string().nullable(),
  stream: z.string().nullable(),
  outcome: z.string(),
  milliseconds: z.number(),
  promptTokens: z.number().nullable(),
  completionTokens: z.number().nullable(),
  reasoningTokens: z.number().optional(),
  requests: z.number().optional(),
  atMost: z.object({ promptTokens: z.number(), completionTokens: z.number() }).optional(),
});
const LedgerRow = LedgerLine.strict();
const HistoryLine = z.strictObject({ key: z.string(), row: HistoryAnswer.strict() });
const RunLine = z.strictObject({ key: z.string(), row: RunRecord.strict() });

/** Sections that describe a shape, with the schemas whose every field they, or those that they refer to, must name. */
const described: {
  readonly [section: string]: { readonly schemas: z.ZodType[]; readonly refersTo?: readonly string[] };
} = {
  'study.json': {
    schemas: [StudyFile, StudyDesign],
    refersTo: ['Population file', 'Questionnaire file', 'Protocol file'],
  },
  'answers.jsonl': { schemas: [AnswerLine] },
  'prompts.jsonl': { schemas: [PromptLine] },
  'calls.jsonl': { schemas: [CallLine] },
  'probes.jsonl': { schemas: [Probe] },
  'interviews.jsonl': { schemas: [InterviewAnswer] },
  'runs.jsonl': { schemas: [RunLine] },
  'histories.jsonl': { schemas: [HistoryLine] },
  'ledger.jsonl': { schemas: [LedgerRow], refersTo: ['probes.jsonl'] },
  'summary.json': { schemas: [StudySummary, ConditionSummary, OutcomeSummary] },
  'manifest.json': { schemas: [RunManifest], refersTo: ['summary.json'] },
  'events.jsonl': { schemas: [Event, Evidence] },
  'measurement.json': { schemas: [PersonaMeasurement], refersTo: ['Questionnaire file', 'events.jsonl'] },
  Instrument: { schemas: [InstrumentCheck.omit({ formatVersion: true }), AxisCheck] },
  Measures: { schemas: [PopulationMeasures.omit({ formatVersion: true })] },
  Responses: { schemas: [Responses.omit({ formatVersion: true })], refersTo: ['events.jsonl'] },
  Stance: { schemas: [RelativeStance.omit({ formatVersion: true })] },
  'loop.json': { schemas: [LoopReport] },
  'Records of a population': { schemas: [ReplyLine, ResponseLine], refersTo: ['answers.jsonl', 'events.jsonl'] },
  'rows.jsonl': { schemas: [EvaluationLine], refersTo: ['measurement.json'] },
  'evaluation.json': { schemas: [EvaluationFile], refersTo: ['rows.jsonl', 'measurement.json'] },
  'Population file': {
    schemas: [Population, Persona, PopulationHeader, PersonProvenance, PopulationProvenance],
    refersTo: ['Questionnaire file'],
  },
  'Concordia personas': { schemas: [ConcordiaPersona] },
  'Questionnaire file': { schemas: [Questionnaire] },
  'Marginals file': { schemas: [Marginals] },
  'Policy file': { schemas: [PolicyFile] },
  'Prices file': { schemas: [PriceFile] },
  'Protocol file': { schemas: [StudyProtocol] },
  'Qualification file': { schemas: [Qualification] },
  'Models file': { schemas: [ModelRegistry, ModelRegistry.shape.models.element] },
};

/** Examples, with the schema of the whole of it or of each line. */
const examples: { readonly [name: string]: z.ZodType } = {
  'study.json': StudyFile.strict(),
  'answers.jsonl': AnswerLine,
  'prompts.jsonl': PromptLine,
  'calls.jsonl': CallLine,
  'probes.jsonl': Probe.strict(),
  'interviews.jsonl': InterviewAnswer.strict(),
  'runs.jsonl': RunLine,
  'histories.jsonl': HistoryLine,
  'ledger.jsonl': LedgerRow,
  outcome: OutcomeSummary.strict(),
  'manifest.json': RunManifest.strict(),
  'events.jsonl': Event.strict(),
  instrument: InstrumentCheck.strict(),
  metric: MetricRow.strict(),
  'loop round': LoopRound.strict(),
  'replies.jsonl': ReplyLine,
  'responses.jsonl': ResponseLine,
  'rows.jsonl': EvaluationLine,
  'provenance of a person': PersonProvenance,
  'population file': Population.strict(),
  'population.jsonl': z.union([PopulationHeader.strict(), Persona.strict()]),
  'questionnaire file': Questionnaire,
  'marginals file': Marginals.strict(),
  'policy file': PolicyFile.strict(),
  'prices file': PriceFile.strict(),
  'protocol file': StudyProtocol,
  'models file': ModelRegistry,
};

/** Names of all fields of a schema, those of objects within it included; not the keys of records, nor what is free. */
function fieldsOf(schema: z.ZodType): ReadonlySet<string> {
  const fields = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { properties, ...rest } = node as { properties?: Record<string, unknown> };
    for (const [name, child] of Object.entries(properties ?? {})) {
      fields.add(name);
      visit(child);
    }
    for (const child of Object.values(rest)) visit(child);
  };
  visit(z.toJSONSchema(schema, { unrepresentable: 'any' }));
  return fields;
}

/** The fields of these schemas that a text does not name in code. */
function unnamed(schemas: readonly z.ZodType[], text: string): readonly string[] {
  const named = new Set([...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, code]) => (code as string).split(/[^\w]+/)));
  return schemas.flatMap((schema) => [...fieldsOf(schema)]).filter((field) => !named.has(field));
}

/** The first table of a section ends before its first subsection. */
const before = (files: readonly string[], known: readonly string[]): readonly string[] =>
  files.filter((name) => /\.(json|jsonl|csv|html|md)$/.test(name) || known.includes(name));

describe('the page about formats', () => {
  for (const [section, { schemas, refersTo }] of Object.entries(described)) {
    it(`should name every field of ${section}`, () => {
      const own = sectionOf(document, section);
      const others = (refersTo ?? []).map((name) => sectionOf(document, name)).join('');

      expect(own.length).toBeGreaterThan(100);
      expect(unnamed(schemas, own + others)).toEqual([]);
    });
  }

  it('should find a field that is not named', () => {
    const schema = z.object({ a: z.array(z.object({ b: z.string() })), c: z.record(z.string(), z.number()) });

    expect(unnamed([schema], '`a` and `c`')).toEqual(['b']);
  });

  it('should list the files of a study folder', () => {
    const names = Object.values(STUDY_FILES);

    expect([...before(filesIn('Study folder'), names)].sort()).toEqual([...names].sort());
  });

  it('should list the files of a run folder', () => {
    const names = [...Object.values(RUN_FILES), 'agents.csv', 'ledger.csv', 'metrics.csv'];

    expect([...before(filesIn('Run folder'), names)].sort()).toEqual([...new Set(names)].sort());
  });

  it('should have an example of every file that is described', () => {
    const names = document.blocks.map(({ info }) => info.slice(1).join(' '));

    expect(names).toEqual(expect.arrayContaining([...Object.keys(examples), 'runs.csv', 'metrics.csv', 'ledger.csv']));
  });

  for (const { info, code, line } of document.blocks) {
    const name = info.slice(1).join(' ');
    if (/\.(csv|graphml)$/.test(name)) continue;
    it(`should have an example of the right shape in line ${line}: ${name}`, () => {
      const schema = examples[name] ?? z.never();
      const values = name.endsWith('.jsonl') ? code.split('\n') : [code];

      for (const value of values) expect(schema.safeParse(JSON.parse(value)).error?.issues ?? []).toEqual([]);
    });
  }
});

describe('the tables on the page about formats', () => {
  const row: RunRecord = RunLine.parse(JSON.parse(exampleOf('runs.jsonl')[0] as string)).row;

  it('should have the columns that runs.csv has', async () => {
    const [head] = (await runsTable([row])).split('\n');

    expect(exampleOf('runs.csv')[0]).toBe(head);
  });

  const none = { conditions: [], fits: [] } as unknown as Summary;

  it.each([
    ['metrics.csv', () => metricsTable(none)],
    ['series.csv', () => [...seriesTable(none, [])].join('')],
    ['fits.csv', () => fitsTable(none)],
    ['sociology.csv', () => sociologyTable(none)],
    ['codings.csv', () => codingsTable(none)],
    ['information.csv', () => informationTable(none)],
    ['variance.csv', () => varianceTable(none)],
    ['adaptation.csv', () => ADAPTATION_COLUMNS.join(',')],
    ['values.csv', () => VALUES_HEAD.join(',')],
  ] as const)('should have the columns that %s has', async (name, table) => {
    expect(exampleOf(name)[0]).toBe((await table()).trimEnd().split('\n')[0]);
  });

  it('should have as many cells in a row as there are columns', () => {
    for (const name of [
      'runs.csv',
      'metrics.csv',
      'fits.csv',
      'codings.csv',
      'sociology.csv',
      'information.csv',
      'variance.csv',
      'ledger.csv',
      'adaptation.csv',
      'values.csv',
    ]) {
      const [head = '', ...rows] = exampleOf(name);

      expect(rows.map((cells) => cells.split(',').length)).toEqual(rows.map(() => head.split(',').length));
    }
  });
});

describe('the networks on the page about formats', () => {
  const emptyFolder = temporaryFolders();

  it.each(['friends.csv', 'friends.graphml'])('should be read: %s', async (name) => {
    const path = join(emptyFolder(), name);
    writeFileSync(path, exampleOf(name).join('\n'));

    expect((await readNetwork(path)).edges[0]).toEqual({ source: 'Ann', target: 'Ben', weight: 2 });
  });
});
