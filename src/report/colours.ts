/** Colours that are told apart without red and green (Okabe and Ito 2008). */
export const COLOURS = ['#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9', '#666666'] as const;

/** Fills what is hollow: the colour of the page, light or dark; white where a chart stands alone. */
export const PAPER = 'var(--paper, #ffffff)';
