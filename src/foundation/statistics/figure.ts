/**
 * A number on the probability scale as it is written for a person: two digits and no zero before the point, `.62`; a third
 * digit where two would say 0 or 1 of what is neither.
 */
export function figure(value: number): string {
  const two = value.toFixed(2);
  const hides = (Number(two) === 1 && value < 0.9995) || (Number(two) === 0 && Math.abs(value) >= 0.0005);
  return (hides ? value.toFixed(3) : two).replace(/^(-?)0\./, '$1.').replace(/^-\.0+$/, '.00');
}

/** The same with a sign, for differences; what is written as nothing has none. */
export function signedFigure(value: number): string {
  const text = figure(value);
  return value > 0 && text !== '.00' ? `+${text}` : text;
}
