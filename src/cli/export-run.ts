import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { userError } from '../foundation/errors/index.js';
import { readJsonFile } from '../foundation/storage/index.js';
import { renderHtml, renderMarkdown, runSections } from '../report/index.js';
import { readJournal, readManifest, RUN_FILES } from '../run/index.js';
import { RunRecord, type Event, type Probe } from '../spec/index.js';
import { recordedLines } from '../study/index.js';
import { scenarioOf } from './_internals/scenario-of.js';
import type { Context } from './context.js';
import { assertPage, writePage } from './write-preregistration.js';

/**
 * Writes the report of a single kept run.
 *
 * @throws MesocosmError (usage) when a page of a study is asked for, the file is no page, is there already, or the journal cannot be read.
 */
export async function exportRun(
  folder: string,
  { to, as, force }: { readonly to: string; readonly as?: string; readonly force: boolean },
  { scenarios }: Pick<Context, 'scenarios'>,
): Promise<void> {
  if (as !== undefined) {
    const what = `a run has no ${as}: that is a study's`;
    throw userError({ kind: 'usage', what, where: folder, remedy: 'name the study, two folders above it' });
  }
  assertPage(to, force);
  const manifest = await readManifest(folder);
  const scenario = scenarioOf(await scenarios())(manifest);
  const events: Event[] = [];
  for await (const event of readJournal(join(folder, RUN_FILES.events))) events.push(event);
  const finished = existsSync(join(folder, RUN_FILES.summary));
  const asked = existsSync(join(folder, RUN_FILES.probes)) ? await recordedLines(join(folder, RUN_FILES.probes)) : [];
  const sections = runSections({
    manifest,
    events,
    record: finished ? await readJsonFile(join(folder, RUN_FILES.summary), RunRecord) : null,
    probes: asked as readonly Probe[],
    question: scenario.about.question,
    options: scenario.options,
    folder,
  });
  const about = `${scenario.about.title}. Run ${basename(resolve(folder))}.`;
  const title = `${scenario.about.title}: ${manifest.id}`;
  await writePage(
    { html: await renderHtml(sections, { title, about }), markdown: renderMarkdown(sections, { about }) },
    to,
  );
}
