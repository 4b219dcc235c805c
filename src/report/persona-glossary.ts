import { table } from './persona-blocks.js';
import type { Section } from './section.js';

/** The words of a report on a population. */
export function personaGlossary(): Section {
  const rows = [
    ['coverage', 'share of the space of all axes that lies within a calibrated radius of somebody'],
    ['copies', 'as many people with one and the same neutral text: what they spread is noise of answering'],
    ['ideal', 'an evenly spread population, as the same questionnaire would show it'],
    ['corrected coverage', 'coverage on the scale from copies (0) to the ideal (1)'],
    ['convex hull volume', 'volume of the smallest convex body that holds everybody; the whole space is 1'],
    ['dispersion', 'radius of the largest ball, with its centre in the space, that holds nobody'],
    ['KL to the ideal', 'Kullback-Leibler divergence from the even spread; 0 is the even spread'],
    ['slope', 'how much of an intended difference is left in the answers; 1 is all of it'],
    ['reliability', 'share of the differences between people that is no noise of their answers'],
    ['noise gate', 'whether the answers are more reliable than those of random answerers to the same items'],
    ['held-out items', 'items that neither the loop nor any writer saw before gains were reported'],
    ['reach', 'the answers between which words moved the model on an axis'],
    ['relative stance', 'where somebody stands between anchors by the likelihood of statements; no Likert score'],
  ];
  return { id: 'words', title: 'Words', blocks: [table('What the words mean.', ['word', 'meaning'], rows)] };
}
