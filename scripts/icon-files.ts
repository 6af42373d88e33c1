import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { icns, ico } from './icon-formats.ts';

/** What the browser draws: an SVG element that fills a square of this many pixels. */
export interface Drawing {
  size: number;
  markup: string;
}

/** A file in `resources`, made of one or more drawings. */
export interface IconFile {
  /** Relative to `resources`, with forward slashes. */
  path: string;
  drawings: Drawing[];
  /** Combines the PNGs of its drawings, in order, into one file. */
  assemble: (pictures: Buffer[]) => Buffer;
}

const LINUX_SIZES = [16, 32, 48, 64, 128, 256, 512, 1024];
const WINDOWS_SIZES = [16, 24, 32, 48, 64, 128, 256];
const MAC_SIZES = [32, 64, 128, 256, 512, 1024];
/** The share of a Mac icon that Apple's grid leaves empty on each side. */
const MAC_MARGIN = 100 / 1024;

const single = ([pngFile]: Buffer[]): Buffer => {
  if (pngFile === undefined) throw new Error('Nothing was drawn.');
  return pngFile;
};
const pngFile = (path: string, size: number, markup: string): IconFile => ({
  path,
  drawings: [{ size, markup }],
  assemble: single,
});

/** The icon with a margin: drawn smaller, around the same centre. */
function withMargin(markup: string): string {
  const field = 512 / (1 - 2 * MAC_MARGIN);
  const start = (512 - field) / 2;
  return markup.replace('viewBox="0 0 512 512"', `viewBox="${start} ${start} ${field} ${field}"`);
}

/** A colour of the pages' light theme, so that the badge has the contrast that contrast.test.ts requires. */
function colour(tokens: string, name: string): string {
  const found = new RegExp(`${name}: (#[0-9a-f]{6});`).exec(tokens)?.[1];
  if (found === undefined) throw new Error(`tokens.css has no ${name}.`);
  return found;
}

/** The number on the taskbar button. */
function badge(word: string, tokens: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <circle cx="16" cy="16" r="16" fill="${colour(tokens, '--red')}" />
  <text x="16" y="24.5" text-anchor="middle" font-weight="700" font-size="${word.length > 1 ? 20 : 25}" fill="${colour(tokens, '--red-ink')}">${word}</text>
</svg>`;
}

/** Every file that `npm run icons` writes, from resources/icon.svg and the pages' colours. */
export function iconFiles(root: string): IconFile[] {
  const read = (path: string) => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');
  const icon = read('resources/icon.svg');
  const template = icon.replace('<svg ', '<svg class="template" ');
  const tokens = read('src/renderer/shared/tokens.css');
  const drawings = (sizes: number[], markup: string) => sizes.map((size) => ({ size, markup }));
  return [
    ...LINUX_SIZES.map((size) => pngFile(`icons/${size}x${size}.png`, size, icon)),
    { path: 'icon.ico', drawings: drawings(WINDOWS_SIZES, icon), assemble: ico },
    { path: 'icon.icns', drawings: drawings(MAC_SIZES, withMargin(icon)), assemble: icns },
    pngFile('tray/tray.png', 16, icon),
    pngFile('tray/tray@2x.png', 32, icon),
    pngFile('tray/trayTemplate.png', 16, template),
    pngFile('tray/trayTemplate@2x.png', 32, template),
    ...[1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => pngFile(`badges/${n}.png`, 32, badge(`${n}`, tokens))),
    pngFile('badges/more.png', 32, badge('9+', tokens)),
  ];
}
