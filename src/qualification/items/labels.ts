import type { ItemUse } from './topics.js';

/** Labels that options stand under. None of the pairs for the verdict shares a label with a pair for choosing a form. */
export const LABELS: { readonly [use in ItemUse]: readonly (readonly [string, string])[] } = {
  choice: [
    ['Q', 'M'],
    ['F', 'J'],
    ['R', 'Z'],
    ['black', 'white'],
  ],
  verdict: [
    ['K', 'P'],
    ['V', 'W'],
    ['D', 'T'],
    ['red', 'blue'],
    ['H', 'S'],
    ['L', 'G'],
    ['north', 'south'],
    ['X', 'Y'],
    ['N', 'C'],
    ['green', 'yellow'],
    ['U', 'E'],
    ['B', 'O'],
  ],
};

/** What somebody may win, more and less. */
export const AMOUNTS: { readonly [use in ItemUse]: readonly (readonly [number, number])[] } = {
  choice: [
    [80, 10],
    [200, 1],
    [40, 4],
    [500, 50],
  ],
  verdict: [
    [100, 5],
    [90, 20],
    [1000, 3],
    [60, 0],
    [12, 2],
    [700, 30],
    [75, 8],
    [50, 6],
    [300, 40],
    [25, 1],
    [810, 9],
    [33, 11],
  ],
};

/** Ten people who are listed with what they chose. */
export const PEOPLE = ['Ann', 'Bob', 'Eva', 'Tom', 'Kim', 'Max', 'Ida', 'Leo', 'Mia', 'Ned'];
