import { chancesFrom } from '../../foundation/random/index.js';
import { FAMILY_NAMES, GIVEN_NAMES } from './_internals/name-lists.js';

/**
 * Names for people, of many origins: the name at a place depends on the seed and the place alone, so that a population
 * can grow without anybody being renamed. All differ: the first 113 in given name and family name, up to 14,351 in the
 * pair, later ones by a number.
 */
export function personNames(seed: number | string): (index: number) => string {
  const chance = chancesFrom(seed)('person-names');
  const given = chance.shuffle(GIVEN_NAMES);
  const family = chance.shuffle(FAMILY_NAMES);
  const pairs = given.length * family.length;
  return (index) => {
    const again = Math.floor(index / pairs);
    const within = index % pairs;
    const row = within % given.length;
    const shift = Math.floor(within / given.length);
    const name = `${given[row]} ${family[(row + shift) % family.length]}`;
    return again === 0 ? name : `${name} ${again + 1}`;
  };
}
