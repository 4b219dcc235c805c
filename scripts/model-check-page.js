// Writes the page about the embedded model's check anew from the file of a check, and leaves its last part, what a person
// reads in it, for a person: `mesocosm model check --out check.json && node scripts/model-check-page.js check.json`.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './_internals/root.js';

const { checkScreen } = await import(pathToFileURL(join(root, 'dist/src/cli/check-screen.js')).href);
const { figure } = await import(pathToFileURL(join(root, 'dist/src/foundation/statistics/index.js')).href);

const page = join(root, 'docs/reference/embedded-model-check.md');
const READ = 'Read together:';
const check = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
const before = readFileSync(page, 'utf8');
writeFileSync(page, `${figures(check)}\n${before.slice(before.indexOf(READ))}`);
console.log(`Wrote ${page}: run prettier over it, and read its last part against the new figures.`);

function figures({ model, createdAt, mesocosm, items, calls, seconds, quick, controls, curve, forms, elicitation }) {
  const { throughput } = Object.fromEntries(controls.map((control) => [control.name, control]));
  const screen = checkScreen(check, {
    width: 80,
    file: '',
    cost: { calls, promptTokens: null, completionTokens: null, usd: null },
  })
    .split('\n')
    .slice(0, -1)
    .join('\n');
  return `# The embedded model, checked

What \`mesocosm model check\` finds about \`${model.name}\`, by

\`\`\`sh
npx mesocosm model check${quick ? ' --quick' : ''}
\`\`\`

on ${createdAt.slice(0, 10)}, with Mesocosm ${mesocosm} and the questions ${items.slice(0, 12)}. It made ${grouped(calls)} calls in
${Math.round(seconds)} seconds${throughput.verdict === 'pass' ? '' : ', while the machine had other work'}. All figures are of that one run. What each
control asks, and how a verdict is made, says [how to check a model](../how-to/check-a-model.md).

\`\`\`text
${screen}
\`\`\`

${table(
  ['control', 'verdict', 'effect', '95 % interval', 'threshold', 'questions in clusters', 'in words'],
  controls.map((control) => [
    `\`${control.name}\``,
    control.verdict === 'fail' ? '**fail**' : control.verdict.replace('-', ' '),
    control.effect === null ? '' : figure(control.effect),
    control.low === null || control.high === null ? '' : `${figure(control.low)} to ${figure(control.high)}`,
    control.threshold === null ? 'none' : `${control.demand.replace('-', ' ')} ${figure(control.threshold)}`,
    `${control.n} in ${control.clusters}`,
    control.sentence,
  ]),
)}

What some of these rest on:

${table(
  ['control', 'parts'],
  controls
    .filter(({ parts }) => Object.keys(parts).length > 0)
    .map(({ name, parts }) => [`\`${name}\``, listed(parts)]),
)}

The response to others, how often an option is taken that so many of ten others chose: ${curve
    .map(({ x, p }) => `${x}: ${p === null ? 'no answer' : figure(p)}`)
    .join(', ')}. ${unansweredIn(curve)}

The forms that were tried, on questions of their own (a score of one half comes by chance), each stage on the best so far. Taken was
${forms.find((form) => same(form, elicitation)).name}.

${table(
  [
    'stage',
    'form',
    'mass on the options',
    'score',
    'understood',
    'payoffs',
    'persona',
    'majority',
    'gain (90 % interval)',
  ],
  forms.map(({ stage, name, mass, score, parts, gain }) => [
    stage,
    name,
    mass === null ? 'not told' : figure(mass),
    figure(score),
    ...['understood', 'payoffs', 'persona', 'majority'].map((share) => figure(parts[share] ?? 0)),
    gain === null ? '' : `${figure(gain.value)} (${figure(gain.low)} to ${figure(gain.high)})`,
  ]),
)}
`;
}

function unansweredIn(curve) {
  const missing = curve.filter(({ x, unanswered }) => x >= 5 && unanswered > 0);
  if (missing.length === 0) return 'Every question behind it was answered.';
  return `Without an answer: ${missing.map(({ x, asked, unanswered }) => `${unanswered} of ${asked} at ${x}`).join(', ')}.`;
}

function same(form, elicitation) {
  return Object.entries(elicitation).every(([setting, value]) => form[setting] === value);
}

function listed(parts) {
  return Object.entries(parts)
    .map(([part, value]) => `${part} ${figure(value)}`)
    .join(', ');
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function grouped(value) {
  return value.toLocaleString('en-GB');
}
