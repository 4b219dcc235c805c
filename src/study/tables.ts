import { join } from 'node:path';
import { writeFileAtomic, writeJsonFile } from '../foundation/storage/index.js';
import {
  codingsTable,
  fitsTable,
  informationTable,
  metricsTable,
  renderReport,
  runsTable,
  seriesTable,
  sociologyTable,
  varianceTable,
} from '../report/index.js';
import type { RunRecord, StudySummary } from '../spec/index.js';
import { STUDY_FILES } from './folder.js';

/** Writes what a finished study leaves beside its runs: tables, summary and report. */
export async function writeTables(folder: string, summary: StudySummary, records: readonly RunRecord[]): Promise<void> {
  const { html, markdown } = await renderReport(summary);
  await writeFileAtomic(join(folder, STUDY_FILES.runs), await runsTable(records));
  await writeFileAtomic(join(folder, STUDY_FILES.metrics), await metricsTable(summary));
  await writeFileAtomic(join(folder, STUDY_FILES.series), seriesTable(summary, records));
  if (summary.fits !== undefined) await writeFileAtomic(join(folder, STUDY_FILES.fits), await fitsTable(summary));
  if (summary.conditions.some(({ codings }) => codings !== undefined))
    await writeFileAtomic(join(folder, STUDY_FILES.codings), await codingsTable(summary));
  await writeFileAtomic(join(folder, STUDY_FILES.sociology), await sociologyTable(summary));
  await writeFileAtomic(join(folder, STUDY_FILES.information), await informationTable(summary));
  await writeFileAtomic(join(folder, STUDY_FILES.variance), await varianceTable(summary));
  await writeFileAtomic(join(folder, STUDY_FILES.markdown), markdown);
  await writeFileAtomic(join(folder, STUDY_FILES.report), html);
  await writeJsonFile(join(folder, STUDY_FILES.summary), summary);
}
