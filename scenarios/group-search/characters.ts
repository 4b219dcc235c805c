/** Who somebody is, as it follows "I am". In our own words; more agents than these share them. */
const CHARACTERS: readonly string[] = [
  'a retired bookkeeper, patient, and slow to change a figure',
  'a market trader, quick to act, and fond of large steps',
  'a midwife, calm, who watches before she does anything',
  'a chess teacher, who always thinks of the other side first',
  'a young carpenter, who measures twice and trusts round numbers',
  'a mountain guide, cautious, who would rather stay too low than go too far',
  'a stage actor, bold, who likes to carry the most',
  'a librarian, modest, who leaves room for others',
  'a ship’s engineer, who corrects in small steps and keeps what works',
  'a student of physics, who cuts every range in half',
  'a cook for large parties, who thinks in shares for everybody',
  'a beekeeper, who does a steady part and lets the rest to the others',
];

/** Who the agent at a place in the population is, with the number of the character from 1. */
export function characterOf(place: number): { readonly number: number; readonly text: string } {
  const at = place % CHARACTERS.length;
  return { number: at + 1, text: CHARACTERS[at] as string };
}
