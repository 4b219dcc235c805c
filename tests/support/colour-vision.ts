/** Red, green and blue of light, from 0 to 1, linear. */
export type Light = readonly [number, number, number];

type Matrix = readonly [Light, Light, Light];

/** Who sees with all kinds of cones, and with two of three: Machado, Oliveira, Fernandes 2009, table 1, severity 1. */
export const VISIONS: { readonly [name: string]: Matrix } = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** The light of `#rrggbb` (IEC 61966-2-1, sRGB). */
export function lightOf(hex: string): Light {
  const [red, green, blue] = [1, 3, 5].map((from) => {
    const value = Number.parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return [red, green, blue];
}

/** What somebody sees of a light. */
export function seen(light: Light, vision: Matrix): Light {
  const [red, green, blue] = vision.map((row) => Math.min(1, Math.max(0, dot(row, light))));
  return [red as number, green as number, blue as number];
}

/** Contrast ratio of two lights, from 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(one: Light, other: Light): number {
  const [less, more] = [one, other].map((light) => dot([0.2126, 0.7152, 0.0722], light)).sort((a, b) => a - b);
  return ((more as number) + 0.05) / ((less as number) + 0.05);
}

/** Euclidean distance of two lights in CIELAB (white point D65); about 2.3 are just noticed. */
export function distance(one: Light, other: Light): number {
  const [a, b] = [labOf(one), labOf(other)];
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function labOf(light: Light): Light {
  const x = scaled(dot([0.4124564, 0.3575761, 0.1804375], light) / 0.95047);
  const y = scaled(dot([0.2126729, 0.7151522, 0.072175], light));
  const z = scaled(dot([0.0193339, 0.119192, 0.9503041], light) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function scaled(value: number): number {
  return value > 216 / 24389 ? Math.cbrt(value) : ((24389 / 27) * value + 16) / 116;
}

function dot(one: Light, other: Light): number {
  return one[0] * other[0] + one[1] * other[1] + one[2] * other[2];
}
