import { Population } from '../../src/spec/index.js';
import { sampleQuestionnaire } from './sample-questionnaire.js';

/** Three people of the dry village, with all that a population may hold. */
export function samplePopulation(change: Partial<Population> = {}): Population {
  return Population.parse({
    formatVersion: 1,
    name: 'villagers',
    context: 'A dry village.',
    source: 'written for a test',
    licence: 'Apache-2.0',
    questionnaire: sampleQuestionnaire(),
    provenance: { seed: 7 },
    personas: [
      {
        name: 'Ada Quist',
        text: 'I am Ada.\n\nI say: "Water, first of all", and I mean it.',
        position: { 'openness to strangers': 0.25, 'trust in the council': 1 },
        provenance: { generator: 'first-person', region: 'north', target: { a: [1, null] } },
      },
      {
        name: 'Ben Oduya',
        text: '=HYPERLINK("http://localhost")',
        position: { 'openness to strangers': 0.5, 'trust in the council': 0 },
        provenance: { region: 'south' },
      },
      { name: 'Çelik, "Cem"', text: "'=a text that begins with an apostrophe" },
    ],
    ...change,
  });
}
