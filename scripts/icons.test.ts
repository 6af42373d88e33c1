import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Data } from 'resedit';
import { describe, expect, it } from 'vitest';
import { iconFiles } from './icon-files.ts';
import { icns, ico, pngSize } from './icon-formats.ts';
import { type IconRecord, hashesOf, recordPath } from './icon-record.ts';

const ROOT = join(import.meta.dirname, '..');
const RESOURCES = join(ROOT, 'resources');
const files = iconFiles(ROOT);
const record = JSON.parse(readFileSync(recordPath(ROOT), 'utf8')) as IconRecord;
const read = (path: string) => readFileSync(join(RESOURCES, path));

/** Type and content of each part of an ICNS. */
function partsOf(file: Buffer): [type: string, content: Buffer][] {
  const parts: [string, Buffer][] = [];
  for (let at = 8; at < file.length; at += file.readUInt32BE(at + 4)) {
    parts.push([file.toString('latin1', at, at + 4), file.subarray(at + 8, at + file.readUInt32BE(at + 4))]);
  }
  return parts;
}

describe('the committed icons', () => {
  it.each(files)('match the drawings as they are now ($path); if not: npm run icons', (file) => {
    expect(record[file.path]).toEqual(hashesOf(file, read(file.path)));
  });

  it('are complete, with nothing extra', () => {
    const pictures = readdirSync(RESOURCES, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => /\.(png|ico|icns)$/.test(path));
    expect(pictures.toSorted()).toEqual(files.map(({ path }) => path).toSorted());
    expect(Object.keys(record).toSorted()).toEqual(pictures.toSorted());
  });

  it('have the sizes in their names', () => {
    for (const { path, drawings } of files.filter((file) => file.path.endsWith('.png'))) {
      expect([path, pngSize(read(path))]).toEqual([path, drawings[0]?.size]);
    }
    expect(pngSize(read('icons/512x512.png'))).toBe(512);
    expect([pngSize(read('tray/tray.png')), pngSize(read('tray/tray@2x.png'))]).toEqual([16, 32]);
  });

  it('can be read by the tool that embeds them in a Windows program', () => {
    const { icons } = Data.IconFile.from(read('icon.ico'));
    expect(icons.map(({ width, height }) => [width || 256, height || 256])).toEqual(
      [16, 24, 32, 48, 64, 128, 256].map((size) => [size, size]),
    );
  });

  it('are a complete Mac icon, with nothing after its end', () => {
    const file = read('icon.icns');
    expect([file.toString('latin1', 0, 4), file.readUInt32BE(4)]).toEqual(['icns', file.length]);
    expect(partsOf(file).map(([type, png]) => `${type} ${pngSize(png)}`)).toEqual([
      'ic11 32',
      'ic12 64',
      'ic07 128',
      'ic08 256',
      'ic13 256',
      'ic09 512',
      'ic14 512',
      'ic10 1024',
    ]);
  });

  it('would be redrawn after any change to the drawing', () => {
    const [first] = files;
    if (first === undefined) throw new Error('There are no icons.');
    const changed = first.drawings.map(({ size, markup }) => ({ size, markup: `${markup} ` }));
    expect(hashesOf({ ...first, drawings: changed }, read(first.path))).not.toEqual(record[first.path]);
  });
});

describe('the containers', () => {
  it('reject images that are not PNGs, not square or too large', () => {
    const png = read('icons/512x512.png');
    const wide = Buffer.from(png);
    wide.writeUInt32BE(511, 20);
    expect(() => ico([png])).toThrow('512');
    expect(() => icns([wide])).toThrow('not square');
    expect(() => ico([Buffer.from('GIF89a')])).toThrow('not a PNG');
  });
});
