/** A case that people deliberate on, in our own words. */
export interface Case {
  readonly text: string;
  readonly question: string;
  readonly options: readonly string[];
  /** What can be said for each option, by its label; for agents that follow a rule and compose what they say. */
  readonly arguments: { readonly [option: string]: readonly string[] };
}

/** A theft that nobody saw. */
export const BAKERY: Case = {
  text:
    'A baker says that her assistant took 900 euros from the till. The money was there on Friday evening and gone on ' +
    'Saturday morning. The assistant had a key and owed rent. Two others had a key too. A neighbour saw somebody leave ' +
    'by the back door late on Friday and did not see the face. The assistant says that he was at home, alone.',
  question: 'Should the jury convict or acquit the assistant?',
  options: ['convict', 'acquit'],
  arguments: {
    convict: ['he had a key and a reason', 'somebody left by the back door late, and he has no witness'],
    acquit: ['two others had a key', 'nobody saw the face', 'to owe rent proves nothing'],
  },
};

/** Land that a village has to decide on. */
export const MEADOW: Case = {
  text:
    'A company offers a village 40,000 euros a year for 25 years to put solar panels on the common meadow. Children play ' +
    'there and six families graze sheep on it. The school roof needs 300,000 euros. The offer ends in a month.',
  question: 'What should the village do with the offer: accept, refuse or postpone?',
  options: ['accept', 'refuse', 'postpone'],
  arguments: {
    accept: ['the school roof would be paid', 'the village needs power of its own'],
    refuse: ['the meadow belongs to everybody', 'six families would lose their grazing'],
    postpone: ['a month is too short to know what one gives away'],
  },
};

/** What can be said for an option in one of the cases above; none where it is of another case. */
export function argumentsFor(option: string): readonly string[] {
  return [BAKERY, MEADOW].flatMap((one) => one.arguments[option] ?? []);
}
