import type { Source } from 'mesocosm';

/** Where two-stage persona generators come from. */
export const PERSONA_GENERATORS: Source = {
  authors: 'D. Paglieri, L. Cross, W. A. Cunningham, J. Z. Leibo, A. S. Vezhnevets',
  year: 2026,
  title: 'Persona Generators: Generating Diverse Synthetic Personas at Scale',
  where: 'arXiv 2602.03545',
};

/** Where the three questions come from: what situation is this, who am I, what does somebody like me do here. */
export const APPROPRIATENESS: Source = {
  authors: 'J. G. March, J. P. Olsen',
  year: 2004,
  title: 'The logic of appropriateness',
  where: 'ARENA Working Paper 04/09, University of Oslo',
};
