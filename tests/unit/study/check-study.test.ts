import { appendFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkStudy, studyEvidence } from '../../../src/study/index.js';
import { scriptedModel } from '../../../src/model/index.js';
import { findingOf } from '../../support/study-evidence.js';
import { majorityStudy, namingStudy } from '../../support/small-studies.js';
import { temporaryFolders } from '../../support/temporary-folder.js';

const folder = temporaryFolders();

describe('studyEvidence', () => {
  it('should read prompts, priors, memory and who decided from a finished study', async () => {
    const { folder: study } = await majorityStudy(folder(), { arms: ['interacting', 'isolated'] });
    const evidence = await studyEvidence(study);
    const [first] = evidence.prompts;

    expect(first?.line).toBe(1);
    expect(readFileSync(join(study, 'prompts.jsonl'), 'utf8')).toContain(JSON.stringify(first?.text).slice(1, -1));
    expect(evidence.probes.length).toBeGreaterThan(0);
    expect(evidence.memory?.decisions).toBeGreaterThan(10);
    expect(evidence.memory?.largest).toBeGreaterThan(0.02);
    expect(evidence.fingerprints).toEqual([evidence.mind.fingerprint]);
    expect(evidence.mind.settings).toMatchObject({ elicitation: { labels: 'averaged' } });
    expect(evidence).toMatchObject({ recognition: null, controls: [], beside: [] });
  });

  it('should refuse a study that is not finished, and name a line that is damaged', async () => {
    const { folder: study } = await namingStudy(folder(), { arms: ['interacting'] });
    appendFileSync(join(study, 'probes.jsonl'), 'no json\n');
    await expect(studyEvidence(study)).rejects.toThrow('is not JSON');

    const file = join(study, 'study.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"finished"', '"interrupted"'));
    await expect(studyEvidence(study)).rejects.toThrow('this study is not finished: it is marked "interrupted"');
  });
});

describe('checkStudy', () => {
  it('should say of a study with a language model what is open, and write nothing', async () => {
    const { folder: study } = await majorityStudy(folder(), { arms: ['interacting', 'isolated'] });
    const before = readdirSync(study, { recursive: true });
    const findings = await checkStudy(study);
    const kept = JSON.parse(readFileSync(join(study, 'summary.json'), 'utf8')) as { readonly validity: unknown };

    expect(findingOf(findings, 'memory-used').verdict).toBe('passed');
    expect(findingOf(findings, 'interaction').verdict).toBe('passed');
    expect(findingOf(findings, 'recognition').verdict).toBe('not-known');
    expect(findingOf(findings, 'paraphrases').verdict).toBe('failed');
    expect(findingOf(findings, 'qualification').verdict).toBe('not-known');
    expect(kept.validity).toEqual(findings);
    expect(readdirSync(study, { recursive: true })).toEqual(before);
  });

  it('should ask a model whether it recognises the experiment', async () => {
    const { folder: study } = await majorityStudy(folder(), { arms: ['interacting'], runs: 1 });
    const model = scriptedModel({ write: () => 'This is De Marzo, Castellano and Garcia on majority opinion.' });

    expect(findingOf(await checkStudy(study, { model }), 'recognition')).toMatchObject({
      verdict: 'failed',
      evidence: expect.stringContaining('5 of 5 prompts'),
    });
  });

  it('should find that nothing is asked in words where a table decides', async () => {
    const { folder: study } = await namingStudy(folder());
    const findings = await checkStudy(study);
    const idle = findings.filter(({ verdict }) => verdict === 'not-applicable').map(({ check }) => check);

    expect(idle).toEqual(expect.arrayContaining(['steering-phrases', 'paraphrases', 'comprehension']));
    expect(findingOf(findings, 'label-balance')).toMatchObject({ verdict: 'passed' });
  });
});
