import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { STUDY_FILES } from '../../src/study/index.js';

/** Tables of a study, and the files of its runs that a replay or a reader rests on. */
const OF_STUDY = [STUDY_FILES.runs, STUDY_FILES.metrics, STUDY_FILES.probes, STUDY_FILES.ledger];
const OF_RUN = ['events.jsonl', 'agents.csv', 'metrics.csv', 'ledger.csv', 'summary.json', 'probes.jsonl'];

/**
 * What must be the same, byte for byte, however often a study was cut off: its tables, its rows, and journals and tables
 * of the runs that are kept. Rows are recorded in the order in which runs end, which hangs on the hour where several are
 * open at once, and so they are sorted.
 */
export function pictureOf(study: string): Readonly<Record<string, string>> {
  const runs = join(study, 'runs');
  const kept = existsSync(runs) ? readdirSync(runs).sort() : [];
  const read = (...path: string[]): [string, string] => [path.join('/'), readFileSync(join(study, ...path), 'utf8')];
  return Object.fromEntries([
    ...OF_STUDY.map((file) => read(file)),
    ...kept.flatMap((run) => OF_RUN.map((file) => read('runs', run, file))),
    [STUDY_FILES.log, recorded(study, STUDY_FILES.log).toSorted().join('\n')],
  ]);
}

/** Lines of a log of a study. */
export function recorded(study: string, file: string): readonly string[] {
  const text = readFileSync(join(study, file), 'utf8');
  return text === '' ? [] : text.trimEnd().split('\n');
}

/** Keys of the answers that a study asked for more than once, though the first was recorded. */
export function askedTwice(study: string): readonly string[] {
  const calls = recorded(study, STUDY_FILES.calls).map((line) => JSON.parse(line) as { key: string; outcome: string });
  const answered = calls.filter(({ outcome }) => outcome === 'answered').map(({ key }) => key);
  return answered.filter((key, index) => answered.indexOf(key) !== index);
}

/** The only study below a folder of studies. */
export function onlyStudyIn(root: string): string {
  const [only, ...others] = readdirSync(root);
  if (only === undefined || others.length > 0)
    throw new Error(`${root} holds ${others.length + Number(only !== undefined)} studies`);
  return join(root, only);
}
