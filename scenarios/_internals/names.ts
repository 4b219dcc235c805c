/** Common first names, short, of several languages. */
const FIRST_NAMES = (
  'Ann Ben Cara Dan Eva Finn Gia Hugo Ida Jon Kim Leo Mia Nils Olga Paul Rosa Sam Tina Umar Vera Will Yara Zoe ' +
  'Abel Bea Carl Dora Emil Faye Gus Hana Ivan Jana Kofi Lina Max Nora Otto Pia Raj Sara Tom Ugo Viki Wanda Yusuf ' +
  'Zeno Alma Boris Celia David Elsa Felix Greta Hans Ines Jack Kira Luca Maya Noah Oscar Petra Rita Simon Tara Uma'
).split(' ');

const INITIALS = [...'ABCDEFGHIJKLMNOPRSTVW'];

/** `count` different first names; beyond the list, names with an initial: `Ann B`. At most 1,500. */
export function firstNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const name = FIRST_NAMES[index % FIRST_NAMES.length] as string;
    const again = Math.floor(index / FIRST_NAMES.length);
    return again === 0 ? name : `${name} ${INITIALS[again - 1]}`;
  });
}
