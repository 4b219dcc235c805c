// Writes the table of calibrated radii anew, from the build: for common numbers of people and 2 to 6 axes, the mean over
// 1,000 ideal draws and their standard deviation. Takes some minutes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { atOnce } from '../dist/src/foundation/pieces.js';
import { calibrate } from '../dist/src/persona/measuring/_internals/calibration.js';
import { root } from './_internals/root.js';

const SIZES = [10, 12, 16, 20, 25, 30, 40, 50, 100];
const DRAWS = 1_000;

const rows = [2, 3, 4, 5, 6].map((axes) => {
  const cells = SIZES.map((size) => {
    const { radius, standardDeviation } = atOnce(calibrate({ size, axes, draws: DRAWS }));
    process.stderr.write(`${axes} axes, ${size} people: ${radius.toFixed(5)}\n`);
    return `    ${size}: [${Number(radius.toFixed(6))}, ${Number(standardDeviation.toFixed(6))}],`;
  });
  return [`  ${axes}: {`, ...cells, '  },'].join('\n');
});
const text = `/**
 * Calibrated radii of 1,000 draws by axes and number of people, with their standard deviations over the draws; made by
 * \`node scripts/calibrated-radii.js\`.
 */
export const radiusTable: Readonly<Record<number, Readonly<Record<number, readonly [number, number]>>>> = {
${rows.join('\n')}
};
`;
writeFileSync(join(root, 'src/persona/measuring/_internals/radius-table.ts'), text);
