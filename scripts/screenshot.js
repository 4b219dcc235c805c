// Draws a report as a picture: `node scripts/screenshot.js REPORT.html OUT.png`, `--width 900`, `--height 1200` for the part
// from the top that is shown, `--dark` for the dark colours. Needs Chromium: /usr/bin/chromium, or CHROMIUM_PATH.
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { inTemporaryFolder } from './_internals/folders.js';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Ends with the exit code of bad usage. */
function refuse(sentence) {
  console.error(sentence);
  process.exit(2);
}

/** The picture of the top of a page, with one and a half pixels for each of the page. */
async function draw(page, { from, to, height }) {
  await page.goto(pathToFileURL(from).href);
  const whole = await page.evaluate(() => document.documentElement.scrollHeight);
  const { width } = page.viewportSize();
  mkdirSync(dirname(to), { recursive: true });
  await page.setViewportSize({ width, height: Math.min(height, whole) });
  await page.screenshot({ path: to });
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: 'string', default: '900' },
    height: { type: 'string', default: '1200' },
    dark: { type: 'boolean', default: false },
  },
});
const [from, to] = positionals;
const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const [width, height] = [Number(values.width), Number(values.height)];
if (from === undefined || to === undefined) refuse('Usage: node scripts/screenshot.js REPORT.html OUT.png');
if (!existsSync(from)) refuse(`There is no file ${from}; expected the report of a study.`);
if (!existsSync(executablePath)) refuse(`There is no Chromium at ${executablePath}; set CHROMIUM_PATH.`);
if (!(width >= 100) || !(height >= 100)) refuse('--width and --height are numbers of pixels, of at least 100.');

await inTemporaryFolder(async (profile) => {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    args: FLAGS,
    viewport: { width, height },
    deviceScaleFactor: 1.5,
    colorScheme: values.dark ? 'dark' : 'light',
  });
  try {
    await draw(context.pages()[0] ?? (await context.newPage()), { from: resolve(from), to: resolve(to), height });
  } finally {
    await context.close();
  }
});
console.log(to);
