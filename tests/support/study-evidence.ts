import type { StudyEvidence, ValidityFinding } from '../../src/index.js';
import { summaryExample } from './study-summary.js';

const [condition] = summaryExample.conditions;
const [arm] = condition?.arms ?? [];

/** What is known of a study with a language model in which nothing is wrong that records show, and what a test is about. */
export function studyEvidenceOf(about: Partial<StudyEvidence> = {}): StudyEvidence {
  const arms = ['interacting', 'isolated'].map((name) => ({ ...arm!, name }));
  return {
    summary: {
      ...summaryExample,
      population: 'villagers',
      conditions: ['plain', 'other'].map((wording) => ({
        ...condition!,
        name: wording,
        parameters: { wording },
        arms,
        curve: null,
      })),
      qualification: {
        checkedAt: '2026-11-27T12:00:00.000Z',
        quick: false,
        leansOn: [{ control: 'majority', verdict: 'pass', sentence: 'It follows the majority.' }],
        drift: { verdict: 'same', largest: 0, sentence: 'It answers as it did.' },
        sentence: 'All is well.',
      },
    },
    mind: {
      kind: 'language-model',
      name: 'model',
      fingerprint: 'f',
      settings: { elicitation: { labels: 'averaged', orders: 'averaged' } },
    },
    probes: [0.3, 0.6].map((p, at) => ({
      condition: 'plain',
      agent: `agent-${at}`,
      situation: 'empty',
      probabilities: [p, 1 - p],
      mass: 0.9,
      spread: 0.05,
    })),
    prompts: [{ line: 1, text: 'You live in a village. What do you do?' }],
    recognition: [{ line: 1, text: 'unknown' }],
    memory: { decisions: 100, largest: 0.3 },
    controls: [{ name: 'comprehension', verdict: 'pass', sentence: 'It understands.' }],
    fingerprints: ['f'],
    beside: [],
    ...about,
  };
}

/** The finding of one check. */
export function findingOf(findings: readonly ValidityFinding[], check: string): ValidityFinding {
  const found = findings.find((one) => one.check === check);
  if (found === undefined) throw new Error(`no check is called "${check}"`);
  return found;
}
