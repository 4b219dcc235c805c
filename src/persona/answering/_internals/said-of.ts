import type { TextPerson } from '../pole-personas.js';

const IRREGULAR: { readonly [verb: string]: string } = { Is: 'am', Has: 'have', Does: 'do', Goes: 'go' };

/** A sentence in which more than the first verb would have to change. */
const MORE_VERBS =
  /\b(?:and|or|but|then|nor)\s+(?:\w+ly\s+|never\s+|always\s+)?[a-z]*[^s\W]s\b|\b(?:himself|herself|themselves|own|he|she|his|her|they|their)\b/;

/**
 * The description of a pole as a sentence about somebody: `Holds that money is safe.` becomes `I hold that money is safe.`
 * or `Ann holds that money is safe.` What cannot be changed by its first word alone is quoted.
 */
export function saidOf(description: string, name: string, person: TextPerson): string {
  const said = description.trim().replace(/[^.!?]$/, '$&.');
  const [verb = '', ...rest] = said.split(' ');
  const after = rest.join(' ');
  const isVerb = /^[A-Z][a-z]+[^s]s$/.test(verb) || IRREGULAR[verb] !== undefined;
  if (isVerb && person === 'third') return `${name} ${verb.toLowerCase()} ${after}`;
  if (!isVerb || (!after.startsWith('that ') && MORE_VERBS.test(after))) {
    return `This is said of ${person === 'first' ? 'me' : name}, and it is true: "${said}"`;
  }
  return `I ${baseOf(verb)} ${after}`;
}

function baseOf(verb: string): string {
  const irregular = IRREGULAR[verb];
  if (irregular !== undefined) return irregular;
  const low = verb.toLowerCase();
  if (/[^aeiou]ies$/.test(low) && low.length > 4) return `${low.slice(0, -3)}y`;
  return /(?:ss|sh|ch|x|zz|o)es$/.test(low) ? low.slice(0, -2) : low.slice(0, -1);
}
