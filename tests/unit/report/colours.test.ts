import { describe, expect, it } from 'vitest';
import { COLOURS, DARK, DASHES, declarations, LIGHT, MARK, PAPER, type Theme } from '../../../src/report/colours.js';
import { renderHtml } from '../../../src/report/render-html.js';
import { contrast, distance, lightOf, seen, VISIONS } from '../../support/colour-vision.js';

const themes: readonly (readonly [string, Theme])[] = [
  ['light', LIGHT],
  ['dark', DARK],
];

describe('the measures of this file', () => {
  it('should give what is known of black, white and grey', () => {
    expect(contrast(lightOf('#000000'), lightOf('#ffffff'))).toBeCloseTo(21, 9);
    expect(contrast(lightOf('#767676'), lightOf('#ffffff'))).toBeCloseTo(4.54, 2);
    expect(distance(lightOf('#000000'), lightOf('#ffffff'))).toBeCloseTo(100, 2);
    for (const vision of Object.values(VISIONS)) {
      expect(distance(seen(lightOf('#808080'), vision), lightOf('#808080'))).toBeLessThan(0.1);
    }
  });

  it('should find red and green alike to who lacks the long-wave cones, as far as their hue goes', () => {
    const [red, green] = ['#a04030', '#606000'].map(lightOf) as [never, never];
    const without = VISIONS['protanopia']!;

    expect(distance(seen(red, without), seen(green, without))).toBeLessThan(distance(red, green) / 2);
  });
});

describe.each(themes)('colours on a %s page', (_, theme) => {
  const paper = lightOf(theme.paper);

  it.each(Object.entries(VISIONS))('should keep every two colours of data apart in %s vision', (_name, vision) => {
    theme.data.forEach((one, index) =>
      theme.data.slice(index + 1).forEach((other) => {
        const apart = distance(seen(lightOf(one), vision), seen(lightOf(other), vision));
        expect(apart, `${one} and ${other}`).toBeGreaterThan(20);
      }),
    );
  });

  it('should stand out from the page: graphics 3 to 1 (WCAG 1.4.11), text 4.5 to 1 (WCAG 1.4.3)', () => {
    for (const colour of [...theme.data, theme.mark]) {
      expect(contrast(lightOf(colour), paper), colour).toBeGreaterThanOrEqual(3);
    }
    for (const colour of [theme.ink, theme.faint]) {
      expect(contrast(lightOf(colour), paper), colour).toBeGreaterThanOrEqual(4.5);
    }
    expect(contrast(lightOf(theme.warn), lightOf(theme.warnPaper))).toBeGreaterThanOrEqual(4.5);
  });

  it('should be declared whole', () => {
    const declared = declarations(theme);

    for (const colour of [theme.paper, theme.ink, theme.faint, theme.line, theme.warn, theme.warnPaper, theme.mark]) {
      expect(declared).toContain(`:${colour}`);
    }
    theme.data.forEach((colour, index) => expect(declared).toContain(`--data-${index + 1}:${colour}`));
  });
});

describe('a page', () => {
  it('should be dark on dark screens only, so that every print is light', async () => {
    const html = await renderHtml([], { title: 'A study', about: '' });
    const dark = html.indexOf(declarations(DARK));

    expect(html).toContain(`:root{color-scheme:light dark;${declarations(LIGHT)}}`);
    expect(html.slice(0, dark).endsWith('@media screen and (prefers-color-scheme:dark){:root{')).toBe(true);
    expect(html).toContain('@media print{:root{color-scheme:light}');
  });

  it('should declare every colour that charts use', () => {
    const declared = declarations(LIGHT);

    for (const colour of [...COLOURS, MARK, PAPER]) {
      const [, name, alone] = /^var\((--[\w-]+), (#\w+)\)$/.exec(colour) ?? [];
      expect(declared).toContain(`${name}:${alone}`);
    }
  });

  it('should draw as many kinds of strokes as colours, all different', () => {
    expect(new Set(DASHES).size).toBe(LIGHT.data.length);
  });
});
