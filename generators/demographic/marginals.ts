/** A share for each of several groups; shares need not sum to 1. */
export type Shares = readonly (readonly [group: string, share: number])[];

/**
 * Employed people aged 16 and over by age, in thousands (BLS 2026, table 10b, annual averages of 2025).
 */
export const AGES: readonly (readonly [from: number, to: number, thousands: number])[] = [
  [16, 19, 5551],
  [20, 24, 14347],
  [25, 34, 36276],
  [35, 44, 37036],
  [45, 54, 32304],
  [55, 64, 26605],
  // The last group is open; 79 is where we end it.
  [65, 79, 11374],
];

/** Employed people by sex, in thousands (BLS 2026, table A-20, May 2025). */
export const SEXES: Shares = [
  ['man', 86565],
  ['woman', 76836],
];

/** Per cent of employed men and women in each group of occupations (BLS 2026, table A-20, May 2025). */
export const OCCUPATIONS: { readonly [sex: string]: Shares } = {
  man: [
    ['in management or a profession', 38.8],
    ['in services', 13.5],
    ['in sales or in an office', 14.4],
    ['in farming, construction or maintenance', 16.2],
    ['in production or transport', 17.2],
  ],
  woman: [
    ['in management or a profession', 48.6],
    ['in services', 20.9],
    ['in sales or in an office', 23.2],
    ['in farming, construction or maintenance', 1.1],
    ['in production or transport', 6.3],
  ],
};

/**
 * Employed people aged 25 and over by education, in thousands (BLS 2026, table A-17, July 2025). Those under 25 are not
 * in that table: they are drawn from its groups without a degree, those under 20 from its groups without a college.
 */
export const EDUCATIONS: Shares = [
  ['left school without a diploma', 8365],
  ['finished high school', 34487],
  ['went to college without a degree', 18779],
  ['have an associate degree', 16112],
  ['have a bachelor’s degree or a higher one', 64940],
];

/** Residents by region, in millions (Census 2021). */
export const REGIONS: Shares = [
  ['the Northeast', 57.6],
  ['the Midwest', 69],
  ['the South', 126.3],
  ['the West', 78.6],
];
