const HEAD = ['what', 'measured', 'beside', 'ratio', 'bound', 'holds'];

/** Three digits that mean something: 0.0123, 1.23, 123. */
function digits(value) {
  if (value === 0 || Number.isInteger(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3).replace(/e.*$/, '');
}

function cells({ what, value, unit, beside, besideValue, ratio, bound, holds }) {
  return [
    what,
    value === null ? 'not measured' : `${digits(value)} ${unit}`,
    beside === null ? '' : `${beside} ${digits(besideValue)}`,
    ratio === null ? '' : `${digits(ratio)} ×`,
    bound,
    holds === null ? '' : holds ? 'yes' : 'NO',
  ];
}

/** Results of a benchmark as a table for a person, with their notes below. */
export function benchTable(rows) {
  const lines = [HEAD, ...rows.map(cells)];
  const widths = HEAD.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const table = lines.map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
  const notes = rows.flatMap(({ what, note }) => (note === null ? [] : [`  ${what}: ${note}`]));
  return [...table, ...notes].map((line) => `  ${line}`).join('\n');
}
