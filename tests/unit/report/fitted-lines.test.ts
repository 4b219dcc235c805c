import { describe, expect, it } from 'vitest';
import { fittedLines } from '../../../src/report/fitted-lines.js';

const lines = [
  { text: 'always' },
  { text: 'first to go', keep: 1 },
  { text: 'goes second, in two lines', keep: 2, instead: 'short' },
];

describe('fittedLines', () => {
  it('should show everything where there is room', () => {
    expect(fittedLines(lines, { width: 80, most: 3 })).toEqual(['always', 'first to go', 'goes second, in two lines']);
  });

  it('should leave out what has the lowest rank first, and say something shorter instead', () => {
    expect(fittedLines(lines, { width: 80, most: 2 })).toEqual(['always', 'goes second, in two lines']);
    expect(fittedLines(lines, { width: 80, most: 1 })).toEqual(['always', 'short']);
  });

  it('should count lines as they are broken', () => {
    expect(fittedLines(lines, { width: 16, most: 3 })).toEqual(['always', 'goes second, in', '  two lines']);
  });
});
