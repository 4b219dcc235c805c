/** Colours of a page, by the names under which its style declares them. */
export interface Theme {
  /** What all stands on. */
  readonly paper: string;
  /** Text. */
  readonly ink: string;
  /** Captions and what else is beside the matter. */
  readonly faint: string;
  /** Lines of tables. */
  readonly line: string;
  /** Notes that come before the figures, and what they stand on. */
  readonly warn: string;
  readonly warnPaper: string;
  /** References in charts: the neutral point, single presentations, frames. */
  readonly mark: string;
  /** Lines and dots of charts that are told apart, in this order. */
  readonly data: readonly [string, string, string, string, string, string];
}

/**
 * On white, and on every print. The colours of data follow the hues of Okabe and Ito (2008), moved in lightness until each
 * stands out from the page and every two of them from each other, also for who sees two kinds of cones only.
 */
export const LIGHT: Theme = {
  paper: '#ffffff',
  ink: '#1c1c1e',
  faint: '#5f5f66',
  line: '#d9d9de',
  warn: '#7a4200',
  warnPaper: '#fff6e8',
  mark: '#767680',
  data: ['#0b78cf', '#d9660b', '#034c3f', '#c0699f', '#664000', '#240f41'],
};

/** On a dark screen: the same hues in the same order. */
export const DARK: Theme = {
  paper: '#161618',
  ink: '#e8e8ea',
  faint: '#a9a9b0',
  line: '#3a3a3e',
  warn: '#ffc876',
  warnPaper: '#33260f',
  mark: '#8e8e98',
  data: ['#3e96e8', '#e47233', '#60ecb1', '#c773a2', '#ffdb43', '#d1e5fe'],
};

/** Colours of data as charts use them: those of the page, light or dark; light ones where a chart stands alone. */
export const COLOURS = LIGHT.data.map((colour, index) => `var(--data-${index + 1}, ${colour})`) as unknown as Readonly<
  Theme['data']
>;

/** Strokes of lines, in the same order, so that print without colours tells them apart too. */
export const DASHES = ['none', '7 3', '2 2', '9 3 2 3', '12 4', '4 2'] as const;

/** Fills what is hollow. */
export const PAPER = `var(--paper, ${LIGHT.paper})`;

/** References, frames and what else is no datum. */
export const MARK = `var(--mark, ${LIGHT.mark})`;

/** The declarations of a theme, for the style of a page. */
export function declarations({ paper, ink, faint, line, warn, warnPaper, mark, data }: Theme): string {
  const named = { paper, ink, faint, line, warn, 'warn-paper': warnPaper, mark };
  return [
    ...Object.entries(named).map(([name, colour]) => `--${name}:${colour}`),
    ...data.map((colour, index) => `--data-${index + 1}:${colour}`),
  ].join(';');
}
