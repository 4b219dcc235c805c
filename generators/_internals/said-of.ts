/** Who a text speaks of: itself, or somebody by name. */
export type Voice = 'first' | { readonly name: string };

/** Words that end in s and begin no predicate. */
const NO_VERBS = /^(this|his|its|ours|yours|theirs|always|sometimes|perhaps|others|yes|unless|across|humans|people's)$/;
const ADVERBS = /^(never|always|rarely|often|seldom|mostly|usually|gladly|openly|quietly|firmly|deeply|still|only)$/;
/** A second verb after the first, which would have to change with it. */
const COORDINATED = /(\b(and|or|but|then|nor)|,)\s+(\w+ly\s+|never\s+|always\s+)?(is|has|does|\w+[^s\W]s)\b/;
/** Words that may mean the person itself. */
const ITSELF = /\b(he|him|his|she|her|hers|himself|herself|themselves|own)\b/;
/** Verbs that are the same in every person. */
const MODALS = /^(would|will|can|may|must|should|might|could)$/;
const PERSON_WHO = /^(somebody|someone|a person|one|anyone|anybody|a man|a woman)\s+who\s+/i;

/**
 * The description of a pole said of somebody, as a sentence without its full stop: `Holds that money is safe.` becomes
 * `I hold that money is safe` or `Ada holds that money is safe`. What is no predicate is quoted.
 */
export function saidOf(description: string, voice: Voice): string {
  const bare = description.trim().replace(/[.!]$/, '');
  const predicate = predicateOf(bare);
  if (predicate === undefined) return `this is said of ${voice === 'first' ? 'me' : voice.name}: "${bare}"`;
  if (voice !== 'first') return `${voice.name} ${predicate}`;
  return inFirstPerson(predicate) ?? `I am somebody who ${predicate}`;
}

/** The sentence with its first letter large. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function predicateOf(text: string): string | undefined {
  const who = PERSON_WHO.exec(text);
  if (who !== null) return text.slice(who[0].length);
  const words = text.split(/\s+/).map((word) => word.toLowerCase());
  const verb = words.find((word) => !ADVERBS.test(word));
  const third = verb !== undefined && /^[a-z]+s$/.test(verb) && !NO_VERBS.test(verb) && !/[^aeiou]ness$/.test(verb);
  const isPredicate = third || (verb !== undefined && MODALS.test(verb));
  return isPredicate ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : undefined;
}

/** `holds that it is so` as `I hold that it is so`, where only the first word has to change. */
function inFirstPerson(predicate: string): string | undefined {
  const [verb = '', ...rest] = predicate.split(' ');
  const after = rest.join(' ');
  const clause = /^that\b/.test(after);
  if (ADVERBS.test(verb) || (!clause && COORDINATED.test(after)) || ITSELF.test(after)) {
    return undefined;
  }
  return ['I', baseOf(verb), ...rest].join(' ');
}

const IRREGULAR: { readonly [verb: string]: string } = { is: 'am', has: 'have', does: 'do', goes: 'go' };

function baseOf(verb: string): string {
  if (MODALS.test(verb)) return verb;
  const irregular = IRREGULAR[verb];
  if (irregular !== undefined) return irregular;
  if (/[^aeiou]ies$/.test(verb) && verb.length > 4) return `${verb.slice(0, -3)}y`;
  return /(ss|sh|ch|x|zz|o)es$/.test(verb) ? verb.slice(0, -2) : verb.slice(0, -1);
}
