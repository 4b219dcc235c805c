import { join } from 'node:path';
import { makeFolder, writeFileAtomic, writeJsonFile } from '../../foundation/storage/index.js';
import { personaTables, renderPersonaReport, type PersonaReport } from '../../report/index.js';

/** Names of what is written beside a population. */
export const PERSONA_FILES = {
  report: 'report.html',
  markdown: 'report.md',
  measurement: 'measurement.json',
  openLoop: 'open-loop.json',
  loop: 'loop.json',
  claim: 'population.json',
  records: 'records',
} as const;

/** Writes report, tables and numbers into a folder, each at once or not at all. */
export async function writePersonaReport(folder: string, report: PersonaReport): Promise<void> {
  await makeFolder(folder);
  const { html, markdown } = await renderPersonaReport(report);
  await writeFileAtomic(join(folder, PERSONA_FILES.report), html);
  await writeFileAtomic(join(folder, PERSONA_FILES.markdown), markdown);
  for (const [name, csv] of Object.entries(personaTables(report))) await writeFileAtomic(join(folder, name), csv);
  await writeJsonFile(join(folder, PERSONA_FILES.measurement), report.measurement);
  if (report.openLoop !== undefined) await writeJsonFile(join(folder, PERSONA_FILES.openLoop), report.openLoop);
  if (report.loop !== undefined) await writeJsonFile(join(folder, PERSONA_FILES.loop), report.loop);
}
