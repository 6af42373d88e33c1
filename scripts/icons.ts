/** Redraws every icon, tray image and badge from resources/icon.svg, in a browser, and records what it drew. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { findBrowser } from './find-browser.ts';
import { type Drawing, iconFiles } from './icon-files.ts';
import { type IconRecord, hashesOf, recordPath } from './icon-record.ts';

const ROOT = join(import.meta.dirname, '..');
const FONT = '@fontsource-variable/atkinson-hyperlegible-next';
const WOFF2 = join(ROOT, 'node_modules', FONT, 'files/atkinson-hyperlegible-next-latin-wght-normal.woff2');

/** The page that a drawing fills to its edges. */
function pageOf(markup: string, font: string): string {
  return `<!doctype html><style>
    @font-face { font-family: drawn; font-weight: 200 800; src: url(data:font/woff2;base64,${font}) }
    * { margin: 0 } svg { display: block; width: 100vw; height: 100vh; font-family: drawn }
  </style>${markup}`;
}

async function draw(page: Page, { size, markup }: Drawing, font: string): Promise<Buffer> {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(pageOf(markup, font));
  await page.evaluate(() => document.fonts.ready);
  return page.screenshot({ omitBackground: true });
}

async function drawAll(): Promise<void> {
  const font = readFileSync(WOFF2).toString('base64');
  const browser = await chromium.launch({ executablePath: findBrowser() });
  try {
    const page = await browser.newPage();
    const record: IconRecord = {};
    for (const icon of iconFiles(ROOT)) {
      const pictures: Buffer[] = [];
      for (const drawing of icon.drawings) pictures.push(await draw(page, drawing, font));
      const file = icon.assemble(pictures);
      const path = join(ROOT, 'resources', icon.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file);
      record[icon.path] = hashesOf(icon, file);
    }
    writeFileSync(recordPath(ROOT), `${JSON.stringify(record, null, 2)}\n`);
  } finally {
    await browser.close();
  }
}

try {
  await drawAll();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
