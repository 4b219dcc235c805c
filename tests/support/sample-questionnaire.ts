import { Questionnaire, type LikertItem } from '../../src/spec/index.js';

function item(id: string, axis: string, words: Pick<LikertItem, 'statement' | 'pro' | 'con'>): LikertItem {
  const lead = 'How far would {name} agree with this?';
  return { id, axis, lead, points: 5, reverseKeyed: id.endsWith('r'), ...words };
}

/** A small questionnaire in which nothing is to be mended: two axes with three items each. */
export function sampleQuestionnaire(change: Partial<Questionnaire> = {}): Questionnaire {
  return Questionnaire.parse({
    formatVersion: 1,
    name: 'village-well',
    description: 'A dry village that argues over its only well.',
    context:
      'In the third dry summer the village of Tarn has one well that still gives water. Travellers come by daily.',
    axes: [
      {
        kind: 'continuous',
        name: 'openness to strangers',
        low: { label: 'closed', description: 'Holds that strangers bring trouble.' },
        high: { label: 'open', description: 'Welcomes whoever comes along the road.' },
      },
      {
        kind: 'continuous',
        name: 'trust in the council',
        low: { label: 'none', description: 'Believes nothing that the elders announce.' },
        high: { label: 'complete', description: 'Does as the elders say without a second thought.' },
      },
    ],
    items: [
      item('open-1', 'openness to strangers', {
        statement: 'A traveller at the gate should drink before anybody asks for a name.',
        pro: 'a traveller at the gate should drink before anybody asks for a name.',
        con: 'a traveller at the gate should say who they are and then wait for water.',
      }),
      item('open-2', 'openness to strangers', {
        statement: 'Empty houses ought to go to families from the coast.',
        pro: 'empty houses ought to go to families from the coast.',
        con: 'empty houses ought to be kept for our own children.',
      }),
      item('open-3r', 'openness to strangers', {
        statement: 'Most thefts of last year were the work of outsiders.',
        pro: 'most thefts of last year were the work of outsiders.',
        con: 'most thefts of last year were done by people of Tarn.',
      }),
      item('trust-1', 'trust in the council', {
        statement: 'What the elders measure in the well is the truth.',
        pro: 'what the elders measure in the well is the truth.',
        con: 'what the elders measure in the well is made to please them.',
      }),
      item('trust-2', 'trust in the council', {
        statement: 'Fines that are paid end up where they are needed.',
        pro: 'fines that are paid end up where they are needed.',
        con: 'fines that are paid end up in a few pockets.',
      }),
      item('trust-3r', 'trust in the council', {
        statement: 'Every household had better count its own buckets.',
        pro: 'every household had better count its own buckets.',
        con: 'every household can leave the counting to the elders.',
      }),
    ],
    ...change,
  });
}
