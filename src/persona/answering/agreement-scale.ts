const MIDDLE = 'neither agree nor disagree';

const SCALES: { readonly [points: number]: readonly string[] } = {
  2: ['disagree', 'agree'],
  3: ['disagree', MIDDLE, 'agree'],
  4: ['strongly disagree', 'disagree', 'agree', 'strongly agree'],
  5: ['strongly disagree', 'disagree', MIDDLE, 'agree', 'strongly agree'],
  6: ['strongly disagree', 'disagree', 'slightly disagree', 'slightly agree', 'agree', 'strongly agree'],
  7: ['strongly disagree', 'disagree', 'slightly disagree', MIDDLE, 'slightly agree', 'agree', 'strongly agree'],
};

/**
 * Labels of a scale of agreement, from disagreement to agreement, as they would follow "would". No label begins with
 * another.
 *
 * @param points From 2 to 7.
 */
export function agreementScale(points: number): readonly string[] {
  const scale = SCALES[points];
  if (scale === undefined) throw new RangeError(`there is no scale of ${points} points; expected 2 to 7`);
  return scale;
}
