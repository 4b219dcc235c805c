import { replyCheck, type Chance, type PersonaBrief, type PersonaGenerator } from 'mesocosm';
import { bearing } from '../_internals/bearing.js';
import { PERSONA_GENERATORS } from '../_internals/sources.js';
import { AGES, EDUCATIONS, OCCUPATIONS, REGIONS, SEXES, type Shares } from './marginals.js';

/** Baseline: people as a census counts them. Where they stand on the axes is left to what the model makes of that. */
export const demographic: PersonaGenerator = {
  name: 'demographic',
  title: 'Demographic marginals',
  description:
    'Age, sex, education, region and occupation, drawn from marginals of employed people in the United States.',
  sources: [
    PERSONA_GENERATORS,
    {
      authors: 'BLS',
      year: 2026,
      title: 'Labor Force Statistics from the Current Population Survey, tables 10b, A-17 and A-20',
      where: 'U.S. Bureau of Labor Statistics, www.bls.gov/cps, in the public domain',
    },
    {
      authors: 'Census',
      year: 2021,
      title: 'Resident population by region in the census of 2020',
      where: 'U.S. Census Bureau, www.census.gov, in the public domain',
    },
  ],
  placement: 'sobol',
  steers: false,
  compose: ({ name, chance }) => `My name is ${name}. ${drawn(chance)}`,
  async write(brief, ask) {
    const { name, description, context, chance } = brief;
    const about = drawn(chance);
    const instructions = instructionsFor(brief);
    const reply = await ask({
      text: `${description}\n${context}\n\n${name} says: ${about}\n\n${instructions}`,
      begin: `My name is ${name}. ${about}`,
      maxTokens: 260,
      temperature: 1,
      check: replyCheck({ words: [40, 350], instructions }),
    });
    return bearing(name, reply);
  },
};

/** Age and region apart, occupation within sex, education for itself: marginals, and not how they hang together. */
function drawn(chance: Chance): string {
  const [from, to] = AGES[chance.draw(AGES.map(([, , share]) => share))] ?? [16, 79];
  const age = from + chance.integer(to - from + 1);
  const sex = one(SEXES, chance);
  const education = one(EDUCATIONS.slice(0, age < 20 ? 2 : age < 25 ? 3 : undefined), chance);
  const region = one(REGIONS, chance);
  const occupation = one(OCCUPATIONS[sex] ?? [], chance);
  return `I am a ${sex} of ${age} from ${region} of the United States. I ${education} and work ${occupation}.`;
}

function one(shares: Shares, chance: Chance): string {
  return shares[chance.draw(shares.map(([, share]) => share))]?.[0] ?? '';
}

function instructionsFor({ name }: PersonaBrief): string {
  return `Write what ${name} thinks in this matter, in the first person, in one paragraph of 80 to 120 words, as such a person would.`;
}
